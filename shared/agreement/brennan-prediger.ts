import { chanceCorrected, labelledBasis, totalWeight } from './chance-corrected.ts';
import type { Kappa, KappaOptions } from './chance-corrected.ts';
import { undefinedBecause } from './result.ts';
import type { RatingTable } from './table.ts';

/**
 * Brennan–Prediger kappa, also Bennett's S and Randolph's free-marginal kappa: chance is a blind throw at the
 * q declared categories, pe = Σ w_kl / q².
 *
 * Source: Brennan & Prediger (1981), Randolph (2005), Gwet (2014). The number of *declared* categories
 * matters: a scale that offers points nobody used raises the coefficient. Undefined for fewer than two
 * categories.
 */
export function brennanPrediger(table: RatingTable, options: KappaOptions = {}): Kappa {
  const q = table.categories.length;
  if (q === 1) return undefinedBecause('one-category', labelledBasis(table));
  return chanceCorrected(table, options, ({ weights }) => ({
    pe: totalWeight(weights) / (q * q),
    perPattern: null,
  }));
}
