import { at } from './arrays.ts';
import { DEFAULT_CONFIDENCE } from './bootstrap.ts';
import { studentQuantile } from './distributions.ts';
import type { Interval } from './result.ts';
import type { Statistic } from './statistic.ts';

const MOST_EVALUATIONS = 400;
const GROUPS = 100;
/**
 * With two units, what is left after leaving one out has the same alpha whatever the data, and the interval would be a point; with three or
 * four it is hardly better.
 */
const LEAST_UNITS = 5;

/**
 * Interval without chance: jackknife standard error and Student t (Efron & Tibshirani 1993, ch. 11), upper
 * limit cut at `most`, the largest value that the statistic can take.
 *
 * Units are left out one at a time; equal count patterns give equal values, so the cost is one evaluation per
 * pattern. With very many patterns, 100 groups of units are left out instead (delete-a-group jackknife, Kott
 * 2001). Undefined with fewer than five units, and where leaving one out leaves nothing to compare.
 */
export function jackknifeInterval(
  statistic: Statistic,
  confidence = DEFAULT_CONFIDENCE,
  most = 1,
): Interval | undefined {
  const value = statistic.value(statistic.weights);
  const parts = statistic.weights.length <= MOST_EVALUATIONS ? byPattern(statistic) : byGroup(statistic);
  const spread = parts === null ? NaN : spreadOf(parts);
  if (parts === null || Number.isNaN(spread) || Number.isNaN(value)) return undefined;
  const reach = studentQuantile(confidence, parts.total - 1) * spread;
  return {
    low: value - reach,
    high: Math.min(most, value + reach),
    confidence,
    method: 'jackknife-t',
    standardError: spread,
  };
}

interface Parts {
  readonly total: number;
  readonly values: readonly number[];
  readonly weights: readonly number[];
}

function spreadOf({ total, values, weights }: Parts): number {
  const middle = values.reduce((sum, value, i) => sum + value * at(weights, i), 0) / total;
  const squares = values.reduce((sum, value, i) => sum + at(weights, i) * (value - middle) ** 2, 0);
  return Math.sqrt(((total - 1) / total) * squares);
}

function byPattern({ weights, value }: Statistic): Parts | null {
  const left = Float64Array.from(weights);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const values = Array.from(weights, (weight, block) => {
    left[block] = weight - 1;
    const without = value(left);
    left[block] = weight;
    return without;
  });
  return total < LEAST_UNITS ? null : { total, values, weights: [...weights] };
}

function byGroup({ weights, ofUnit, value }: Statistic): Parts {
  const labelled = ofUnit.filter((block) => block >= 0);
  const values = Array.from({ length: GROUPS }, (_, group) => {
    const left = Float64Array.from(weights);
    for (let u = group; u < labelled.length; u += GROUPS)
      left[at(labelled, u)] = at(left, at(labelled, u)) - 1;
    return value(left);
  });
  return { total: GROUPS, values, weights: values.map(() => 1) };
}
