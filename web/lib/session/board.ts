import type { ItemShape } from '#shared/items/item.ts';
import type { Ballot } from '#shared/rubric/ballot.ts';
import type { Dimension, Rubric } from '#shared/rubric/rubric.ts';
import type { Value } from '#shared/rubric/scales/schemas.ts';
import { slotsOf, type Slot } from '#shared/rubric/slots.ts';
import type { BallotView, RevealedRoundView, SlotSummary } from '#shared/session/view.ts';
import { sameBallot } from './ballot-draft.ts';
import { distinctInitials } from './initials.ts';

/** One revealed ballot, with how it is marked on the board. */
export interface MarkedBallot {
  /** Place in the round's ballots; stable while the board stands. */
  readonly key: number;
  readonly who: string | null;
  readonly initials: string;
  readonly isMine: boolean;
  readonly ballot: BallotView;
}

/** One ballot's answer to one slot. */
export interface Answer extends MarkedBallot {
  readonly value: Value;
}

/** What everybody answered on one slot. */
export interface Strip {
  readonly slot: Slot;
  readonly summary: SlotSummary;
  readonly answers: readonly Answer[];
  readonly notApplicable: readonly Answer[];
  /** Ballots that say nothing here: the dimension is optional. */
  readonly silent: number;
}

/** The strips of one dimension: one for the item, or one for each response. */
export interface StripGroup {
  readonly dimension: Dimension;
  /** 1 = first in the priority order. */
  readonly priority: number;
  readonly isSplit: boolean;
  readonly strips: readonly Strip[];
}

/** How this person can find their own ballot on a board. */
export interface Self {
  readonly personId: string | null;
  readonly handle: string | null;
  /** Their own ballot of the round: the only way to know it where no names are shown. */
  readonly ballot: Ballot | null;
}

/** Long enough after a reveal that everybody who was there sees the marks turn over, and nobody who came later. */
const TURNS_WITHIN_MS = 2_500;

/** Whether the marks of a round turn over: it was revealed a moment ago. */
export const turnsOver = (round: RevealedRoundView | undefined, now: number): boolean =>
  round !== undefined && now - round.revealedAt < TURNS_WITHIN_MS;

const contentOf = ({ values, reason, confidence, clause }: BallotView): Ballot => ({
  values,
  reason,
  confidence,
  clause,
});

function mineAmong(ballots: readonly BallotView[], self: Self): number {
  const byName = ballots.findIndex(
    ({ who, personId }) =>
      (personId !== null && personId === self.personId) || (who !== null && who === self.handle),
  );
  const { ballot } = self;
  return byName >= 0 || !ballot ? byName : ballots.findIndex((shown) => sameBallot(contentOf(shown), ballot));
}

/** The ballots of a round with initials that tell people apart, one's own marked. */
export function markedBallots(round: RevealedRoundView, self: Self): MarkedBallot[] {
  const marks = distinctInitials(round.ballots.map(({ who }) => who));
  const mine = mineAmong(round.ballots, self);
  return round.ballots.map((ballot, key) => ({
    key,
    who: ballot.who,
    initials: marks[key] ?? '·',
    isMine: key === mine,
    ballot,
  }));
}

function stripOf(slot: Slot, summary: SlotSummary, ballots: readonly MarkedBallot[]): Strip {
  const given = ballots.flatMap((marked): Answer[] => {
    const value = marked.ballot.values[slot.key];
    return value ? [{ ...marked, value }] : [];
  });
  return {
    slot,
    summary,
    answers: given.filter(({ value }) => value.kind === slot.dimension.scale.kind),
    notApplicable: given.filter(({ value }) => value.kind === 'na'),
    silent: ballots.length - given.length,
  };
}

/** Safety first among the split ones: a split there escalates. */
const urgency = (group: StripGroup) => (group.isSplit ? (group.dimension.safety ? 0 : 1) : 2);

/** Every dimension of a revealed round: split ones first (safety before others), each part in the rubric's priority order. */
export function stripGroups(
  rubric: Rubric,
  shape: ItemShape,
  round: RevealedRoundView,
  self: Self,
): StripGroup[] {
  const ballots = markedBallots(round, self);
  const summaries = new Map(round.slots.map((summary) => [summary.slot, summary]));
  const slots = slotsOf(rubric, shape);
  const groups = rubric.dimensions.map((dimension, index): StripGroup => {
    const strips = slots
      .filter((slot) => slot.dimension.id === dimension.id)
      .flatMap((slot) => {
        const summary = summaries.get(slot.key);
        return summary ? [stripOf(slot, summary, ballots)] : [];
      });
    return { dimension, priority: index + 1, isSplit: strips.some(({ summary }) => summary.isSplit), strips };
  });
  return groups
    .filter((group) => group.strips.length > 0)
    .toSorted((a, b) => urgency(a) - urgency(b) || a.priority - b.priority);
}

/** Clauses that ballots cite, the most cited first. */
export function citedClauses(ballots: readonly MarkedBallot[]): { id: string; by: MarkedBallot[] }[] {
  const cited = Object.groupBy(
    ballots.filter(({ ballot }) => ballot.clause !== null),
    ({ ballot }) => ballot.clause ?? '',
  );
  return Object.entries(cited)
    .map(([id, by]) => ({ id, by: by ?? [] }))
    .toSorted((a, b) => b.by.length - a.by.length || (a.id < b.id ? -1 : 1));
}
