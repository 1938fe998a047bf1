import type { OpId, RoundId } from '#shared/ids.ts';
import type { Ack, Done } from '#shared/protocol/live.ts';
import type { Ballot } from '#shared/rubric/ballot.ts';
import type { Command } from '#shared/session/commands.ts';
import type { BallotQueue, QueuedBallot } from '../session/ballot-queue.ts';
import { newOpId } from '../session/op-id.ts';
import { isPassing } from '../session/connection.ts';

const AGAIN_AFTER_MS = 1_200;

/** What became of the last answer to a round, in this page's life. */
export type BallotResult =
  | { readonly kind: 'accepted'; readonly ballot: Ballot }
  | { readonly kind: 'too-late'; readonly ballot: Ballot }
  | { readonly kind: 'refused'; readonly ballot: Ballot; readonly message: string; readonly field?: string };

export interface BallotLine {
  readonly isLive: boolean;
  sendOnce(opId: OpId, command: Command): Promise<Ack<Done>>;
}

/** Brings answers to the server: in order, one at a time, each under its own op id until the server says what became of it. */
export class BallotPost {
  #results = $state.raw<Readonly<Record<string, BallotResult>>>({});
  #waiting = $state.raw<readonly QueuedBallot[]>([]);
  #isSending = false;
  readonly #queue: BallotQueue;
  readonly #line: BallotLine;
  readonly #onSettled: (roundId: RoundId, result: BallotResult) => void;

  constructor(
    queue: BallotQueue,
    line: BallotLine,
    onSettled: (roundId: RoundId, result: BallotResult) => void,
  ) {
    this.#queue = queue;
    this.#line = line;
    this.#onSettled = onSettled;
    this.#waiting = queue.waiting();
  }

  /** The newest answer to a round that the server has not acknowledged. */
  pending(roundId: string): QueuedBallot | undefined {
    return this.#waiting.findLast((queued) => queued.roundId === roundId);
  }

  /** Answers that the server has not acknowledged. */
  get waitingCount(): number {
    return this.#waiting.length;
  }

  result(roundId: string): BallotResult | undefined {
    return this.#results[roundId];
  }

  cast(roundId: RoundId, ballot: Ballot): void {
    const { [roundId]: _before, ...others } = this.#results;
    this.#results = others;
    this.#queue.add(newOpId(), roundId, ballot);
    this.#waiting = this.#queue.waiting();
    void this.flush();
  }

  /** Sends what waits; called whenever the session has been entered. */
  async flush(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    for (let next = this.#queue.waiting()[0]; next && this.#line.isLive; next = this.#queue.waiting()[0]) {
      if (!(await this.#send(next))) await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS));
    }
    this.#isSending = false;
  }

  /** True when the server has said what became of it. */
  async #send(queued: QueuedBallot): Promise<boolean> {
    this.#queue.markSent(queued);
    const { opId, roundId, ballot } = queued;
    const answer = await this.#line.sendOnce(opId, { type: 'castBallot', roundId, ballot }).catch(() => null);
    if (!answer || (!answer.ok && isPassing(answer.refusal.code))) return false;
    this.#settle(queued, resultOf(answer, ballot));
    return true;
  }

  #settle({ opId, roundId }: QueuedBallot, result: BallotResult): void {
    this.#queue.settle(opId);
    this.#waiting = this.#queue.waiting();
    this.#results = { ...this.#results, [roundId]: result };
    this.#onSettled(roundId, result);
  }
}

function resultOf(answer: Ack<Done>, ballot: Ballot): BallotResult {
  if (answer.ok) return { kind: answer.value.ballot ?? 'accepted', ballot };
  const { message, field } = answer.refusal;
  return { kind: 'refused', ballot, message, ...(field === undefined ? {} : { field }) };
}
