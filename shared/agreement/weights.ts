import { at } from './arrays.ts';

/** Partial credit for near misses in weighted kappas. */
export type WeightKind = 'identity' | 'linear' | 'quadratic' | 'ordinal' | 'radical';

/** A q × q matrix, row by row: 1 on the diagonal, less the further two categories lie apart. */
export interface WeightMatrix {
  readonly size: number;
  readonly values: Float64Array;
}

/**
 * Agreement weights (Gwet, Handbook of Inter-Rater Reliability, 2014, ch. 3) on the scores of the categories,
 * range = max - min: linear 1 - |x_k - x_l| / range; quadratic 1 - ((x_k - x_l) / range)²; radical 1 -
 * sqrt(|x_k - x_l| / range); ordinal 1 - C(|k - l| + 1, 2) / C(q, 2) on ranks. Scores are the numbers
 * themselves: 1, 2, 5 is not 1, 2, 3.
 */
export function agreementWeights(kind: WeightKind, scores: Float64Array): WeightMatrix {
  const size = scores.length;
  const range = Math.max(...scores) - Math.min(...scores);
  const ranks = rankOf(scores);
  const values = new Float64Array(size * size);
  for (let k = 0; k < size; k++) {
    for (let l = 0; l < size; l++) {
      const gap = Math.abs(at(scores, k) - at(scores, l));
      const steps = Math.abs(at(ranks, k) - at(ranks, l));
      values[k * size + l] =
        k === l ? 1 : weight(kind, gap / range, (steps * (steps + 1)) / (size * (size - 1)));
    }
  }
  return { size, values };
}

function weight(kind: WeightKind, gap: number, ordinal: number): number {
  switch (kind) {
    case 'identity':
      return 0;
    case 'linear':
      return 1 - gap;
    case 'quadratic':
      return 1 - gap * gap;
    case 'radical':
      return 1 - Math.sqrt(gap);
    case 'ordinal':
      return 1 - ordinal;
  }
}

function rankOf(scores: Float64Array): Int32Array {
  const ranks = new Int32Array(scores.length);
  const order = Array.from(scores, (_, code) => code).sort((a, b) => at(scores, a) - at(scores, b));
  for (const [rank, code] of order.entries()) ranks[code] = rank;
  return ranks;
}
