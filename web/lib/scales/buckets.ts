import { responseLetter } from '#shared/items/response-letter.ts';
import { countWords } from '../session/words.ts';
import type { Scale, Value } from '#shared/rubric/scales/schemas.ts';
import { groupKey, groupLook, groupPlace, type GroupLook } from './answer-groups.ts';

/*
 * Movement knows answers only by their bucket: the key under which equal answers stand together. These read it back.
 */

const verdictsIn = (bucket: string): string[] =>
  bucket.split(' ').map((pair) => pair.slice(pair.indexOf('=') + 1));

/** An answer with this bucket, as far as the bucket tells (a comparison has lost its strength). */
function valueOf(scale: Scale, bucket: string): Value {
  if (bucket === 'na') return { kind: 'na' };
  switch (scale.kind) {
    case 'pairwise':
      return { kind: 'pairwise', choice: bucket };
    case 'likert':
      return { kind: 'likert', point: Number(bucket) };
    case 'choice':
      return { kind: 'choice', options: bucket === '' ? [] : bucket.split('+') };
    case 'ranking':
      return { kind: 'ranking', order: bucket.split('>') };
    case 'claims':
      return {
        kind: 'claims',
        verdicts: Object.fromEntries(bucket.split(' ').map((pair) => pair.split('=') as [string, string])),
      };
    case 'number':
      return { kind: 'number', number: Number(bucket) };
    case 'text':
      return { kind: 'text', text: '' };
  }
}

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
  const look = groupLook(scale, groupKey(scale, valueOf(scale, bucket)));
  const words = wordsOf(scale, bucket);
  return words === null ? look : { ...look, words };
}

/** Order of buckets: as on the scale; equal places by their spelling. */
export function byBucket(scale: Scale): (a: string, b: string) => number {
  const place = (bucket: string) => groupPlace(scale, groupKey(scale, valueOf(scale, bucket)));
  return (a, b) => {
    const difference = place(a) - place(b);
    return Number.isNaN(difference) || difference === 0 ? (a < b ? -1 : Number(a > b)) : difference;
  };
}
