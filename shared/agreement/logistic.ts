import { at } from './arrays.ts';
import { normalTwoSided } from './distributions.ts';
import { inverse, multiply } from './linear-algebra.ts';
import { standardDeviation } from './bootstrap.ts';
import { estimate, undefinedBecause } from './result.ts';
import type { Basis, Estimate } from './result.ts';

export interface LogisticTerm {
  readonly coefficient: number;
  readonly standardError: number;
  readonly z: number;
  readonly p: number;
}

/** `value` is the slope per unit of x. */
export type Logistic = Estimate<{
  readonly intercept: LogisticTerm | null;
  readonly slope: LogisticTerm;
  /** Slope per sample standard deviation of x, and the odds ratio that goes with it. */
  readonly slopePerSd: number;
  readonly oddsRatioPerSd: number;
  readonly logLikelihood: number;
}>;

const MOST_STEPS = 100;
const CLOSE = 1e-13;

/**
 * Logistic regression of a yes/no outcome on one number, by Newton's method, with Wald tests.
 *
 * Undefined where outcome or x does not vary, and where x separates the outcomes: then the likelihood grows
 * for ever and the slope a program prints is where it gave up. Without intercept the curve is forced through
 * 1/2 at x = 0.
 */
export function logistic(x: readonly number[], y: readonly boolean[], withIntercept = true): Logistic {
  const basis: Basis = { n: x.length, units: x.length, raters: null, excluded: [] };
  if (x.length === 0) return undefinedBecause('empty', basis);
  if (new Set(x).size < 2 || (withIntercept && new Set(y).size < 2))
    return undefinedBecause('no-variation', basis);
  if (withIntercept ? isSeparated(x, y) : isSeparatedAtZero(x, y))
    return undefinedBecause('separation', basis);
  const rows = x.map((value) => (withIntercept ? [1, value] : [value]));
  return describe(rows, x, y, newton(rows, y), basis);
}

interface Fit {
  readonly coefficients: readonly number[];
  readonly covariance: readonly (readonly number[])[];
}

function newton(rows: readonly (readonly number[])[], y: readonly boolean[]): Fit {
  let coefficients = (rows[0] ?? []).map(() => 0);
  let covariance: number[][] = [];
  for (let step = 0; step < MOST_STEPS; step++) {
    const { gradient, curvature } = derivatives(rows, y, coefficients);
    covariance = inverse(curvature) ?? covariance;
    const move = multiply(covariance, gradient);
    coefficients = coefficients.map((value, i) => value + at(move, i));
    const small = move.every((value, i) => Math.abs(value) <= CLOSE * (1 + Math.abs(at(coefficients, i))));
    if (small) break;
  }
  return { coefficients, covariance };
}

function derivatives(
  rows: readonly (readonly number[])[],
  y: readonly boolean[],
  coefficients: readonly number[],
): { gradient: number[]; curvature: number[][] } {
  const gradient = coefficients.map(() => 0);
  const curvature = coefficients.map(() => coefficients.map(() => 0));
  for (const [i, row] of rows.entries()) {
    const probability = chance(row, coefficients);
    for (const [a, left] of row.entries()) {
      gradient[a] = at(gradient, a) + left * ((y[i] === true ? 1 : 0) - probability);
      const line = curvature[a] ?? [];
      for (const [b, right] of row.entries())
        line[b] = at(line, b) + left * right * probability * (1 - probability);
    }
  }
  return { gradient, curvature };
}

function chance(row: readonly number[], coefficients: readonly number[]): number {
  return 1 / (1 + Math.exp(-row.reduce((total, value, i) => total + value * at(coefficients, i), 0)));
}

function describe(
  rows: readonly (readonly number[])[],
  x: readonly number[],
  y: readonly boolean[],
  fit: Fit,
  basis: Basis,
): Logistic {
  const terms = fit.coefficients.map((coefficient, i): LogisticTerm => {
    const standardError = Math.sqrt(at(fit.covariance[i] ?? [], i));
    const z = coefficient / standardError;
    return { coefficient, standardError, z, p: normalTwoSided(z) };
  });
  const slope = terms[terms.length - 1];
  if (slope === undefined) return undefinedBecause('empty', basis);
  const slopePerSd = slope.coefficient * standardDeviation(Float64Array.from(x));
  const logLikelihood = rows.reduce((total, row, i) => {
    const probability = chance(row, fit.coefficients);
    return total + Math.log(y[i] === true ? probability : 1 - probability);
  }, 0);
  const intercept = terms.length === 2 ? (terms[0] ?? null) : null;
  return estimate(slope.coefficient, basis, {
    intercept,
    slope,
    slopePerSd,
    oddsRatioPerSd: Math.exp(slopePerSd),
    logLikelihood,
  });
}

/** A threshold on x splits the outcomes, perhaps with equal values on it. */
function isSeparated(x: readonly number[], y: readonly boolean[]): boolean {
  const order = x.map((_, i) => i).sort((a, b) => at(x, a) - at(x, b));
  const range = (outcome: boolean): readonly [number, number] => {
    const own = order.filter((i) => y[i] === outcome);
    return [at(x, own[0] ?? 0), at(x, own[own.length - 1] ?? 0)];
  };
  const [[lowestNo, highestNo], [lowestYes, highestYes]] = [range(false), range(true)];
  return highestNo <= lowestYes || highestYes <= lowestNo;
}

function isSeparatedAtZero(x: readonly number[], y: readonly boolean[]): boolean {
  const signs = x.flatMap((value, i) => (value === 0 ? [] : [Math.sign(value) * (y[i] === true ? 1 : -1)]));
  return new Set(signs).size < 2;
}
