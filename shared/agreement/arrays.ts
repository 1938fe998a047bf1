/** Element at an index that is known to be inside; 0 outside. Keeps index arithmetic free of undefined. */
export function at(values: ArrayLike<number>, index: number): number {
  return values[index] ?? 0;
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** Arithmetic mean; null of nothing. */
export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : sum(values) / values.length;
}

/** Index of the first largest value, -1 of none; unlike Math.max(...values) for any length. */
export function indexOfLargest(values: ArrayLike<number>): number {
  let best = values.length === 0 ? -1 : 0;
  for (let i = 1; i < values.length; i++) if (at(values, i) > at(values, best)) best = i;
  return best;
}
