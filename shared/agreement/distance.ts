/** Distances between labels: how much worse one disagreement is than another. */
import { at } from './arrays.ts';
import { isRanking, isTagSet } from './labels.ts';
import type { Label, Ranking, RatingTable, TagSet } from './table.ts';

/**
 * How alpha weighs disagreement.
 * - nominal: any difference is 1.
 * - interval: squared difference of `values` (one per category code).
 * - ordinal: squared difference of mid-ranks; the ranks come from the labels themselves, so they move with
 *   every resample.
 * - fixed: any given distance between category codes, used as it is (not squared).
 */
export type Metric =
  | { readonly kind: 'nominal' }
  | { readonly kind: 'ordinal' }
  | { readonly kind: 'interval'; readonly values: Float64Array }
  | { readonly kind: 'fixed'; readonly distance: (a: number, b: number) => number };

/** The metric that fits the scale of a table whose categories are compared as wholes. */
export function metricOf(table: RatingTable): Metric {
  const { scale, categories } = table;
  switch (scale.level) {
    case 'nominal':
    case 'ordinal':
      return { kind: scale.level };
    case 'interval':
      return { kind: 'interval', values: centred(numbersOf(categories)) };
    case 'ratio':
      return fixedBetween(numbersOf(categories), ratioDistance);
    case 'set': {
      const distance = scale.distance === 'masi' ? masiDistance : jaccardDistance;
      return fixedBetween(categories.map(tagsOf), distance);
    }
    case 'ranking':
      return fixedBetween(categories.map(placesOf), squaredKendallDistance);
  }
}

function fixedBetween<T>(of: ArrayLike<T>, distance: (a: T, b: T) => number): Metric {
  const between = (a: number, b: number): number => {
    const [left, right] = [of[a], of[b]];
    return left === undefined || right === undefined ? 0 : distance(left, right);
  };
  return { kind: 'fixed', distance: between };
}

/** Numeric values of categories; the place in the list where labels are text. */
export function numbersOf(categories: readonly Label[]): Float64Array {
  const numeric = categories.every((label) => typeof label === 'number');
  return Float64Array.from(categories, (label, code) =>
    numeric && typeof label === 'number' ? label : code,
  );
}

/** Values around their middle: squares of large offsets would eat the digits that matter. */
function centred(values: Float64Array): Float64Array {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  return values.map((value) => value - (low + high) / 2);
}

/** ((a - b) / (a + b))², and 0 for two zeros (Krippendorff 2011). */
function ratioDistance(a: number, b: number): number {
  return a + b === 0 ? 0 : ((a - b) / (a + b)) ** 2;
}

/** 1 - |A ∩ B| / |A ∪ B|; two empty sets are equal. */
function jaccardDistance(a: TagSet, b: TagSet): number {
  const { shared, union } = overlap(a, b);
  return union === 0 ? 0 : 1 - shared / union;
}

/**
 * MASI (Passonneau 2006): Jaccard weighted by monotonicity. The factors are .67 and .33, as in the common
 * implementation, so that values compare with published ones.
 */
function masiDistance(a: TagSet, b: TagSet): number {
  const { shared, union, left, right } = overlap(a, b);
  if (union === 0) return 0;
  const monotone =
    shared === left && shared === right ? 1 : shared === Math.min(left, right) ? 0.67 : shared > 0 ? 0.33 : 0;
  return 1 - (shared / union) * monotone;
}

function overlap(a: TagSet, b: TagSet): { shared: number; union: number; left: number; right: number } {
  const [left, right] = [new Set(a), new Set(b)];
  let shared = 0;
  for (const tag of left) if (right.has(tag)) shared++;
  return { shared, union: left.size + right.size - shared, left: left.size, right: right.size };
}

/** Place of each answer: 1 for the best; tied answers share the mean of their places. */
export function positions(ranking: Ranking): ReadonlyMap<string, number> {
  const placed = new Map<string, number>();
  let before = 0;
  for (const place of ranking) {
    const tied = typeof place === 'string' ? [place] : place;
    for (const answer of tied) placed.set(answer, before + (tied.length + 1) / 2);
    before += tied.length;
  }
  return placed;
}

type Places = ReadonlyMap<string, number>;

/**
 * Square of the share of answer pairs that two rankings order differently, a tie on one side only counting
 * half (Kendall distance with penalty 1/2, Fagin et al. 2004). Answers that only one of them ranks are left
 * out; with fewer than two answers in common there is no order to share and the distance is 1/2 before
 * squaring, that of unrelated orders.
 */
function squaredKendallDistance(a: Places, b: Places): number {
  const shared = [...a].flatMap(([answer, place]) => {
    const other = b.get(answer);
    return other === undefined ? [] : [[place, other] as const];
  });
  let discordant = 0;
  for (const [i, [left, right]] of shared.entries()) {
    for (let j = i + 1; j < shared.length; j++) {
      const [otherLeft, otherRight] = shared[j] ?? [left, right];
      discordant += Math.abs(Math.sign(left - otherLeft) - Math.sign(right - otherRight)) / 2;
    }
  }
  const pairs = (shared.length * (shared.length - 1)) / 2;
  return pairs === 0 ? 0.25 : (discordant / pairs) ** 2;
}

function tagsOf(label: Label): TagSet {
  return isTagSet(label) ? label : [];
}

function placesOf(label: Label): Places {
  return positions(isRanking(label) ? label : []);
}

/**
 * A metric as a plain distance between category codes; `tally` are the pairable values per category, which
 * ordinal ranks need.
 */
export function between(metric: Metric, tally: Float64Array): (a: number, b: number) => number {
  switch (metric.kind) {
    case 'nominal':
      return (a, b) => (a === b ? 0 : 1);
    case 'interval':
      return (a, b) => (at(metric.values, a) - at(metric.values, b)) ** 2;
    case 'ordinal': {
      const ranks = middleRanks(tally);
      return (a, b) => (at(ranks, a) - at(ranks, b)) ** 2;
    }
    case 'fixed':
      return (a, b) => (a === b ? 0 : metric.distance(a, b));
  }
}

function middleRanks(tally: Float64Array): Float64Array {
  let below = 0;
  return tally.map((count) => {
    below += count;
    return below - count / 2;
  });
}
