import type { OpId, RoundId } from '#shared/ids.ts';
import type { Ballot } from '#shared/rubric/ballot.ts';
import type { Scope } from './drafts.ts';
import type { Keep } from './keep.ts';

/** An answer on its way. It carries its round, so it can never count for another item (it is refused there). */
export interface QueuedBallot {
  readonly opId: OpId;
  readonly roundId: RoundId;
  readonly ballot: Ballot;
  /** Place in the queue: answers leave in the order in which they were given. */
  readonly place: number;
  /** It may have reached the server: it is repeated under the same op id until the server says what became of it. */
  readonly sent: boolean;
}

/**
 * Answers that the server has not acknowledged, kept in the browser under one key each: a reload resumes them, and two tabs cannot
 * overwrite each other's. The server answers a repeated op id from its record, so that sending twice never counts twice (law D3).
 */
export class BallotQueue {
  readonly #keep: Keep;
  readonly #prefix: string;

  constructor(keep: Keep, { sessionId, personId }: Scope) {
    this.#keep = keep;
    this.#prefix = `touchstone/queue/${sessionId}/${personId}/`;
  }

  /** Oldest first. */
  waiting(): QueuedBallot[] {
    return this.#keep
      .keys(this.#prefix)
      .flatMap((key) => this.#read(key))
      .toSorted((a, b) => a.place - b.place);
  }

  /** Queues an answer. Of the same round only what may already be under way stays before it. */
  add(opId: OpId, roundId: RoundId, ballot: Ballot): QueuedBallot {
    const before = this.waiting();
    for (const older of before) if (older.roundId === roundId && !older.sent) this.settle(older.opId);
    const queued = { opId, roundId, ballot, place: (before.at(-1)?.place ?? 0) + 1, sent: false };
    this.#write(queued);
    return queued;
  }

  /** Called before an answer is handed to the network. */
  markSent(queued: QueuedBallot): void {
    this.#write({ ...queued, sent: true });
  }

  /** The server has said what became of it. */
  settle(opId: OpId): void {
    this.#keep.remove(this.#prefix + opId);
  }

  #write(queued: QueuedBallot): void {
    this.#keep.write(this.#prefix + queued.opId, JSON.stringify(queued));
  }

  #read(key: string): QueuedBallot[] {
    try {
      const read = JSON.parse(this.#keep.read(key) ?? 'null') as QueuedBallot | null;
      return read === null ? [] : [read];
    } catch {
      this.#keep.remove(key);
      return [];
    }
  }
}
