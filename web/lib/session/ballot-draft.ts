import { canonicalJson } from '#shared/canonical-json.ts';
import type { ItemShape } from '#shared/items/item.ts';
import { ballotProblems } from '#shared/rubric/ballot-problems.ts';
import type { Ballot } from '#shared/rubric/ballot.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';
import type { Value } from '#shared/rubric/scales/schemas.ts';
import { slotsOf, type SlotKey } from '#shared/rubric/slots.ts';

/** A ballot while it is being filled in: it may be incomplete. */
export type Draft = Ballot;

export const EMPTY_DRAFT: Draft = { values: {}, reason: '', confidence: null, clause: null };

export const sameBallot = (a: Ballot, b: Ballot): boolean => canonicalJson(a) === canonicalJson(b);

export const isBlank = (draft: Draft): boolean => sameBallot(draft, EMPTY_DRAFT);

/** The draft with a slot answered, or with its answer taken back. */
export function withAnswer(draft: Draft, slot: SlotKey, value: Value | null): Draft {
  const { [slot]: _before, ...others } = draft.values;
  return { ...draft, values: value === null ? others : { ...others, [slot]: value } };
}

/** What is sent: without answers that say nothing, in the shape the server stores. */
export function readyBallot(draft: Draft): Ballot {
  const said = Object.entries(draft.values).filter(
    ([, value]) => value.kind !== 'text' || value.text.trim() !== '',
  );
  return { ...draft, values: Object.fromEntries(said), reason: draft.reason.trim() };
}

export interface DraftState {
  /** Slots that want an answer before the ballot can be sent. */
  readonly wanted: number;
  readonly answered: number;
  /** What keeps it from being sent, by slot. */
  readonly problems: ReadonlyMap<SlotKey, string>;
}

/** How far a draft is, by the same rules that the server applies. */
export function draftState(rubric: Rubric, shape: ItemShape, draft: Draft): DraftState {
  const ready = readyBallot(draft);
  const problems = new Map(ballotProblems(rubric, shape, ready).map(({ slot, message }) => [slot, message]));
  const wanted = slotsOf(rubric, shape).filter((slot) => !slot.dimension.optional);
  const answered = wanted.filter((slot) => slot.key in ready.values && !problems.has(slot.key)).length;
  return { wanted: wanted.length, answered, problems };
}

/** The next slot after `from` that still wants an answer, then the first such one; null when none does. */
export function nextUnanswered(
  slots: readonly SlotKey[],
  state: DraftState,
  from: SlotKey | null,
): SlotKey | null {
  const start = from === null ? 0 : slots.indexOf(from) + 1;
  const around = [...slots.slice(start), ...slots.slice(0, start)];
  return around.find((slot) => state.problems.has(slot)) ?? null;
}
