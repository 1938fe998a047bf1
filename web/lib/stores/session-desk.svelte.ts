import type { ItemId, PersonId, RoundId, SessionId } from '#shared/ids.ts';
import { BallotQueue } from '../session/ballot-queue.ts';
import { readyBallot } from '../session/ballot-draft.ts';
import { Drafts } from '../session/drafts.ts';
import type { Keep } from '../session/keep.ts';
import { BallotForm } from './session-ballot-form.svelte.ts';
import { BallotPost, type BallotResult } from './session-ballots.svelte.ts';
import type { LiveSession } from './session-live.svelte.ts';

/** One person's place in the room: their ballots, what waits to be sent, what is typed and not posted. */
export class Desk {
  readonly personId: PersonId;
  readonly drafts: Drafts;
  readonly post: BallotPost;
  /** Somebody writes a comment or a ruling here and must not be pulled away. */
  composingAt = $state.raw<ItemId | null>(null);
  /** The round for which an answer of this person has just come too late. */
  tooLate = $state.raw<{ readonly roundId: RoundId } | null>(null);
  readonly #forms: Record<string, BallotForm> = {};
  readonly #live: LiveSession;

  constructor(sessionId: SessionId, personId: PersonId, live: LiveSession, keep: Keep) {
    const scope = { sessionId, personId };
    this.personId = personId;
    this.#live = live;
    this.drafts = new Drafts(keep, scope);
    this.post = new BallotPost(new BallotQueue(keep, scope), live, (roundId, result) =>
      this.#settled(roundId, result),
    );
  }

  form(roundId: RoundId): BallotForm {
    return (this.#forms[roundId] ??= new BallotForm(roundId, this.drafts, () => this.#live.mine(roundId)));
  }

  cast(roundId: RoundId): void {
    this.post.cast(roundId, readyBallot(this.form(roundId).draft));
  }

  #settled(roundId: RoundId, result: BallotResult): void {
    const form = this.form(roundId);
    if (result.kind === 'accepted') form.accepted(result.ballot);
    if (result.kind !== 'too-late') return;
    form.keptAsNote(result.ballot);
    this.tooLate = { roundId };
  }
}
