import type {
  ClauseId,
  CommentId,
  ItemId,
  PersonId,
  ProjectId,
  RoundId,
  RulingId,
  SessionId,
} from '#shared/ids.ts';
import type { ItemShape } from '#shared/items/item.ts';
import type { Ballot } from '#shared/rubric/ballot.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';
import type { Value } from '#shared/rubric/scales/schemas.ts';
import type { SlotKey } from '#shared/rubric/slots.ts';
import type { SessionPolicy } from './policy.ts';

/** The guideline version that every ballot and ruling of the session is made under (law G2). */
export interface Pin {
  readonly version: number;
  readonly hash: string;
}

export type Seat = 'voter' | 'watching';

export interface Participant {
  readonly id: PersonId;
  readonly name: string;
  readonly isGuest: boolean;
  readonly seat: Seat;
  readonly joinedAt: number;
  readonly handRaised: boolean;
  readonly isReady: boolean;
}

export interface AgendaEntry {
  readonly itemId: ItemId;
  readonly title: string;
  /** What may tell it from other items of its title (see `distinctTitles`); none in logs from before there were any. */
  readonly marks?: readonly string[];
  readonly shape: ItemShape;
  /** The session that parked it, when it was carried over. */
  readonly carriedFrom: SessionId | null;
  readonly state: 'listed' | 'parked' | 'skipped';
  /** Why it was parked, in words, here or in the session it was carried over from; empty otherwise. */
  readonly note: string;
}

export interface CastBallot {
  readonly ballot: Ballot;
  /** The order in which the responses stood on this person's ballot (law B5). */
  readonly order: readonly string[];
  readonly castAt: number;
  /** 1 for the first cast, then counting this person's changes. */
  readonly revision: number;
}

/** Came after close: kept as its author's note, never counted (law B3). */
export interface LateBallot extends CastBallot {
  readonly personId: PersonId;
}

export type RoundMode = 'live' | 'batch' | 'prework' | 'imported';

interface RoundFacts {
  readonly id: RoundId;
  readonly itemId: ItemId;
  readonly number: number;
  readonly mode: RoundMode;
  readonly openedAt: number;
  /** Fixed when the round opens; only an excuse makes it smaller. */
  readonly expected: readonly PersonId[];
  readonly excused: readonly PersonId[];
  readonly ballots: Readonly<Record<PersonId, CastBallot>>;
  readonly late: readonly LateBallot[];
  /** Names of people the session may not know: invited ones who never came, annotators of imported labels. */
  readonly names: Readonly<Record<PersonId, string>>;
}

export interface OpenRound extends RoundFacts {
  readonly phase: 'open';
}
export interface ClosedRound extends RoundFacts {
  readonly phase: 'closed';
  readonly closedAt: number;
}
export interface RevealedRound extends RoundFacts {
  readonly phase: 'revealed';
  readonly closedAt: number;
  readonly revealedAt: number;
  readonly revealedBy: PersonId | null;
}
export type Round = OpenRound | ClosedRound | RevealedRound;

export type Cause = 'rule-gap' | 'ambiguous-item' | 'slip' | 'legitimate-preference' | 'missing-expertise';

/** A clause at the session's pinned version, or the statement that none covers the case (law R1). */
export type CitedClause =
  { readonly kind: 'clause'; readonly clauseId: ClauseId } | { readonly kind: 'none' };

export interface Dissent {
  readonly personId: PersonId;
  readonly reason: string;
  readonly at: number;
}

export interface Ruling {
  readonly id: RulingId;
  readonly itemId: ItemId;
  readonly roundId: RoundId;
  /** `irresolvable` keeps the distribution and has no values (law R2). */
  readonly verdict: 'decided' | 'irresolvable';
  readonly values: Readonly<Record<SlotKey, Value>>;
  readonly by: 'consensus' | 'reviewer';
  readonly cause: Cause;
  readonly cited: CitedClause;
  readonly question: string;
  readonly reason: string;
  readonly madeBy: PersonId;
  readonly madeAt: number;
  /** The ruling this one takes the place of; the older stays (law R3). */
  readonly supersedes: RulingId | null;
  readonly dissents: readonly Dissent[];
}

export interface Comment {
  readonly id: CommentId;
  readonly itemId: ItemId;
  readonly dimensionId: string | null;
  readonly replyTo: CommentId | null;
  readonly personId: PersonId;
  readonly text: string;
  readonly at: number;
}

/** Server time throughout; a paused timer knows what is left instead of when it ends. */
export type Timer =
  | { readonly kind: 'running'; readonly endsAt: number }
  | { readonly kind: 'paused'; readonly remainingMs: number };

/** An open session log, folded. Only `project` may turn this into bytes that leave the server. */
export interface Session {
  readonly id: SessionId;
  readonly projectId: ProjectId;
  readonly title: string;
  readonly code: string;
  readonly phase: 'lobby' | 'live' | 'ended';
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly pin: Pin;
  readonly rubric: Rubric;
  readonly policy: SessionPolicy;
  /** Secret of the session: decides response orders and pseudonyms. Never leaves the server. */
  readonly shuffleSeed: string;
  readonly chair: PersonId | null;
  /** Who took the chair and when, for the minutes. */
  readonly chairs: readonly {
    readonly personId: PersonId;
    readonly at: number;
    readonly handedOver: boolean;
  }[];
  readonly people: Readonly<Record<PersonId, Participant>>;
  readonly agenda: readonly AgendaEntry[];
  readonly rounds: Readonly<Record<RoundId, Round>>;
  /** Round ids of an item, oldest first. */
  readonly roundsOf: Readonly<Record<ItemId, readonly RoundId[]>>;
  readonly rulings: readonly Ruling[];
  readonly comments: readonly Comment[];
  /** The item the room looks at. */
  readonly focus: ItemId | null;
  readonly timer: Timer | null;
}
