import { at } from './arrays.ts';
import { againstRest } from './fleiss-kappa.ts';
import { coincidences, krippendorffAlpha } from './krippendorff-alpha.ts';
import type { Alpha } from './krippendorff-alpha.ts';
import { MOST_CATEGORIES, pairableBasis } from './table.ts';
import { estimate, undefinedBecause } from './result.ts';
import type { Estimate } from './result.ts';
import type { Label, RatingTable } from './table.ts';

export interface CategoryAgreement {
  readonly label: Label;
  /** Pairable labels of this category. */
  readonly count: number;
  /**
   * Specific agreement o_kk / n_k: when one person says this, how likely another says it too (Dice 1945;
   * Cicchetti & Feinstein 1990). Undefined for a category that nobody used beside another label.
   */
  readonly specificAgreement: Estimate;
  /** Nominal alpha of this category against all others. */
  readonly alpha: Alpha;
}

/**
 * How well each category is agreed upon, in the order of the table's categories. Empty for more than
 * `MOST_CATEGORIES` of them, as for free numbers.
 */
export function categoryAgreement(table: RatingTable): readonly CategoryAgreement[] {
  if (table.categories.length > MOST_CATEGORIES) return [];
  const basis = pairableBasis(table);
  const matrix = coincidences(table);
  return table.categories.map((label, code) => {
    const row = matrix[code] ?? [];
    const count = Math.round(row.reduce((total, value) => total + value, 0));
    const specificAgreement =
      count === 0
        ? undefinedBecause(basis.n === 0 ? 'no-pairs' : 'no-variation', basis)
        : estimate(at(row, code) / count, basis, {});
    return { label, count, specificAgreement, alpha: krippendorffAlpha(againstRest(table, code)) };
  });
}

export interface ConfusedPair {
  readonly first: Label;
  readonly second: Label;
  /** Coincidences o_ck + o_kc: pairable disagreements between the two. */
  readonly count: number;
  /** Their share of all disagreeing coincidences. */
  readonly share: number;
}

/** Which two categories are taken for each other, most frequent first; empty where nobody disagrees. */
export function confusedCategories(table: RatingTable): readonly ConfusedPair[] {
  if (table.categories.length > MOST_CATEGORIES) return [];
  const matrix = coincidences(table);
  const pairs = table.categories.flatMap((first, c) =>
    table.categories
      .slice(c + 1)
      .map((second, k) => ({ first, second, count: 2 * at(matrix[c] ?? [], c + 1 + k) })),
  );
  const total = pairs.reduce((sum, { count }) => sum + count, 0);
  return pairs
    .filter(({ count }) => count > 0)
    .map((pair) => ({ ...pair, share: pair.count / total }))
    .sort((a, b) => b.count - a.count);
}
