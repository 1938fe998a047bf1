import { testedShare } from './binomial-test.ts';
import { logistic } from './logistic.ts';
import type { Logistic } from './logistic.ts';
import { estimate, exclusions, undefinedBecause } from './result.ts';
import type { Basis, Estimate } from './result.ts';
import { correlationP, pearson } from './spearman.ts';

/** One comparison: length of the first answer minus length of the second, and which was preferred. */
export interface LengthPair {
  readonly lengthDifference: number;
  readonly preferred: 'first' | 'second' | 'tie';
}

export interface LengthBias {
  /** Correlation of preferring the first with how much longer it is; `p` two-sided by Student t. */
  readonly pointBiserial: Estimate<{ readonly p: number | null }>;
  /**
   * How often the longer one was preferred, of the pairs of different length, with Wilson interval and exact
   * binomial p.
   */
  readonly longerPreferred: Estimate<{ readonly successes: number; readonly p: number }>;
  readonly logistic: Logistic;
  readonly logisticNoIntercept: Logistic;
}

/**
 * Do people (or one person) prefer longer answers? Ties are left out. A correlation says how strongly, the
 * logistic slope per standard deviation by what odds, the share is what people understand. Longer answers may
 * also be better ones: compare with rulings before blaming.
 */
export function lengthBias(pairs: readonly LengthPair[]): LengthBias {
  const decided = pairs.filter(({ preferred }) => preferred !== 'tie');
  const x = decided.map(({ lengthDifference }) => lengthDifference);
  const y = decided.map(({ preferred }) => preferred === 'first');
  const ties = pairs.length - decided.length;
  return {
    pointBiserial: pointBiserial(x, y, ties),
    longerPreferred: longerPreferred(x, y, ties),
    logistic: logistic(x, y),
    logisticNoIntercept: logistic(x, y, false),
  };
}

function pointBiserial(
  x: readonly number[],
  y: readonly boolean[],
  ties: number,
): LengthBias['pointBiserial'] {
  const basis: Basis = {
    n: x.length,
    units: x.length,
    raters: null,
    excluded: exclusions({ reason: 'tie', count: ties }),
  };
  if (x.length < 3) return undefinedBecause(x.length === 0 ? 'empty' : 'too-few-items', basis);
  const r = pearson(x, y.map(Number));
  return r === null
    ? undefinedBecause('no-variation', basis)
    : estimate(r, basis, { p: correlationP(r, x.length) });
}

function longerPreferred(
  x: readonly number[],
  y: readonly boolean[],
  ties: number,
): LengthBias['longerPreferred'] {
  const unequal = x.filter((difference) => difference !== 0).length;
  const successes = x.filter((difference, i) => difference !== 0 && difference > 0 === y[i]).length;
  const excluded = exclusions(
    { reason: 'tie', count: ties },
    { reason: 'equal-length', count: x.length - unequal },
  );
  return testedShare(successes, unequal, excluded);
}
