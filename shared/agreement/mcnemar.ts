import { binomialProbability, chiSquareUpper } from './distributions.ts';
import { estimate, undefinedBecause } from './result.ts';
import type { Basis, Estimate } from './result.ts';

export interface McNemar {
  /** b: right before, wrong after. c: wrong before, right after. */
  readonly b: number;
  readonly c: number;
  /** Two-sided binomial, doubled and cut at 1; 1 when nobody changed. */
  readonly exactP: number;
  /** Mid-p: the exact one less half of the observed outcome (Fagerland, Lydersen & Laake 2013). */
  readonly midP: number;
  /** (b - c)² / (b + c), 1 degree of freedom. */
  readonly chiSquare: Estimate<{ readonly p: number }>;
  /** (|b - c| - 1)² / (b + c), never below 0. */
  readonly chiSquareContinuity: Estimate<{ readonly p: number }>;
  /** The p to show: exact below 25 changes, else that of the plain chi-square. */
  readonly p: number;
}

const EXACT_BELOW = 25;

/**
 * McNemar's test of two yes/no outcomes on the same items, such as right against gold before and after
 * (McNemar 1947). `b` and `c` are the two kinds of change; items without change carry no information.
 */
export function mcnemar(b: number, c: number): McNemar {
  const basis: Basis = { n: 2 * (b + c), units: b + c, raters: null, excluded: [] };
  const exactP = Math.min(1, 2 * lowerTail(Math.min(b, c), b + c));
  const midP = Math.min(
    1,
    2 * (lowerTail(Math.min(b, c), b + c) - 0.5 * binomialProbability(Math.min(b, c), b + c, 0.5)),
  );
  const chiSquare = chiSquareOf((b - c) ** 2, basis);
  const chiSquareContinuity = chiSquareOf(Math.max(0, Math.abs(b - c) - 1) ** 2, basis);
  const p = b + c < EXACT_BELOW || !chiSquare.defined ? exactP : chiSquare.p;
  return { b, c, exactP, midP, chiSquare, chiSquareContinuity, p };
}

function lowerTail(most: number, n: number): number {
  let total = 0;
  for (let k = 0; k <= most; k++) total += binomialProbability(k, n, 0.5);
  return total;
}

function chiSquareOf(squares: number, basis: Basis): McNemar['chiSquare'] {
  if (basis.units === 0) return undefinedBecause('no-discordant-pairs', basis);
  const value = squares / basis.units;
  return estimate(value, basis, { p: chiSquareUpper(value, 1) });
}
