import type { Random } from '#shared/agreement/random.ts';
import type { ItemShape } from '#shared/items/item.ts';
import { valueProblem } from '#shared/rubric/ballot-problems.ts';
import type { Ballot } from '#shared/rubric/ballot.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';
import { slotsOf, type Slot } from '#shared/rubric/slots.ts';
import type { Taste } from '../temperament.ts';
import { likings, reasonFor } from './liking.ts';
import type { Look } from './look.ts';
import { plausibleValue } from './value.ts';

const shapeOf = ({ responses, claims }: Look): ItemShape => ({
  responses: responses.map(({ id }) => id),
  claims: claims.map(({ id }) => id),
});

/** A scale that does not fit the item (a ranking of one response, say) is left out; the server then says what is missing. */
const isPossible = (slot: Slot, ballot: Ballot['values'][string], shape: ItemShape) =>
  valueProblem(slot.dimension.scale, ballot, shape) === null;

/** A whole ballot by first impression and taste, for an item that nobody prepared. */
export function plausibleBallot(rubric: Rubric, look: Look, taste: Taste, random: Random): Ballot {
  const liked = likings(look, taste, random);
  const shape = shapeOf(look);
  const values = slotsOf(rubric, shape)
    .map((slot) => [slot, plausibleValue(slot, liked, look, random)] as const)
    .filter(([slot, value]) => isPossible(slot, value, shape))
    .map(([slot, value]) => [slot.key, value] as const);
  return {
    values: Object.fromEntries(values),
    reason: reasonFor(liked),
    confidence: 2 + Math.floor(random() * 2),
    clause: null,
  };
}

/** The ballot where it fits the rubric, the other one's values where it does not: the rubric may have changed since it was written. */
export function fitted(ballot: Ballot, rubric: Rubric, look: Look, otherwise: Ballot): Ballot {
  const shape = shapeOf(look);
  const values = slotsOf(rubric, shape).flatMap((slot) => {
    const own = ballot.values[slot.key];
    const value = own !== undefined && isPossible(slot, own, shape) ? own : otherwise.values[slot.key];
    return value === undefined ? [] : [[slot.key, value] as const];
  });
  return { ...ballot, values: Object.fromEntries(values) };
}
