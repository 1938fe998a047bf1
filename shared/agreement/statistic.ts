/**
 * A statistic as a function of how often each block occurs. Point estimate, jackknife, bootstrap,
 * leave-one-out and permutation all ask the same function with other weights, so none of them can differ from
 * the others in what it computes.
 */
import { at } from './arrays.ts';
import type { Blocks } from './blocks.ts';
import type { Metric } from './distance.ts';
import type { Patterns } from './patterns.ts';

export interface Statistic {
  /** How often each block occurs in the data. */
  readonly weights: Float64Array;
  /** Units that a resample draws → block, -1 for units without labels. */
  readonly ofUnit: Int32Array;
  /** The value under given weights; NaN where it is undefined (never leaves this module). */
  readonly value: (weights: Float64Array) => number;
}

/** Sums from which alpha follows: n pairable values, Σ o_ck δ_ck and Σ n_c n_k δ_ck over ordered pairs. */
export interface AlphaSums {
  readonly n: number;
  readonly observed: number;
  readonly expected: number;
}

export type SumsOf = (weights: Float64Array) => AlphaSums;

/** alpha = 1 - Do / De = 1 - (n - 1) Σ o_ck δ_ck / Σ n_c n_k δ_ck; NaN without variation. */
export function alphaOf({ n, observed, expected }: AlphaSums): number {
  return expected > 0 ? 1 - ((n - 1) * observed) / expected : NaN;
}

/** Krippendorff's alpha of blocks as a statistic. */
export function alphaStatistic(blocks: Blocks, metric: Metric): Statistic & { readonly sums: SumsOf } {
  const sumsOfPatterns = sumsOf(blocks.patterns, metric);
  const sums: SumsOf = (weights) => sumsOfPatterns(blocks.patternWeights(weights));
  return { weights: blocks.weights, ofUnit: blocks.ofUnit, sums, value: (weights) => alphaOf(sums(weights)) };
}

/** Mean over units with two or more labels of the share of agreeing pairs, as a statistic. */
export function percentStatistic(patterns: Patterns): Statistic {
  const shares = agreeingShares(patterns);
  const value = (weights: Float64Array): number => {
    let total = 0;
    let units = 0;
    for (let p = 0; p < shares.length; p++) {
      if (at(patterns.sizes, p) < 2) continue;
      total += at(weights, p) * at(shares, p);
      units += at(weights, p);
    }
    return units > 0 ? total / units : NaN;
  };
  return { weights: patterns.weights, ofUnit: patterns.ofUnit, value };
}

/** Per pattern: agreeing pairs of labels / pairs of labels; 0 where there is no pair. */
export function agreeingShares(patterns: Patterns): Float64Array {
  return Float64Array.from({ length: patterns.length }, (_, p) => {
    const size = at(patterns.sizes, p);
    let agreeing = 0;
    for (let i = at(patterns.starts, p); i < at(patterns.starts, p + 1); i++) {
      agreeing += at(patterns.counts, i) * (at(patterns.counts, i) - 1);
    }
    return size < 2 ? 0 : agreeing / (size * (size - 1));
  });
}

function sumsOf(patterns: Patterns, metric: Metric): SumsOf {
  switch (metric.kind) {
    case 'nominal':
      return nominalSums(patterns);
    case 'ordinal':
      return ordinalSums(patterns);
    case 'interval':
      return intervalSums(patterns, metric.values);
    case 'fixed':
      return fixedSums(patterns, metric.distance);
  }
}

function nominalSums(patterns: Patterns): SumsOf {
  const shares = agreeingShares(patterns);
  const observedIn = shares.map((share, p) =>
    at(patterns.sizes, p) < 2 ? 0 : at(patterns.sizes, p) * (1 - share),
  );
  const tally = new Float64Array(patterns.categories);
  return (weights) => {
    const n = tallyInto(tally, patterns, weights);
    let agreeing = 0;
    for (let c = 0; c < tally.length; c++) agreeing += (tally[c] ?? 0) * (tally[c] ?? 0);
    return { n, observed: dot(weights, observedIn), expected: n * n - agreeing };
  };
}

/** De needs no counts per category: n Σx² - (Σx)², summed per pattern. */
function intervalSums(patterns: Patterns, values: Float64Array): SumsOf {
  const observedIn = new Float64Array(patterns.length);
  const { first, second, low, high } = moments(patterns, values);
  for (let p = 0; p < patterns.length; p++) observedIn[p] = squaredDifferences(patterns, p, values);
  return (weights) => {
    let n = 0;
    let s1 = 0;
    let s2 = 0;
    let least = Infinity;
    let most = -Infinity;
    for (let p = 0; p < patterns.length; p++) {
      const weight = weights[p] ?? 0;
      const size = patterns.sizes[p] ?? 0;
      if (weight === 0 || size < 2) continue;
      n += weight * size;
      s1 += weight * (first[p] ?? 0);
      s2 += weight * (second[p] ?? 0);
      least = Math.min(least, low[p] ?? Infinity);
      most = Math.max(most, high[p] ?? -Infinity);
    }
    return { n, observed: dot(weights, observedIn), expected: most > least ? 2 * (n * s2 - s1 * s1) : 0 };
  };
}

interface Moments {
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

function moments(patterns: Patterns, values: Float64Array): Moments {
  const [first, second] = [new Float64Array(patterns.length), new Float64Array(patterns.length)];
  const low = new Float64Array(patterns.length).fill(Infinity);
  const high = new Float64Array(patterns.length).fill(-Infinity);
  for (let p = 0; p < patterns.length; p++) {
    const end = patterns.starts[p + 1] ?? 0;
    for (let i = patterns.starts[p] ?? 0; i < end; i++) {
      const count = patterns.counts[i] ?? 0;
      const value = values[patterns.codes[i] ?? 0] ?? 0;
      first[p] = (first[p] ?? 0) + count * value;
      second[p] = (second[p] ?? 0) + count * value * value;
      low[p] = Math.min(low[p] ?? 0, value);
      high[p] = Math.max(high[p] ?? 0, value);
    }
  }
  return { first, second, low, high };
}

/**
 * The ordinal distance (Σ_{g=c..k} n_g - (n_c + n_k)/2)² is the squared difference of mid-ranks R_c = Σ_{g<c}
 * n_g + n_c/2, whose mean is n/2. The ranks depend on the weights, so observed disagreement is summed anew on
 * every call.
 */
function ordinalSums(patterns: Patterns): SumsOf {
  const tally = new Float64Array(patterns.categories);
  const ranks = new Float64Array(patterns.categories);
  return (weights) => {
    const n = tallyInto(tally, patterns, weights);
    let below = 0;
    let spread = 0;
    for (let c = 0; c < tally.length; c++) {
      const count = tally[c] ?? 0;
      const rank = below + count / 2;
      ranks[c] = rank;
      below += count;
      spread += count * (rank - n / 2) * (rank - n / 2);
    }
    let observed = 0;
    for (let p = 0; p < patterns.length; p++) {
      const weight = weights[p] ?? 0;
      if (weight !== 0) observed += weight * squaredDifferences(patterns, p, ranks);
    }
    return { n, observed, expected: 2 * n * spread };
  };
}

/**
 * Σ over ordered pairs of labels of a pattern of (x_i - x_j)², over m - 1: 2 (m Σ c d² - (Σ c d)²) / (m - 1)
 * with d the distance from the first value, so that equal labels give exactly 0.
 */
function squaredDifferences(
  { starts, sizes, codes, counts }: Patterns,
  pattern: number,
  values: Float64Array,
): number {
  const from = starts[pattern] ?? 0;
  const end = starts[pattern + 1] ?? 0;
  const size = sizes[pattern] ?? 0;
  if (end - from < 2) return 0;
  const origin = values[codes[from] ?? 0] ?? 0;
  let s1 = 0;
  let s2 = 0;
  for (let i = from + 1; i < end; i++) {
    const difference = (values[codes[i] ?? 0] ?? 0) - origin;
    const part = (counts[i] ?? 0) * difference;
    s1 += part;
    s2 += part * difference;
  }
  return (2 * (size * s2 - s1 * s1)) / (size - 1);
}

/** Any distance: De over pairs of categories that occur, O(K²) in those. */
function fixedSums(patterns: Patterns, distance: (a: number, b: number) => number): SumsOf {
  const between = cached(distance, patterns.categories);
  const observedIn = Float64Array.from({ length: patterns.length }, (_, p) =>
    pairDistances(patterns, p, between),
  );
  const tally = new Float64Array(patterns.categories);
  return (weights) => {
    const n = tallyInto(tally, patterns, weights);
    let expected = 0;
    for (let c = 0; c < tally.length; c++) {
      if (tally[c] === 0) continue;
      let toOthers = 0;
      for (let k = c + 1; k < tally.length; k++) {
        if (tally[k] !== 0) toOthers += (tally[k] ?? 0) * between(c, k);
      }
      expected += (tally[c] ?? 0) * toOthers;
    }
    return { n, observed: dot(weights, observedIn), expected: 2 * expected };
  };
}

const CACHED_CATEGORIES = 1024;

function cached(
  distance: (a: number, b: number) => number,
  categories: number,
): (a: number, b: number) => number {
  if (categories > CACHED_CATEGORIES) return distance;
  const matrix = new Float64Array(categories * categories);
  for (let a = 0; a < categories; a++) {
    for (let b = a + 1; b < categories; b++) {
      matrix[a * categories + b] = matrix[b * categories + a] = distance(a, b);
    }
  }
  return (a, b) => matrix[a * categories + b] ?? 0;
}

/** Σ over ordered pairs of labels of a pattern of their distance, over m - 1. */
function pairDistances(
  patterns: Patterns,
  pattern: number,
  distance: (a: number, b: number) => number,
): number {
  const end = at(patterns.starts, pattern + 1);
  let total = 0;
  for (let i = at(patterns.starts, pattern); i < end; i++) {
    for (let j = i + 1; j < end; j++) {
      total +=
        at(patterns.counts, i) *
        at(patterns.counts, j) *
        distance(at(patterns.codes, i), at(patterns.codes, j));
    }
  }
  return total === 0 ? 0 : (2 * total) / (at(patterns.sizes, pattern) - 1);
}

/** Fills the counts per category of pairable values and returns their sum. */
function tallyInto(
  tally: Float64Array,
  { starts, sizes, codes, counts, length }: Patterns,
  weights: Float64Array,
): number {
  tally.fill(0);
  let n = 0;
  for (let p = 0; p < length; p++) {
    const weight = weights[p] ?? 0;
    const size = sizes[p] ?? 0;
    if (weight === 0 || size < 2) continue;
    const end = starts[p + 1] ?? 0;
    for (let i = starts[p] ?? 0; i < end; i++) {
      const code = codes[i] ?? 0;
      tally[code] = (tally[code] ?? 0) + weight * (counts[i] ?? 0);
    }
    n += weight * size;
  }
  return n;
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += (a[i] ?? 0) * (b[i] ?? 0);
  return total;
}
