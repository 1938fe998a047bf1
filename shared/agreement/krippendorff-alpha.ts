import { at } from './arrays.ts';
import { blocksOfPatterns } from './blocks.ts';
import { metricOf } from './distance.ts';
import { countPatterns } from './patterns.ts';
import { rankingStatistic } from './ranking-alpha.ts';
import { estimate, undefinedBecause } from './result.ts';
import type { Basis, Estimate } from './result.ts';
import { alphaOf, alphaStatistic } from './statistic.ts';
import type { AlphaSums, Statistic } from './statistic.ts';
import { MOST_CATEGORIES, pairableBasis } from './table.ts';
import type { RatingTable } from './table.ts';

/** Do and De in the units of the distance. */
export interface Disagreement {
  readonly observedDisagreement: number;
  readonly expectedDisagreement: number;
}

export type Alpha = Estimate<Disagreement>;

/**
 * Krippendorff's alpha with the distance that fits the scale of the table: alpha = 1 - Do / De.
 *
 * Do = Σ o_ck δ_ck / n, De = Σ n_c n_k δ_ck / (n (n - 1)) over pairable values: labels that stand beside
 * another label of the same unit. δ: nominal 1; ordinal squared difference of mid-ranks of the pairable
 * values; interval (c - k)²; ratio ((c - k)/(c + k))²; sets Jaccard or MASI; rankings as in
 * `ranking-alpha.ts`. Source: Krippendorff, Computing Krippendorff's Alpha-Reliability (2011).
 *
 * Holes, unequal numbers of labels and absent identity are all allowed. A unit with one label is excluded
 * altogether and counted. Undefined without pairs ("no-pairs"), and where every pairable label is the same
 * ("no-variation"): 0/0, which some programs call 1 and others 0. One deviating label among identical ones
 * gives exactly 0, which is right. Below 0 means worse than chance.
 */
export function krippendorffAlpha(table: RatingTable): Alpha {
  if (isBeyondAlpha(table)) return undefinedBecause('too-many-categories', alphaBasis(table));
  return alphaWith(table, alphaStatisticOf(table));
}

/** Ratios, sets and whole rankings compare every category with every other, which has a limit. */
export function isBeyondAlpha(table: RatingTable): boolean {
  return (
    table.categories.length > MOST_CATEGORIES && !isByPositions(table) && metricOf(table).kind === 'fixed'
  );
}

function isByPositions({ scale }: RatingTable): boolean {
  return scale.level === 'ranking' && scale.measure !== 'kendall-distance';
}

/** Alpha of a table as a statistic that can be resampled. */
export function alphaStatisticOf(
  table: RatingTable,
): Statistic & { readonly sums: (weights: Float64Array) => AlphaSums } {
  if (isByPositions(table)) return rankingStatistic(table).statistic;
  return alphaStatistic(blocksOfPatterns(countPatterns(table)), metricOf(table));
}

function alphaWith(table: RatingTable, { sums, weights }: ReturnType<typeof alphaStatisticOf>): Alpha {
  return alphaFromSums(sums(weights), alphaBasis(table));
}

/** Basis of alpha: for rankings by positions the units are item × answer. */
function alphaBasis(table: RatingTable): Basis {
  if (isByPositions(table)) return rankingStatistic(table).basis;
  return pairableBasis(table);
}

function alphaFromSums(sums: AlphaSums, basis: Basis): Alpha {
  if (basis.n === 0) return undefinedBecause(hasLabels(basis) ? 'no-pairs' : 'no-labels', basis);
  const value = alphaOf(sums);
  if (Number.isNaN(value)) return undefinedBecause('no-variation', basis);
  const { n, observed, expected } = sums;
  return estimate(value, basis, {
    observedDisagreement: observed / n,
    expectedDisagreement: expected / (n * (n - 1)),
  });
}

function hasLabels({ excluded }: Basis): boolean {
  return excluded.some(({ reason }) => reason === 'unit-with-one-label');
}

/**
 * The coincidence matrix o_ck, rows and columns in the order of the table's categories: which categories meet
 * which on one unit. Its rows sum to the pairable values of each category.
 */
export function coincidences(table: RatingTable): readonly (readonly number[])[] {
  const patterns = countPatterns(table);
  const matrix = table.categories.map(() => table.categories.map(() => 0));
  for (let p = 0; p < patterns.length; p++) {
    const size = at(patterns.sizes, p);
    if (size < 2) continue;
    const scale = at(patterns.weights, p) / (size - 1);
    for (let i = at(patterns.starts, p); i < at(patterns.starts, p + 1); i++) {
      for (let j = at(patterns.starts, p); j < at(patterns.starts, p + 1); j++) {
        const row = matrix[at(patterns.codes, i)];
        const [code, pairs] = [
          at(patterns.codes, j),
          at(patterns.counts, i) * (at(patterns.counts, j) - (i === j ? 1 : 0)),
        ];
        if (row !== undefined) row[code] = (row[code] ?? 0) + scale * pairs;
      }
    }
  }
  return matrix;
}
