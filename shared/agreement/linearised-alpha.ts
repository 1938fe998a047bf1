import { at } from './arrays.ts';
import { DEFAULT_CONFIDENCE } from './bootstrap.ts';
import { labelledBasis, linearised, observedAgreement, refusalOf, weighted } from './chance-corrected.ts';
import type { Kappa, KappaOptions, ObservedAgreement } from './chance-corrected.ts';
import { estimate, undefinedBecause } from './result.ts';
import { pairableBasis } from './table.ts';
import type { RatingTable } from './table.ts';

/**
 * Krippendorff's alpha by agreement weights, with Gwet's linearised standard error: fast, and good from some
 * dozens of units on.
 *
 * Source: Gwet (2014, 2021), as in irrCAC for R. Over the n2 units with two or more labels, r̄ their mean
 * number of labels, N their labels: pa' = mean of s_i = a_i r_i / r̄, pa = (1 - 1/N) pa' + 1/N, π_k = mean of
 * r_ik / r̄, pe = Σ w_kl π_k π_l. Identity weights give nominal alpha, quadratic ones interval alpha; there
 * is no weight for ordinal alpha, whose distance moves with the data.
 */
export function linearisedAlpha(table: RatingTable, options: KappaOptions = {}): Kappa {
  const refusal = refusalOf(table);
  if (refusal !== null) return undefinedBecause(refusal, pairableBasis(table));
  const observed = observedAgreement(table, options.weights ?? 'identity');
  const terms = alphaTerms(observed);
  if (!(1 - terms.pe > 1e-15)) return undefinedBecause('no-variation', pairableBasis(table));
  const value = (terms.pa - terms.pe) / (1 - terms.pe);
  const squares = squaredTerms(observed, terms);
  const df = labelledBasis(table).units - 1;
  const interval = linearised(value, squares, observed.n2, df, options.confidence ?? DEFAULT_CONFIDENCE);
  const extra = { observedAgreement: terms.pa, expectedAgreement: terms.pe };
  return estimate(value, pairableBasis(table), extra, interval);
}

interface AlphaTerms {
  readonly meanSize: number;
  readonly pa: number;
  readonly paUncorrected: number;
  readonly pe: number;
  /** Σ_l w_kl π_l. */
  readonly credit: Float64Array;
}

function alphaTerms({ patterns, weights, shares, n2 }: ObservedAgreement): AlphaTerms {
  const usage = new Float64Array(weights.size);
  let [labels, agreeing] = [0, 0];
  for (let p = 0; p < patterns.length; p++) {
    if (at(patterns.sizes, p) < 2) continue;
    const times = at(patterns.weights, p);
    labels += times * at(patterns.sizes, p);
    agreeing += times * at(patterns.sizes, p) * at(shares, p);
    for (let i = at(patterns.starts, p); i < at(patterns.starts, p + 1); i++) {
      const code = at(patterns.codes, i);
      usage[code] = at(usage, code) + times * at(patterns.counts, i);
    }
  }
  const shareOf = usage.map((count) => count / labels);
  const credit = weighted(weights, shareOf);
  const pe = shareOf.reduce((total, share, k) => total + share * at(credit, k), 0);
  const paUncorrected = agreeing / labels;
  return {
    meanSize: labels / n2,
    paUncorrected,
    pa: (1 - 1 / labels) * paUncorrected + 1 / labels,
    pe,
    credit,
  };
}

function squaredTerms(
  { patterns, shares }: ObservedAgreement,
  { meanSize, paUncorrected, pe, credit }: AlphaTerms,
): number {
  const alpha = (paUncorrected - pe) / (1 - pe);
  let squares = 0;
  for (let p = 0; p < patterns.length; p++) {
    const size = at(patterns.sizes, p);
    if (size < 2) continue;
    const surplus = (size - meanSize) / meanSize;
    let chance = 0;
    for (let i = at(patterns.starts, p); i < at(patterns.starts, p + 1); i++) {
      chance += (at(credit, at(patterns.codes, i)) * at(patterns.counts, i)) / meanSize;
    }
    const own = ((at(shares, p) * size) / meanSize - paUncorrected * surplus - pe) / (1 - pe);
    const term = own - (2 * (1 - alpha) * (chance - pe * surplus - pe)) / (1 - pe);
    squares += at(patterns.weights, p) * (term - alpha) ** 2;
  }
  return squares;
}
