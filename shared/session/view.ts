import type { AlphaChange } from '#shared/agreement/change.ts';
import type { AgreementReport } from '#shared/agreement/report.ts';
import type { Action, Role } from '#shared/access/policy.ts';
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
import type { Ballot } from '#shared/rubric/ballot.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';
import type { Value } from '#shared/rubric/scales/schemas.ts';
import type { SlotKey } from '#shared/rubric/slots.ts';
import type { SessionPolicy } from './policy.ts';
import type { AgendaEntry, Cause, CitedClause, Pin, RoundMode, Seat, Timer } from './state.ts';

/*
 * What leaves the server, in named parts. The parts that an audience shares are encoded once and sent to all of it; a person's own
 * parts go to that person only. There is no other way out (law B1).
 */

/** Who looks. `facilitator` is whoever may take the chair; the projector shows what the room may see. */
export type Audience = 'member' | 'facilitator' | 'projector';

export interface SessionPart {
  id: SessionId;
  projectId: ProjectId;
  title: string;
  code: string;
  phase: 'lobby' | 'live' | 'ended';
  startedAt: number | null;
  endedAt: number | null;
  pin: Pin;
  policy: SessionPolicy;
  chair: { personId: PersonId; name: string; connected: boolean } | null;
  focus: ItemId | null;
  timer: Timer | null;
}

export interface PersonView {
  id: PersonId;
  name: string;
  isGuest: boolean;
  seat: Seat;
  connected: boolean;
  handRaised: boolean;
  isReady: boolean;
}

export interface AgendaItemView {
  itemId: ItemId;
  title: string;
  state: AgendaEntry['state'];
  note: string;
  carriedFrom: SessionId | null;
  /** The newest round; null before the first. */
  round: { id: RoundId; number: number; phase: 'open' | 'closed' | 'revealed'; mode: RoundMode } | null;
  /**
   * Of the last revealed round: null before a reveal, and when fewer than two answered (law S12). `open`: the dimensions of these on which
   * no ruling says what holds (law R6).
   */
  split: { dimensions: string[]; open: string[]; safety: boolean } | null;
  /** How many answered in the last revealed round; null before a reveal. */
  answers: number | null;
  ruling: 'decided' | 'irresolvable' | null;
}

/** An unrevealed round: who is expected and who has answered, as the policy allows (law B2). Never what. */
export interface ProgressView {
  roundId: RoundId;
  itemId: ItemId;
  number: number;
  mode: RoundMode;
  phase: 'open' | 'closed';
  openedAt: number;
  expected: number;
  answered: number;
  /** Late joiners who answered beyond the denominator. */
  extra: number;
  /** Present only where the policy shows names to everybody. */
  answeredBy?: PersonId[];
}

/** For whoever may take the chair: names behind the numbers. */
export interface MissingView {
  roundId: RoundId;
  answered: { personId: PersonId; name: string }[];
  missing: { personId: PersonId; name: string; connected: boolean }[];
  excused: { personId: PersonId; name: string }[];
}

export interface BallotView {
  /** Name or handle; null in an anonymous session. */
  who: string | null;
  /** Only in a named session. */
  personId: PersonId | null;
  values: Record<SlotKey, Value>;
  reason: string;
  confidence: number | null;
  clause: ClauseId | null;
}

export interface SlotSummary {
  slot: SlotKey;
  /** Mean pair distance 0..1; null with fewer than two answers or for free text. */
  disagreement: number | null;
  /** Share of agreeing pairs among all pairs; null as above. */
  agreeingPairs: number | null;
  isSplit: boolean;
  answers: number;
}

export interface RevealedRoundView {
  id: RoundId;
  number: number;
  mode: RoundMode;
  revealedAt: number;
  expected: number;
  /** Ballots of people who came after the round opened: counted, but not in the denominator. */
  extra: number;
  excused: number;
  late: number;
  ballots: BallotView[];
  slots: SlotSummary[];
}

/** From the first revealed round to the last, per slot: how many went from which answer to which. */
export interface MoveView {
  slot: SlotKey;
  /** Bucket of the answer; null = no answer in that round. */
  from: string | null;
  to: string | null;
  count: number;
  /** Names or handles; empty in an anonymous session. */
  who: string[];
}

export interface CommentView {
  id: CommentId;
  dimensionId: string | null;
  replyTo: CommentId | null;
  who: string | null;
  personId: PersonId | null;
  text: string;
  at: number;
}

export interface RulingView {
  id: RulingId;
  roundId: RoundId;
  verdict: 'decided' | 'irresolvable';
  values: Record<SlotKey, Value>;
  by: 'consensus' | 'reviewer';
  cause: Cause;
  cited: CitedClause;
  question: string;
  reason: string;
  madeBy: string;
  madeAt: number;
  supersedes: RulingId | null;
  dissents: { who: string | null; reason: string; at: number }[];
}

export interface ItemPart {
  itemId: ItemId;
  rounds: RevealedRoundView[];
  moves: MoveView[];
  comments: CommentView[];
  rulings: RulingView[];
}

export interface DimensionAgreement {
  readonly dimensionId: string;
  readonly report: AgreementReport;
}

export interface DimensionChange {
  readonly dimensionId: string;
  readonly change: AlphaChange;
  /** Too few units to read anything into it (law A7). */
  readonly tooFewItems: boolean;
}

export interface AgreementPart {
  /** Over the first, blind ballots of all revealed items. */
  blind: DimensionAgreement[];
  /** Over the last ballots, where an item was voted on again; never mixed with the blind ones (law A4). */
  after: DimensionAgreement[];
  /** From the first to the last ballots on the items that were voted on again: a pair on each, so that items do not differ between them. */
  changes: DimensionChange[];
}

/** Parts that everybody of an audience gets alike. `missing` only for facilitators. */
export interface SharedParts {
  session: SessionPart;
  rubric: Rubric;
  people: PersonView[];
  agenda: AgendaItemView[];
  progress: ProgressView[];
  agreement: AgreementPart;
  missing?: MissingView[];
  [item: `item:${string}`]: ItemPart;
}

export interface MePart {
  personId: PersonId;
  name: string;
  /** The handle under which this person's ballots are shown; null in named and anonymous sessions. */
  handle: string | null;
  role: Role;
  abilities: Action[];
  seat: Seat;
  isChair: boolean;
}

/** This person's side of one round. */
export interface MinePart {
  roundId: RoundId;
  itemId: ItemId;
  /** Response ids in the order in which this person sees them. */
  order: string[];
  /** The ballot that counts, if any. */
  ballot: Ballot | null;
  revision: number;
  castAt: number | null;
  /** Whether the round waits for this person. Who came after it opened may answer and is counted apart (law S4). */
  isExpected: boolean;
  /** The chair has excused this person: the round does not wait for them, and an answer still counts. */
  isExcused: boolean;
  /** Answers that came after close: kept, not counted. */
  notes: Ballot[];
}

export interface OwnParts {
  me: MePart;
  [mine: `mine:${string}`]: MinePart;
}

export type SharedKey = keyof SharedParts & string;
export type OwnKey = keyof OwnParts & string;
