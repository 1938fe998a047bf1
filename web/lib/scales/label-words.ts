import type { Label } from '#shared/agreement/table.ts';
import { responseLetter } from '#shared/items/response-letter.ts';
import type { Scale } from '#shared/rubric/scales/schemas.ts';
import { bucketLook } from './buckets.ts';

/** A label as agreement counts it, in the words of the scale. */
export function labelWords(scale: Scale, label: Label): string {
  if (scale.kind === 'claims')
    return scale.verdicts.find((verdict) => verdict.id === label)?.label ?? String(label);
  if (typeof label !== 'object') return bucketLook(scale, String(label)).words;
  if (scale.kind !== 'ranking') return bucketLook(scale, label.flat().join('+')).words;
  return label.map((place) => [place].flat().map(responseLetter).join(' = ')).join(' › ');
}
