import { responseLetter } from '#shared/items/response-letter.ts';
import { countWords } from '../session/words.ts';
import { besideCount, times } from '#shared/rubric/beside-count.ts';
import { bucketValue } from '#shared/rubric/bucket-value.ts';
import type { Scale } from '#shared/rubric/scales/schemas.ts';
import { groupKey, groupLook, groupPlace, type GroupLook } from './answer-groups.ts';

/*
 * Movement knows answers only by their bucket: the key under which equal answers stand together. These read it back.
 */

const verdictsIn = (bucket: string): string[] =>
  bucket.split(' ').map((pair) => pair.slice(pair.indexOf('=') + 1));

function wordsOf(scale: Scale, bucket: string): string | null {
  if (bucket === 'na') return null;
  if (scale.kind === 'ranking') return bucket.split('>').map(responseLetter).join(' › ');
  if (scale.kind !== 'claims') return null;
  const labels = verdictsIn(bucket).map(
    (id) => scale.verdicts.find((verdict) => verdict.id === id)?.label ?? id,
  );
  return countWords(labels);
}

/** How the answers of a bucket look and are called. */
export function bucketLook(scale: Scale, bucket: string): GroupLook {
  const look = groupLook(scale, groupKey(scale, bucketValue(scale, bucket)));
  const words = wordsOf(scale, bucket);
  return words === null ? look : { ...look, words };
}

/** How the answers of a bucket are called where numbers stand around them: `Major error (2)`. */
export function bucketWords(scale: Scale, bucket: string): string {
  if (scale.kind === 'likert' || scale.kind === 'number')
    return besideCount(scale, bucketValue(scale, bucket));
  const { words } = bucketLook(scale, bucket);
  return scale.kind === 'claims' ? `(${words})` : words;
}

/** `5 × Major error (2)` */
export const countedBucket = (scale: Scale, bucket: string, count: number): string =>
  times(count, bucketWords(scale, bucket));

/** Order of buckets: as on the scale; equal places by their spelling. */
export function byBucket(scale: Scale): (a: string, b: string) => number {
  const place = (bucket: string) => groupPlace(scale, groupKey(scale, bucketValue(scale, bucket)));
  return (a, b) => {
    const difference = place(a) - place(b);
    return Number.isNaN(difference) || difference === 0 ? (a < b ? -1 : Number(a > b)) : difference;
  };
}
