/** The value below which a share `q` (0..1) of the numbers lies, by the nearest rank. */
export function quantile(numbers: readonly number[], q: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
}

export const inMs = (value: number): string => `${value.toFixed(value < 10 ? 2 : 1)} ms`;

/** `p50 … p95 … p99 …` of some durations. */
export const spread = (numbers: readonly number[]): string =>
  [50, 95, 99].map((p) => `p${p} ${inMs(quantile(numbers, p / 100))}`).join(', ');
