import type { ItemShape } from '#shared/items/item.ts';
import type { Ballot } from './ballot.ts';
import type { Rubric } from './rubric.ts';
import { rulesFor } from './scales/index.ts';
import type { Scale, Value } from './scales/schemas.ts';
import { slotsOf, type Slot, type SlotKey } from './slots.ts';

/** A ballot's fault, at the slot it belongs to. */
export interface BallotProblem {
  readonly slot: SlotKey;
  readonly message: string;
}

/** Why a value cannot stand on this scale, wherever it comes from; null when it can. */
export function valueProblem(scale: Scale, value: Value, item: ItemShape): string | null {
  if (value.kind !== scale.kind) return 'The answer is not of this scale.';
  return rulesFor(scale).problem(scale, value, item);
}

/** Why a value cannot be given as an answer or as a ruling; null when it can. */
export function answerProblem(scale: Scale, value: Value, item: ItemShape): string | null {
  const problem = valueProblem(scale, value, item);
  if (problem !== null || value.kind !== scale.kind) return problem;
  return rulesFor(scale).missing?.(scale, value) ?? null;
}

function slotProblem(slot: Slot, value: Value | undefined, item: ItemShape): string | null {
  const { dimension } = slot;
  if (value === undefined) return dimension.optional ? null : 'Not answered yet.';
  if (value.kind === 'na')
    return dimension.allowNotApplicable ? null : '"Not applicable" is not allowed here.';
  return answerProblem(dimension.scale, value, item);
}

/** Everything that keeps a ballot from being cast under this rubric; empty when it is valid. */
export function ballotProblems(rubric: Rubric, item: ItemShape, ballot: Ballot): BallotProblem[] {
  const slots = slotsOf(rubric, item);
  const known = new Set(slots.map((slot) => slot.key));
  const strangers = Object.keys(ballot.values)
    .filter((key) => !known.has(key))
    .map((slot) => ({ slot, message: 'The rubric has no such dimension here.' }));
  const faults = slots.flatMap((slot) => {
    const message = slotProblem(slot, ballot.values[slot.key], item);
    return message === null ? [] : [{ slot: slot.key, message }];
  });
  return [...strangers, ...faults];
}
