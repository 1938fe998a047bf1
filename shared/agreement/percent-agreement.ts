import { at } from './arrays.ts';
import { DEFAULT_CONFIDENCE } from './bootstrap.ts';
import { chanceCorrected, linearised } from './chance-corrected.ts';
import type { Kappa, KappaOptions } from './chance-corrected.ts';
import { countPatterns } from './patterns.ts';
import type { Patterns } from './patterns.ts';
import { estimate, undefinedBecause } from './result.ts';
import type { Estimate } from './result.ts';
import { agreeingShares, percentStatistic } from './statistic.ts';
import { pairableBasis } from './table.ts';
import type { RatingTable } from './table.ts';

/**
 * Percent agreement: the mean over units of agreeing pairs of labels / pairs of labels; a share between 0 and
 * 1.
 *
 * The standard error is Gwet's (2014): over units with a label, those with one label as 0, which inflates it
 * on sparse tables (it is positive even at 100 %). Not corrected for chance: two categories used 90 : 10
 * agree on 82 % by luck. Undefined without pairs.
 */
export function percentAgreement(table: RatingTable, confidence = DEFAULT_CONFIDENCE): Estimate {
  return overPairs(table, (patterns) => {
    const value = percentStatistic(patterns).value(patterns.weights);
    return { value, interval: gwetInterval(patterns, value, confidence) };
  });
}

/**
 * Percent agreement with partial credit for near misses (Gwet 2014); identity weights give
 * `percentAgreement`.
 */
export function weightedAgreement(table: RatingTable, options: KappaOptions): Kappa {
  return chanceCorrected(table, options, () => ({ pe: 0, perPattern: null }));
}

function gwetInterval(patterns: Patterns, value: number, confidence: number): ReturnType<typeof linearised> {
  const shares = agreeingShares(patterns);
  const n = patterns.weights.reduce((total, times) => total + times, 0);
  const n2 = patterns.weights.reduce((total, times, p) => total + (at(patterns.sizes, p) < 2 ? 0 : times), 0);
  const squares = patterns.weights.reduce(
    (total, times, p) => total + times * ((n / n2) * at(shares, p) - value) ** 2,
    0,
  );
  return linearised(value, squares, n, n - 1, confidence);
}

/** Agreeing pairs of all units together / pairs of all units together: units with more labels weigh more. */
export function pooledAgreement(table: RatingTable): Estimate {
  return overPairs(table, (patterns) => {
    const shares = agreeingShares(patterns);
    let [agreeing, pairs] = [0, 0];
    for (let p = 0; p < patterns.length; p++) {
      const size = at(patterns.sizes, p);
      const here = at(patterns.weights, p) * size * (size - 1);
      agreeing += here * at(shares, p);
      pairs += here;
    }
    return { value: agreeing / pairs };
  });
}

/** Share of the units with two or more labels on which everybody said the same. */
export function unanimousShare(table: RatingTable): Estimate {
  return overPairs(table, (patterns) => {
    let [unanimous, units] = [0, 0];
    for (let p = 0; p < patterns.length; p++) {
      if (at(patterns.sizes, p) < 2) continue;
      units += at(patterns.weights, p);
      if (at(patterns.starts, p + 1) - at(patterns.starts, p) === 1) unanimous += at(patterns.weights, p);
    }
    return { value: unanimous / units };
  });
}

type Result = { readonly value: number; readonly interval?: ReturnType<typeof linearised> };

function overPairs(table: RatingTable, compute: (patterns: Patterns) => Result): Estimate {
  const basis = pairableBasis(table);
  if (basis.n === 0) return undefinedBecause(basis.excluded.some(isSingle) ? 'no-pairs' : 'no-labels', basis);
  const { value, interval } = compute(countPatterns(table));
  return estimate(value, basis, {}, interval);
}

function isSingle({ reason }: { readonly reason: string }): boolean {
  return reason === 'unit-with-one-label';
}
