import { at } from './arrays.ts';

/** Ranks from 1, ties sharing the mean of their places. */
export function midRanks(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((a, b) => at(values, a) - at(values, b));
  const ranks = values.map(() => 0);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && at(values, at(order, to)) === at(values, at(order, from))) to++;
    for (let i = from; i < to; i++) ranks[at(order, i)] = (from + to + 1) / 2;
    from = to;
  }
  return ranks;
}

/** Sizes of the groups of equal values, larger than one. */
export function tieSizes(values: readonly number[]): number[] {
  const sizes = new Map<number, number>();
  for (const value of values) sizes.set(value, (sizes.get(value) ?? 0) + 1);
  return [...sizes.values()].filter((size) => size > 1);
}

export interface PairedValues {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** The places where both sides have a value. */
export function pairedValues(x: readonly (number | null)[], y: readonly (number | null)[]): PairedValues {
  const paired: { x: number[]; y: number[] } = { x: [], y: [] };
  for (const [i, own] of x.entries()) {
    const other = y[i] ?? null;
    if (own === null || other === null) continue;
    paired.x.push(own);
    paired.y.push(other);
  }
  return paired;
}

/** Basis of a comparison of two orders. */
export function pairBasis(
  { x }: PairedValues,
  missing: number,
): {
  n: number;
  units: number;
  raters: number;
  excluded: { reason: 'incomplete-unit'; count: number }[];
} {
  const excluded = missing > 0 ? [{ reason: 'incomplete-unit' as const, count: missing }] : [];
  return { n: 2 * x.length, units: x.length, raters: 2, excluded };
}
