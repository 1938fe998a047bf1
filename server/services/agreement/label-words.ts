import type { Label } from '#shared/agreement/table.ts';
import { responseLetter } from '#shared/items/response-letter.ts';
import type { Dimension } from '#shared/rubric/rubric.ts';
import { rulesFor } from '#shared/rubric/scales/index.ts';
import type { Scale, Value } from '#shared/rubric/scales/schemas.ts';

/** A label as an address can carry it, and as two labels are the same. */
export const labelKey = (label: Label): string =>
  typeof label === 'object' ? JSON.stringify(label) : String(label);

const texts = (label: Label): string[] => (typeof label === 'object' ? label.flat() : [String(label)]);

type Answer = Exclude<Value, { kind: 'na' }>;

function valueOf(scale: Scale, label: Label): Answer | null {
  switch (scale.kind) {
    case 'pairwise':
      return { kind: 'pairwise', choice: String(label) };
    case 'likert':
      return { kind: 'likert', point: Number(label) };
    case 'number':
      return { kind: 'number', number: Number(label) };
    case 'choice':
      return { kind: 'choice', options: texts(label) };
    case 'ranking':
      return { kind: 'ranking', order: texts(label) };
    case 'claims':
    case 'text':
      return null;
  }
}

/** A label in the words of the rubric. */
export function labelWords({ scale }: Dimension, label: Label): string {
  if (scale.kind === 'claims') return scale.verdicts.find(({ id }) => id === label)?.label ?? labelKey(label);
  const value = valueOf(scale, label);
  return value === null ? labelKey(label) : rulesFor(scale).words(scale, value);
}

/** A stored value in the words of the rubric. */
export function valueWords({ scale }: Dimension, value: Value): string {
  if (value.kind === 'na') return 'Not applicable';
  return value.kind === scale.kind ? rulesFor(scale).words(scale, value) : 'an answer on an earlier scale';
}

const CLAIM = /^c(\d+)$/;

/** What of the item was judged: a response, a claim, both; null for the item itself. */
export function targetWords(target: string | null, part: string): string | null {
  const response = target === null ? [] : [`Response ${responseLetter(target)}`];
  const claim = CLAIM.exec(part)?.[1];
  const words = [...response, ...(claim === undefined ? [] : [`claim ${claim}`])];
  return words.length === 0 ? null : words.join(', ');
}
