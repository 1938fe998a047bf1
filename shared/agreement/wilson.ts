import { DEFAULT_CONFIDENCE } from './bootstrap.ts';
import { normalCritical } from './distributions.ts';
import { estimate, undefinedBecause } from './result.ts';
import type { Basis, Estimate } from './result.ts';

/**
 * A share with its Wilson score interval, without continuity correction (Wilson 1927). Half successes, such
 * as ties counted one half, are allowed. Undefined for n = 0: nothing seen is not 0 %.
 */
export function proportion(
  successes: number,
  n: number,
  confidence = DEFAULT_CONFIDENCE,
): Estimate<{ readonly successes: number }> {
  const basis: Basis = { n, units: n, raters: null, excluded: [] };
  if (n <= 0) return undefinedBecause('empty', basis);
  const z = normalCritical(confidence);
  const share = successes / n;
  const middle = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const reach = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const interval = {
    low: Math.max(0, middle - reach),
    high: Math.min(1, middle + reach),
    confidence,
    method: 'wilson' as const,
  };
  return estimate(share, basis, { successes }, interval);
}
