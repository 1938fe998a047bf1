import { binomialProbability } from './distributions.ts';
import { estimate, undefinedBecause } from './result.ts';
import type { Basis, Estimate, Excluded } from './result.ts';
import { proportion } from './wilson.ts';

export type Alternative = 'two-sided' | 'greater' | 'less';

/** Outcomes this much more probable than the observed one still count as "no more probable". */
const SLACK = 1 + 1e-7;

/**
 * Exact binomial test: the p value of so many successes in n when each has probability `p0`. Two-sided p is
 * the total probability of outcomes no more probable than the observed one, which is not twice the one-sided
 * p when p0 is not 1/2. Undefined for n = 0.
 */
export function binomialTest(
  successes: number,
  n: number,
  p0 = 0.5,
  alternative: Alternative = 'two-sided',
): Estimate {
  const basis: Basis = { n, units: n, raters: null, excluded: [] };
  if (n <= 0) return undefinedBecause('empty', basis);
  const observed = binomialProbability(successes, n, p0) * SLACK;
  let total = 0;
  for (let k = 0; k <= n; k++) {
    const probability = binomialProbability(k, n, p0);
    const counts =
      alternative === 'greater'
        ? k >= successes
        : alternative === 'less'
          ? k <= successes
          : probability <= observed;
    if (counts) total += probability;
  }
  return estimate(Math.min(1, total), basis, {});
}

/** A share with its Wilson interval and the exact two-sided p of its being one half. */
export function testedShare(
  successes: number,
  n: number,
  excluded: readonly Excluded[],
): Estimate<{ readonly successes: number; readonly p: number }> {
  const share = proportion(successes, n);
  const test = binomialTest(successes, n);
  if (!share.defined || !test.defined) return undefinedBecause('empty', { ...share, excluded });
  return { ...share, excluded, p: test.value };
}
