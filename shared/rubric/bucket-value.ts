import type { Scale, Value } from './scales/schemas.ts';

/**
 * An answer with this bucket (the key under which equal answers stand together), as far as the bucket tells: a comparison has lost its
 * strength. Movement knows answers only by their buckets.
 */
export function bucketValue(scale: Scale, bucket: string): Value {
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
