import { at } from './arrays.ts';
import { DEFAULT_CONFIDENCE } from './bootstrap.ts';
import { confusionBasis, margins, twoSides } from './confusion.ts';
import type { Confusion } from './confusion.ts';
import { numbersOf } from './distance.ts';
import { normalCritical } from './distributions.ts';
import { estimate, undefinedBecause } from './result.ts';
import type { Basis, Estimate, Interval } from './result.ts';
import { MOST_CATEGORIES } from './table.ts';
import type { RatingTable } from './table.ts';
import { agreementWeights } from './weights.ts';
import type { WeightKind, WeightMatrix } from './weights.ts';

export interface CohenOptions {
  readonly weights?: Extract<WeightKind, 'identity' | 'linear' | 'quadratic'>;
  readonly confidence?: number;
}

export type CohenKappa = Estimate<{
  readonly observedAgreement: number;
  readonly expectedAgreement: number;
  /** Standard error under the hypothesis of no agreement beyond chance: for a test, not for an interval. */
  readonly nullStandardError: number;
}>;

/**
 * Cohen's kappa of the two people of a table, on the units that both labelled: (po - pe) / (1 - pe), pe = Σ
 * w_ij p_i. p_.j.
 *
 * Sources: Cohen (1960), weighted Cohen (1968); standard errors Fleiss, Cohen & Everitt (1969); the interval
 * is normal and not cut. Weights act on the numbers of the scale, not on their places. Refused without
 * identity or with other than two people; undefined when both always gave the same single category.
 */
export function cohenKappa(table: RatingTable, options: CohenOptions = {}): CohenKappa {
  const sides = twoSides(table);
  return 'defined' in sides ? sides : kappaOf(sides.confusion, sides.basis, options);
}

/** The same from a table of counts, rows the first person. */
export function cohenKappaOfCounts(confusion: Confusion, options: CohenOptions = {}): CohenKappa {
  return kappaOf(confusion, confusionBasis(confusion), options);
}

function kappaOf(
  confusion: Confusion,
  basis: Basis,
  { weights = 'identity', confidence = DEFAULT_CONFIDENCE }: CohenOptions,
): CohenKappa {
  if (basis.units === 0) return undefinedBecause('no-shared-units', basis);
  if (confusion.categories.length > MOST_CATEGORIES) return undefinedBecause('too-many-categories', basis);
  const terms = kappaTerms(confusion, agreementWeights(weights, numbersOf(confusion.categories)));
  if (!(1 - terms.pe > 1e-15)) return undefinedBecause('no-variation', basis);
  const value = (terms.po - terms.pe) / (1 - terms.pe);
  const nullStandardError = Math.sqrt(nullVariance(terms));
  const extra = { observedAgreement: terms.po, expectedAgreement: terms.pe, nullStandardError };
  return estimate(value, basis, extra, normalInterval(value, Math.sqrt(variance(terms, value)), confidence));
}

interface KappaTerms {
  readonly n: number;
  readonly po: number;
  readonly pe: number;
  /** One entry per cell: observed share, expected share, w_ij, and w̄_i. + w̄_.j. */
  readonly cells: readonly (readonly [observed: number, expected: number, weight: number, credit: number])[];
}

function kappaTerms(confusion: Confusion, { size, values }: WeightMatrix): KappaTerms {
  const { rows, columns, n } = margins(confusion);
  const rowCredit = rows.map((_, i) =>
    columns.reduce((total, share, j) => total + share * at(values, i * size + j), 0),
  );
  const columnCredit = columns.map((_, j) =>
    rows.reduce((total, share, i) => total + share * at(values, i * size + j), 0),
  );
  const cells = confusion.counts.flatMap((row, i) =>
    row.map((count, j): KappaTerms['cells'][number] => {
      const credit = at(rowCredit, i) + at(columnCredit, j);
      return [count / n, at(rows, i) * at(columns, j), at(values, i * size + j), credit];
    }),
  );
  const po = cells.reduce((total, [observed, , weight]) => total + observed * weight, 0);
  const pe = cells.reduce((total, [, expected, weight]) => total + expected * weight, 0);
  return { n, po, pe, cells };
}

function variance({ n, pe, cells }: KappaTerms, kappa: number): number {
  const squares = cells.reduce(
    (total, [observed, , weight, credit]) => total + observed * (weight - credit * (1 - kappa)) ** 2,
    0,
  );
  return Math.max(0, squares - (kappa - pe * (1 - kappa)) ** 2) / (n * (1 - pe) ** 2);
}

function nullVariance({ n, pe, cells }: KappaTerms): number {
  const squares = cells.reduce(
    (total, [, expected, weight, credit]) => total + expected * (weight - credit) ** 2,
    0,
  );
  return Math.max(0, squares - pe * pe) / (n * (1 - pe) ** 2);
}

function normalInterval(value: number, standardError: number, confidence: number): Interval {
  const reach = normalCritical(confidence) * standardError;
  return {
    low: value - reach,
    high: value + reach,
    confidence,
    method: 'fleiss-cohen-everitt-normal',
    standardError,
  };
}

/**
 * The largest unweighted kappa that these margins allow: (Σ min(p_i., p_.i) - pe) / (1 - pe) (Cohen 1960).
 */
export function cohenKappaMax(confusion: Confusion): Estimate {
  const basis = confusionBasis(confusion);
  if (basis.units === 0) return undefinedBecause('no-shared-units', basis);
  const { rows, columns } = margins(confusion);
  const pe = rows.reduce((total, share, i) => total + share * at(columns, i), 0);
  const most = rows.reduce((total, share, i) => total + Math.min(share, at(columns, i)), 0);
  return 1 - pe > 1e-15
    ? estimate((most - pe) / (1 - pe), basis, {})
    : undefinedBecause('no-variation', basis);
}

export interface TwoByTwoIndices {
  /** |a - d| / n: how one-sided the labels are. High prevalence pulls kappa down. */
  readonly prevalence: number;
  /** |b - c| / n: how differently the two use the categories. High bias pushes kappa up. */
  readonly bias: number;
  /** Prevalence-adjusted, bias-adjusted kappa: 2 po - 1 (Byrt, Bishop & Carlin 1993). */
  readonly pabak: number;
}

/**
 * Why kappa of a 2 × 2 table is what it is (Feinstein & Cicchetti 1990); null for any other size or an empty
 * table.
 */
export function twoByTwoIndices({ counts }: Confusion): TwoByTwoIndices | null {
  const [a = 0, b = 0, c = 0, d = 0] = counts.flat();
  const n = a + b + c + d;
  if (counts.length !== 2 || n === 0) return null;
  return { prevalence: Math.abs(a - d) / n, bias: Math.abs(b - c) / n, pabak: (2 * (a + d)) / n - 1 };
}
