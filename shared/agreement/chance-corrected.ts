/**
 * What the kappa-like coefficients share: (pa - pe) / (1 - pe) with one observed agreement and different
 * ideas of chance.
 *
 * Source: Gwet, Handbook of Inter-Rater Reliability (2014, 2021). n units with a label, n2 with two or more,
 * r_ik labels of category k on unit i, r_i = Σ_k r_ik. pa is the mean over the n2 units of a_i = Σ_k r_ik
 * (Σ_l w_kl r_il - 1) / (r_i (r_i - 1)). Units with one label do not enter pa but do tell how often
 * categories are used: π_k = (1/n) Σ_i r_ik / r_i. That is why these coefficients and alpha differ on sparse
 * tables by more than a small-sample term.
 *
 * Standard errors are Gwet's linearisation over units; intervals are Student t with n - 1 degrees of freedom,
 * the upper limit cut at 1.
 */
import { at } from './arrays.ts';
import { DEFAULT_CONFIDENCE } from './bootstrap.ts';
import { numbersOf } from './distance.ts';
import { studentQuantile } from './distributions.ts';
import { countPatterns } from './patterns.ts';
import type { Patterns } from './patterns.ts';
import { estimate, exclusions, undefinedBecause } from './result.ts';
import type { Basis, Estimate, Interval, UndefinedReason } from './result.ts';
import { MOST_CATEGORIES, pairableBasis } from './table.ts';
import type { RatingTable } from './table.ts';
import { agreementWeights } from './weights.ts';
import type { WeightKind, WeightMatrix } from './weights.ts';

export interface KappaOptions {
  /** Partial credit; identity (none) unless told otherwise. */
  readonly weights?: WeightKind;
  readonly confidence?: number;
}

export type Kappa = Estimate<{ readonly observedAgreement: number; readonly expectedAgreement: number }>;

export interface ObservedAgreement {
  readonly patterns: Patterns;
  readonly weights: WeightMatrix;
  /** Units with a label, and with two or more. */
  readonly n: number;
  readonly n2: number;
  readonly pa: number;
  /** a_i per pattern; 0 for patterns of one label. */
  readonly shares: Float64Array;
  /** π_k. */
  readonly usage: Float64Array;
}

/**
 * Agreement by chance: its overall value, and per pattern the e_i whose mean it is (null where it does not
 * depend on the data).
 */
export interface Chance {
  readonly pe: number;
  readonly perPattern: Float64Array | null;
}

/** Coefficient of a table under an idea of chance, with Gwet's interval. */
export function chanceCorrected(
  table: RatingTable,
  options: KappaOptions,
  chanceOf: (observed: ObservedAgreement) => Chance,
): Kappa {
  const refusal = refusalOf(table);
  if (refusal !== null) return undefinedBecause(refusal, labelledBasis(table));
  const observed = observedAgreement(table, options.weights ?? 'identity');
  const { patterns } = observed;
  return corrected(table, options, observed, chanceOf(observed), patterns.weights, (i) => [
    at(patterns.sizes, i),
    at(observed.shares, i),
  ]);
}

/**
 * The last step for any chance: value, linearised standard error, interval. `groups` says how many units
 * stand behind each term and `termOf` gives r_i and a_i of it.
 */
export function corrected(
  table: RatingTable,
  { confidence = DEFAULT_CONFIDENCE }: KappaOptions,
  { n, n2, pa }: ObservedAgreement,
  { pe, perPattern }: Chance,
  groups: Float64Array,
  termOf: (group: number) => readonly [size: number, share: number],
): Kappa {
  const basis = labelledBasis(table);
  if (!(1 - pe > 1e-15)) return undefinedBecause('no-variation', basis);
  const value = (pa - pe) / (1 - pe);
  let squares = 0;
  for (let i = 0; i < groups.length; i++) {
    const [size, share] = termOf(i);
    const own = size < 2 ? 0 : ((n / n2) * (share - pe)) / (1 - pe);
    const chance = perPattern === null ? 0 : (2 * (1 - value) * (at(perPattern, i) - pe)) / (1 - pe);
    squares += at(groups, i) * (own - chance - value) ** 2;
  }
  const extra = { observedAgreement: pa, expectedAgreement: pe };
  return estimate(value, basis, extra, linearised(value, squares, n, n - 1, confidence));
}

/** Student t interval from a sum of squared linearised terms over n units; none for one unit. */
export function linearised(
  value: number,
  squares: number,
  n: number,
  df: number,
  confidence: number,
): Interval | undefined {
  if (n < 2 || df < 1) return undefined;
  const standardError = Math.sqrt(squares / (n * (n - 1)));
  const reach = studentQuantile(confidence, df) * standardError;
  return {
    low: value - reach,
    high: Math.min(1, value + reach),
    confidence,
    method: 'linearisation-t',
    standardError,
  };
}

export function observedAgreement(table: RatingTable, kind: WeightKind): ObservedAgreement {
  const patterns = countPatterns(table);
  const weights = agreementWeights(kind, numbersOf(table.categories));
  const shares = weightedShares(patterns, weights);
  const usage = new Float64Array(weights.size);
  let [n, n2, total] = [0, 0, 0];
  for (let p = 0; p < patterns.length; p++) {
    const times = at(patterns.weights, p);
    n += times;
    if (at(patterns.sizes, p) >= 2) n2 += times;
    total += times * at(shares, p);
    for (let i = at(patterns.starts, p); i < at(patterns.starts, p + 1); i++) {
      const code = at(patterns.codes, i);
      usage[code] = at(usage, code) + (times * at(patterns.counts, i)) / at(patterns.sizes, p);
    }
  }
  return { patterns, weights, n, n2, pa: total / n2, shares, usage: usage.map((sum) => sum / n) };
}

function weightedShares(patterns: Patterns, { size, values }: WeightMatrix): Float64Array {
  return Float64Array.from({ length: patterns.length }, (_, p) => {
    const labels = at(patterns.sizes, p);
    let agreeing = 0;
    for (let i = at(patterns.starts, p); i < at(patterns.starts, p + 1); i++) {
      let credit = -1;
      for (let j = at(patterns.starts, p); j < at(patterns.starts, p + 1); j++) {
        credit += at(values, at(patterns.codes, i) * size + at(patterns.codes, j)) * at(patterns.counts, j);
      }
      agreeing += at(patterns.counts, i) * credit;
    }
    return labels < 2 ? 0 : agreeing / (labels * (labels - 1));
  });
}

/** Per pattern Σ_k f_k r_ik / r_i. */
export function meanPerPattern(patterns: Patterns, f: Float64Array): Float64Array {
  return Float64Array.from({ length: patterns.length }, (_, p) => {
    let total = 0;
    for (let i = at(patterns.starts, p); i < at(patterns.starts, p + 1); i++) {
      total += at(f, at(patterns.codes, i)) * at(patterns.counts, i);
    }
    return total / at(patterns.sizes, p);
  });
}

/** Σ_l w_kl f_l for every k (weights are symmetric). */
export function weighted({ size, values }: WeightMatrix, f: Float64Array): Float64Array {
  return Float64Array.from({ length: size }, (_, k) => {
    let total = 0;
    for (let l = 0; l < size; l++) total += at(values, k * size + l) * at(f, l);
    return total;
  });
}

/** T = Σ w_kl. */
export function totalWeight({ values }: WeightMatrix): number {
  return values.reduce((total, value) => total + value, 0);
}

export function refusalOf(table: RatingTable): UndefinedReason | null {
  if (table.scale.level === 'ranking' || table.scale.level === 'set') return 'wrong-level';
  if (table.categories.length > MOST_CATEGORIES) return 'too-many-categories';
  const { n, excluded } = pairableBasis(table);
  if (n > 0) return null;
  return excluded.some(({ reason }) => reason === 'unit-with-one-label') ? 'no-pairs' : 'no-labels';
}

/** Basis in which units with one label count: they enter the chance term of this family. */
export function labelledBasis(table: RatingTable): Basis {
  const basis = pairableBasis(table);
  const single = basis.excluded.find(({ reason }) => reason === 'unit-with-one-label')?.count ?? 0;
  const excluded = basis.excluded.filter(({ reason }) => reason !== 'unit-with-one-label');
  return { ...basis, units: basis.units + single, excluded: exclusions(...excluded) };
}
