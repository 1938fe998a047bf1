import { must } from '#shared/must.ts';

/** How many of a sorted list come before: `isBefore` holds for the first ones and for none behind them. */
export function countBefore<T>(sorted: readonly T[], isBefore: (one: T) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(must(sorted[middle]))) low = middle + 1;
    else high = middle;
  }
  return low;
}
