import type { PersonId } from '#shared/ids.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';
import { rulesFor } from '#shared/rubric/scales/index.ts';
import { slotsOf, type Slot } from '#shared/rubric/slots.ts';
import type { ItemShape } from '#shared/items/item.ts';
import type { RevealedRound } from './state.ts';

/** One person's step on one slot between two rounds; null = no answer in that round. */
export interface Step {
  readonly slot: string;
  readonly personId: PersonId;
  readonly from: string | null;
  readonly to: string | null;
}

function bucketOf(round: RevealedRound, personId: PersonId, slot: Slot): string | null {
  const value = round.ballots[personId]?.ballot.values[slot.key];
  if (value === undefined) return null;
  if (value.kind === 'na') return 'na';
  return value.kind === slot.dimension.scale.kind ? rulesFor(slot.dimension.scale).bucket(value) : null;
}

/**
 * Every person's step from one round to the other. Somebody who did not answer again has "no answer" in the second round: a first
 * answer is never copied silently.
 */
export function steps(rubric: Rubric, shape: ItemShape, from: RevealedRound, to: RevealedRound): Step[] {
  const people = [...new Set([...Object.keys(from.ballots), ...Object.keys(to.ballots)])] as PersonId[];
  return slotsOf(rubric, shape).flatMap((slot) =>
    people
      .map((personId) => ({
        slot: slot.key,
        personId,
        from: bucketOf(from, personId, slot),
        to: bucketOf(to, personId, slot),
      }))
      .filter((step) => step.from !== null || step.to !== null),
  );
}
