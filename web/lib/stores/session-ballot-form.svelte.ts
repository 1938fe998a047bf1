import type { RoundId } from '#shared/ids.ts';
import type { Ballot } from '#shared/rubric/ballot.ts';
import type { Value } from '#shared/rubric/scales/schemas.ts';
import type { SlotKey } from '#shared/rubric/slots.ts';
import type { MinePart } from '#shared/session/view.ts';
import { EMPTY_DRAFT, readyBallot, sameBallot, withAnswer, type Draft } from '../session/ballot-draft.ts';
import type { Drafts } from '../session/drafts.ts';

/** One person's ballot in one round while it is filled in: what is typed over what counts, kept through a reload. */
export class BallotForm {
  readonly roundId: RoundId;
  readonly #drafts: Drafts;
  readonly #mine: () => MinePart | undefined;
  #typed = $state.raw<Draft | null>(null);
  /** Accepted by the server, but not yet come back as the ballot that counts. */
  #accepted = $state.raw<{ ballot: Ballot; overRevision: number } | null>(null);

  constructor(roundId: RoundId, drafts: Drafts, mine: () => MinePart | undefined) {
    this.roundId = roundId;
    this.#drafts = drafts;
    this.#mine = mine;
    this.#typed = drafts.ballot(roundId);
  }

  /** The ballot that counts; null when there is none. */
  get counted(): Ballot | null {
    const mine = this.#mine();
    if (this.#accepted && (mine?.revision ?? 0) <= this.#accepted.overRevision) return this.#accepted.ballot;
    return mine?.ballot ?? null;
  }

  get draft(): Draft {
    return this.#typed ?? this.counted ?? EMPTY_DRAFT;
  }

  /** Something is typed that the server does not have. */
  get isChanged(): boolean {
    return this.#typed !== null && !sameBallot(readyBallot(this.#typed), this.counted ?? EMPTY_DRAFT);
  }

  answer(slot: SlotKey, value: Value | null): void {
    this.change(withAnswer(this.draft, slot, value));
  }

  change(draft: Draft): void {
    this.#typed = draft;
    this.#drafts.keepBallot(this.roundId, draft);
  }

  /** What was typed and not sent is thrown away. */
  discard(): void {
    this.#typed = null;
    this.#drafts.dropBallot(this.roundId);
  }

  /** The server counts this ballot. What was typed since stays. */
  accepted(ballot: Ballot): void {
    this.#accepted = { ballot, overRevision: this.#mine()?.revision ?? 0 };
    this.#forget(ballot);
  }

  /** The server keeps this ballot as a note. */
  keptAsNote(ballot: Ballot): void {
    this.#forget(ballot);
  }

  #forget(ballot: Ballot): void {
    if (this.#typed === null || !sameBallot(readyBallot(this.#typed), ballot)) return;
    this.#typed = null;
    this.#drafts.dropBallot(this.roundId);
  }
}
