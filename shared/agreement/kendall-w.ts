import { at } from './arrays.ts';
import { chiSquareUpper } from './distributions.ts';
import { midRanks, tieSizes } from './ranks.ts';
import { exclusions, estimate, undefinedBecause } from './result.ts';
import type { Basis, Estimate } from './result.ts';

export type KendallW = Estimate<{
  readonly uncorrectedForTies: number;
  /** m (n - 1) W with `df` = n - 1 degrees of freedom; p is the chance of so much with unrelated orders. */
  readonly chiSquare: number;
  readonly df: number;
  readonly p: number;
}>;

/**
 * Kendall's coefficient of concordance W, corrected for ties: 12 S / (m² (n³ - n) - m Σ(t³ - t)), m people, n
 * answers, S the spread of rank sums. 1 when everybody gives the same order, 0 when rank sums do not differ.
 *
 * Source: Kendall & Babington Smith (1939), ties Kendall (1970). Rows are answers, columns people; ranks or
 * scores, equal means tie. Answers not ranked by everybody are left out and counted. W is 0 for two people
 * with reversed orders: show a correlation beside it. Undefined for fewer than two people or answers, and
 * when everybody ties everything.
 */
export function kendallW(matrix: readonly (readonly (number | null)[])[]): KendallW {
  const rows = matrix.filter((row): row is readonly number[] => row.every((value) => value !== null));
  const m = matrix[0]?.length ?? 0;
  const n = rows.length;
  const excluded = exclusions({ reason: 'incomplete-unit', count: matrix.length - n });
  const basis: Basis = { n: n * m, units: n, raters: m, excluded };
  if (m < 2) return undefinedBecause('too-few-raters', basis);
  if (n < 2) return undefinedBecause('too-few-items', basis);
  const columns = Array.from({ length: m }, (_, judge) => rows.map((row) => at(row, judge)));
  const squares = 12 * rankSumSpread(columns, n);
  const full = m * m * (n ** 3 - n);
  const ties = columns.flatMap(tieSizes).reduce((total, t) => total + t ** 3 - t, 0);
  if (full - m * ties <= 0) return undefinedBecause('constant-rating', basis);
  const value = squares / (full - m * ties);
  const chiSquare = m * (n - 1) * value;
  const test = { chiSquare, df: n - 1, p: chiSquareUpper(chiSquare, n - 1) };
  return estimate(value, basis, { uncorrectedForTies: squares / full, ...test });
}

function rankSumSpread(columns: readonly (readonly number[])[], n: number): number {
  const ranks = columns.map(midRanks);
  const sums = Array.from({ length: n }, (_, row) =>
    ranks.reduce((total, column) => total + at(column, row), 0),
  );
  const middle = (columns.length * (n + 1)) / 2;
  return sums.reduce((total, sum) => total + (sum - middle) ** 2, 0);
}
