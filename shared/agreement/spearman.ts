import { at } from './arrays.ts';
import { studentTwoSided } from './distributions.ts';
import { midRanks, pairBasis, pairedValues } from './ranks.ts';
import { estimate, undefinedBecause } from './result.ts';
import type { Estimate } from './result.ts';

/**
 * Spearman's rank correlation of two people over the same answers: Pearson's correlation of mid-ranks.
 *
 * `p` is two-sided from Student t with n - 2 degrees of freedom, null for two answers. Places where one side
 * is null are left out. Undefined for fewer than two answers, or when one side ranks all of them alike.
 */
export function spearman(
  x: readonly (number | null)[],
  y: readonly (number | null)[],
): Estimate<{ readonly p: number | null }> {
  const paired = pairedValues(x, y);
  const basis = pairBasis(paired, x.length - paired.x.length);
  if (basis.units < 2) return undefinedBecause('too-few-items', basis);
  const rho = pearson(midRanks(paired.x), midRanks(paired.y));
  if (rho === null) return undefinedBecause('constant-rating', basis);
  return estimate(rho, basis, { p: correlationP(rho, basis.units) });
}

/** Pearson correlation; null when one side does not vary. */
export function pearson(x: readonly number[], y: readonly number[]): number | null {
  const [meanX, meanY] = [average(x), average(y)];
  let [xx, yy, xy] = [0, 0, 0];
  for (const [i, own] of x.entries()) {
    const [dx, dy] = [own - meanX, at(y, i) - meanY];
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  return xx > 0 && yy > 0 ? Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy))) : null;
}

/** Two-sided p of a correlation over n pairs by Student t; null for two pairs. */
export function correlationP(r: number, n: number): number | null {
  if (n < 3) return null;
  return Math.abs(r) >= 1 ? 0 : studentTwoSided(r * Math.sqrt((n - 2) / (1 - r * r)), n - 2);
}

function average(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}
