import { at } from './arrays.ts';
import { chanceCorrected, labelledBasis, meanPerPattern, refusalOf, weighted } from './chance-corrected.ts';
import type { Kappa, KappaOptions } from './chance-corrected.ts';
import { normalTwoSided } from './distributions.ts';
import { countPatterns } from './patterns.ts';
import { estimate, undefinedBecause } from './result.ts';
import type { Estimate } from './result.ts';
import type { Label, RatingTable } from './table.ts';

/**
 * Fleiss' kappa: chance is two labels drawn from the pooled use of categories, pe = Σ w_kl π_k π_l.
 *
 * Source: Fleiss (1971), in Gwet's form for holes and unequal numbers of labels (see `chance-corrected.ts`),
 * which is the classic one when all units have equally many. Equals Scott's pi for two people. Undefined
 * without pairs and without variation.
 */
export function fleissKappa(table: RatingTable, options: KappaOptions = {}): Kappa {
  return chanceCorrected(table, options, ({ patterns, weights, usage }) => {
    const expected = weighted(weights, usage);
    const pe = usage.reduce((total, share, k) => total + share * at(expected, k), 0);
    return { pe, perPattern: meanPerPattern(patterns, expected) };
  });
}

/**
 * Fleiss' kappa of each category against all others: which category is the unclear one. In the order of the
 * table's categories; undefined for a category that nobody or everybody always used.
 */
export function fleissPerCategory(
  table: RatingTable,
): readonly { readonly label: Label; readonly kappa: Kappa }[] {
  return table.categories.map((label, code) => ({ label, kappa: fleissKappa(againstRest(table, code)) }));
}

/** The same labels with two categories: this one, or another. */
export function againstRest(table: RatingTable, code: number): RatingTable {
  const codes = table.codes.map((own) => (own === code ? 1 : 0));
  return { ...table, scale: { level: 'nominal' }, categories: [0, 1], codes };
}

/**
 * Test of "agreement is no better than chance" (Fleiss, Nee & Landis 1979): z = kappa / SE under the null
 * hypothesis. That SE is for this test only, never for an interval. Needs the same number of labels on every
 * unit.
 */
export function fleissNullTest(
  table: RatingTable,
): Estimate<{ readonly standardError: number; readonly p: number }> {
  const kappa = fleissKappa(table);
  const refusal = refusalOf(table);
  if (refusal !== null || !kappa.defined)
    return undefinedBecause(refusal ?? 'no-variation', labelledBasis(table));
  const patterns = countPatterns(table);
  const m = at(patterns.sizes, 0);
  if (patterns.sizes.some((size) => size !== m)) return undefinedBecause('unequal-raters', kappa);
  const shares = categoryShares(table);
  const spread = shares.reduce((total, p) => total + p * (1 - p), 0);
  const skew = shares.reduce((total, p) => total + p * (1 - p) * (1 - 2 * p), 0);
  const variance = (2 * (spread * spread - skew)) / (kappa.units * m * (m - 1) * spread * spread);
  const standardError = Math.sqrt(variance);
  const z = kappa.value / standardError;
  return estimate(z, kappa, { standardError, p: normalTwoSided(z) });
}

function categoryShares({ categories, codes }: RatingTable): Float64Array {
  const shares = new Float64Array(categories.length);
  for (const code of codes) shares[code] = at(shares, code) + 1 / codes.length;
  return shares;
}
