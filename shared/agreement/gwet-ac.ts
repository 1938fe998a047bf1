import { chanceCorrected, labelledBasis, meanPerPattern, totalWeight } from './chance-corrected.ts';
import type { Kappa, KappaOptions } from './chance-corrected.ts';
import { undefinedBecause } from './result.ts';
import type { RatingTable } from './table.ts';

/**
 * Gwet's AC1 (identity weights) and AC2 (any other): chance is only the part of labels given at random, pe =
 * T / (q (q - 1)) Σ π_k (1 - π_k), T = Σ w_kl.
 *
 * Source: Gwet (2008), Handbook (2014, 2021). Stays high where one category is rare and kappa and alpha fall
 * towards 0 (the prevalence paradox): show it beside alpha, not instead. Depends on the number of declared
 * categories; undefined for fewer than two. Identical labels everywhere on a scale of two or more points give
 * 1, since pe is 0.
 */
export function gwetAC(table: RatingTable, options: KappaOptions = {}): Kappa {
  const q = table.categories.length;
  if (q === 1) return undefinedBecause('one-category', labelledBasis(table));
  return chanceCorrected(table, options, ({ patterns, weights, usage }) => {
    const scale = totalWeight(weights) / (q * (q - 1));
    const pe = scale * usage.reduce((total, share) => total + share * (1 - share), 0);
    return {
      pe,
      perPattern: meanPerPattern(
        patterns,
        usage.map((share) => scale * (1 - share)),
      ),
    };
  });
}
