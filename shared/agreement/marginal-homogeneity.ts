import { at } from './arrays.ts';
import { confusionBasis } from './confusion.ts';
import type { Confusion } from './confusion.ts';
import { chiSquareUpper } from './distributions.ts';
import { dotProduct, inverse, multiply } from './linear-algebra.ts';
import { estimate, undefinedBecause } from './result.ts';
import type { Estimate } from './result.ts';

/** A chi-square statistic with its degrees of freedom and p. */
export type ChiSquare = Estimate<{ readonly df: number; readonly p: number }>;

/**
 * Stuart–Maxwell test: do labels fall into categories as often after as before? χ² = d' S⁻¹ d over all used
 * categories but one, d the differences of the margins.
 *
 * Source: Stuart (1955), Maxwell (1970). Categories that neither side used are dropped first. Undefined
 * without observations, with one used category, and where S is singular because too little moved.
 */
export function stuartMaxwell(confusion: Confusion): ChiSquare {
  return homogeneity(confusion, (statistic) => statistic);
}

/**
 * Bhapkar's test (1966): the same question with the variance of the data instead of the hypothesis, Q / (1 -
 * Q / n).
 */
export function bhapkar(confusion: Confusion): ChiSquare {
  return homogeneity(confusion, (statistic, n) => statistic / (1 - statistic / n));
}

function homogeneity(confusion: Confusion, adjust: (statistic: number, n: number) => number): ChiSquare {
  const basis = confusionBasis(confusion);
  if (basis.units === 0) return undefinedBecause('empty', basis);
  const counts = withoutUnused(confusion);
  if (counts.length < 2) return undefinedBecause('one-category', basis);
  const [rows, columns] = [counts.map(total), counts.map((_, j) => total(counts.map((row) => at(row, j))))];
  const differences = rows.map((row, i) => row - at(columns, i)).slice(0, -1);
  const covariance = differences.map((_, i) =>
    differences.map((_, j) => covarianceOf(counts, rows, columns, i, j)),
  );
  const inverted = inverse(covariance);
  if (inverted === null) return undefinedBecause('singular', basis);
  const statistic = adjust(dotProduct(differences, multiply(inverted, differences)), basis.units);
  if (!Number.isFinite(statistic)) return undefinedBecause('singular', basis);
  return estimate(statistic, basis, {
    df: differences.length,
    p: chiSquareUpper(statistic, differences.length),
  });
}

function covarianceOf(
  counts: Counts,
  rows: readonly number[],
  columns: readonly number[],
  i: number,
  j: number,
): number {
  if (i === j) return at(rows, i) + at(columns, i) - 2 * at(counts[i] ?? [], i);
  return -(at(counts[i] ?? [], j) + at(counts[j] ?? [], i));
}

type Counts = readonly (readonly number[])[];

function withoutUnused({ counts }: Confusion): Counts {
  const used = counts.map((row, i) => total(row) + total(counts.map((other) => at(other, i))) > 0);
  return counts.filter((_, i) => used[i]).map((row) => row.filter((_, j) => used[j]));
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/**
 * Bowker's test of symmetry: is every move as frequent as its reverse? Σ (n_ij - n_ji)² / (n_ij + n_ji) over
 * i < j (Bowker 1948).
 *
 * Degrees of freedom count the pairs of categories between which anything moved. Undefined when nothing did.
 */
export function bowker(confusion: Confusion): ChiSquare {
  const basis = confusionBasis(confusion);
  let [statistic, df] = [0, 0];
  for (const [i, row] of confusion.counts.entries()) {
    for (let j = i + 1; j < row.length; j++) {
      const [there, back] = [at(row, j), at(confusion.counts[j] ?? [], i)];
      if (there + back === 0) continue;
      statistic += (there - back) ** 2 / (there + back);
      df++;
    }
  }
  if (df === 0) return undefinedBecause(basis.units === 0 ? 'empty' : 'no-discordant-pairs', basis);
  return estimate(statistic, basis, { df, p: chiSquareUpper(statistic, df) });
}
