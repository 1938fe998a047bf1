import type { ItemId, PersonId, ProjectId, RoundId, RulingId, SessionId } from '#shared/ids.ts';
import type { Ballot } from '#shared/rubric/ballot.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';
import type { SessionPolicy } from './policy.ts';
import type { AgendaEntry, Comment, Pin, RoundMode, Ruling, Seat } from './state.ts';

/** What has happened, past tense; stored in order, never edited. `at` and the actor stand beside each in the log. */
export type SessionEvent =
  | {
      type: 'SessionCreated';
      id: SessionId;
      projectId: ProjectId;
      title: string;
      code: string;
      pin: Pin;
      rubric: Rubric;
      policy: SessionPolicy;
      shuffleSeed: string;
    }
  | { type: 'PolicySet'; policy: SessionPolicy }
  | { type: 'SessionStarted' }
  | { type: 'SessionEnded' }
  | { type: 'PersonEntered'; personId: PersonId; name: string; isGuest: boolean; seat: Seat }
  | { type: 'SeatTaken'; personId: PersonId; seat: Seat }
  | { type: 'HandRaised'; personId: PersonId; raised: boolean }
  | { type: 'ReadySet'; personId: PersonId; ready: boolean }
  | { type: 'ChairTaken'; personId: PersonId; from: PersonId | null; handedOver: boolean }
  | { type: 'ItemsListed'; entries: readonly AgendaEntry[] }
  | { type: 'ItemMoved'; itemId: ItemId; toIndex: number }
  | { type: 'ItemUnlisted'; itemId: ItemId }
  | { type: 'ItemParked'; itemId: ItemId; note: string }
  | { type: 'ItemSkipped'; itemId: ItemId }
  | { type: 'ItemTakenUp'; itemId: ItemId }
  | { type: 'FocusSet'; itemId: ItemId | null }
  | {
      type: 'RoundOpened';
      roundId: RoundId;
      itemId: ItemId;
      number: number;
      mode: RoundMode;
      expected: readonly PersonId[];
      names: Readonly<Record<PersonId, string>>;
    }
  /** Labels that were made elsewhere, as a blind first round that waits for its reveal. */
  | {
      type: 'RoundImported';
      roundId: RoundId;
      itemId: ItemId;
      ballots: readonly { personId: PersonId; name: string; ballot: Ballot }[];
    }
  | { type: 'PersonExcused'; roundId: RoundId; personId: PersonId }
  | { type: 'BallotCast'; roundId: RoundId; personId: PersonId; ballot: Ballot; order: readonly string[] }
  | {
      type: 'BallotKeptAsNote';
      roundId: RoundId;
      personId: PersonId;
      ballot: Ballot;
      order: readonly string[];
    }
  | { type: 'RoundClosed'; roundId: RoundId }
  | { type: 'RoundRevealed'; roundId: RoundId; by: PersonId | null }
  | { type: 'CommentMade'; comment: Omit<Comment, 'at'> }
  | { type: 'RulingMade'; ruling: Omit<Ruling, 'madeAt' | 'dissents'> }
  | { type: 'DissentRecorded'; rulingId: RulingId; personId: PersonId; reason: string }
  | { type: 'TimerStarted'; endsAt: number }
  | { type: 'TimerPaused'; remainingMs: number }
  | { type: 'TimerStopped' };

/** An event with its place in the log. */
export interface Logged {
  readonly seq: number;
  readonly at: number;
  readonly event: SessionEvent;
}
