import type { Rubric } from '#shared/rubric/rubric.ts';
import { rulesFor } from '#shared/rubric/scales/index.ts';
import { responseLetter } from '#shared/items/response-letter.ts';
import type { Value } from '#shared/rubric/scales/schemas.ts';
import { dimensionOf, splitSlotKey, type SlotKey } from '#shared/rubric/slots.ts';
import type { Cause } from './state.ts';

export const CAUSE_WORDS: Readonly<Record<Cause, string>> = {
  'rule-gap': 'The guideline has a gap',
  'ambiguous-item': 'The item is ambiguous',
  slip: 'A slip',
  'legitimate-preference': 'A legitimate difference of preference',
  'missing-expertise': 'Expertise was missing',
};

/** One value in words, or "not applicable". */
export function valueWords(rubric: Rubric, slot: SlotKey, value: Value): string {
  const scale = dimensionOf(rubric, splitSlotKey(slot).dimensionId)?.scale;
  if (value.kind === 'na') return 'not applicable';
  return scale?.kind === value.kind ? rulesFor(scale).words(scale, value) : '?';
}

/** The name of a slot as people say it: `Accuracy`, or `Accuracy of B`. */
export function slotWords(rubric: Rubric, slot: SlotKey): string {
  const { dimensionId, target } = splitSlotKey(slot);
  const name = dimensionOf(rubric, dimensionId)?.name ?? dimensionId;
  return target === null ? name : `${name} of ${responseLetter(target)}`;
}

/** Ruled values in one line, for minutes and the edge case. */
export const rulingWords = (rubric: Rubric, values: Readonly<Record<SlotKey, Value>>): string =>
  Object.entries(values)
    .map(([slot, value]) => `${slotWords(rubric, slot)}: ${valueWords(rubric, slot, value)}`)
    .join('; ');
