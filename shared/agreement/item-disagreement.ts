import { at } from './arrays.ts';
import { between, metricOf } from './distance.ts';
import { countPatterns } from './patterns.ts';
import type { Patterns } from './patterns.ts';
import { positionTable } from './ranking-alpha.ts';
import type { Label, RatingTable } from './table.ts';

export interface ItemDisagreement {
  readonly unit: string;
  readonly labels: number;
  /** Mean distance of two labels of this unit; null with fewer than two. In the units of the distance. */
  readonly pairDisagreement: number | null;
  /**
   * What this unit adds to observed disagreement Do: m / n × pairDisagreement. Over all units they sum to Do.
   */
  readonly contribution: number | null;
  /** contribution / Do: this item's share of the disagreement; null where nobody disagrees anywhere. */
  readonly share: number | null;
  /** Shannon entropy of the labels in bits; null without labels. */
  readonly entropyBits: number | null;
  /** Entropy / log2(points of the scale). */
  readonly entropyOfScale: number | null;
  /**
   * Entropy / log2(min(points of the scale, labels)): 1 when the labels are as scattered as they can be; null
   * for one label.
   */
  readonly entropyOfPossible: number | null;
  readonly modalShare: number | null;
  /** The most frequent labels; more than one is a tie. */
  readonly modes: readonly Label[];
}

/**
 * Where the disagreement lies, unit by unit, in the distance of the scale's alpha (Krippendorff 2011: Do is a
 * sum over units).
 *
 * Rankings compared by positions are added up per item; entropy and modes are then those of whole rankings.
 * `scaleSize` is the number of points that people could choose from, the table's categories unless told
 * otherwise.
 */
export function itemDisagreement(
  table: RatingTable,
  scaleSize = table.categories.length,
): readonly ItemDisagreement[] {
  const patterns = countPatterns(table);
  const { pair, perItem } = pairDisagreements(table, patterns);
  const total = perItem.reduce<number>((sum, own) => sum + (own ?? 0), 0);
  return table.unitIds.map((unit, index) => {
    const pattern = at(patterns.ofUnit, index);
    const contribution = perItem[index] ?? null;
    return {
      unit,
      labels: pattern < 0 ? 0 : at(patterns.sizes, pattern),
      pairDisagreement: pair[index] ?? null,
      contribution,
      share: contribution === null || total === 0 ? null : contribution / total,
      ...scatter(table, patterns, pattern, scaleSize),
    };
  });
}

interface PerItem {
  readonly pair: readonly (number | null)[];
  readonly perItem: readonly (number | null)[];
}

function pairDisagreements(table: RatingTable, patterns: Patterns): PerItem {
  if (table.scale.level === 'ranking' && table.scale.measure !== 'kendall-distance')
    return byPositions(table);
  const tally = pairableTally(patterns);
  const n = tally.reduce((total, count) => total + count, 0);
  const perPattern = patternDisagreements(patterns, between(metricOf(table), tally));
  const pair = Array.from(patterns.ofUnit, (pattern) => (pattern < 0 ? null : (perPattern[pattern] ?? null)));
  const perItem = pair.map((own, unit) =>
    own === null ? null : (own * at(patterns.sizes, at(patterns.ofUnit, unit))) / n,
  );
  return { pair, perItem };
}

/** Ordinal disagreement of positions, added up over the answers of each item. */
function byPositions(rankings: RatingTable): PerItem {
  const { table, itemOf } = positionTable(rankings);
  const patterns = countPatterns(table);
  const answers = pairDisagreements(table, patterns);
  const perItem = rankings.unitIds.map((): number | null => null);
  const places = rankings.unitIds.map(() => 0);
  let n = 0;
  for (const [unit, own] of answers.perItem.entries()) {
    const item = at(itemOf, unit);
    if (own === null) continue;
    const size = at(patterns.sizes, at(patterns.ofUnit, unit));
    perItem[item] = (perItem[item] ?? 0) + own;
    places[item] = at(places, item) + size;
    n += size;
  }
  const pair = perItem.map((own, item) => (own === null ? null : (own * n) / at(places, item)));
  return { pair, perItem };
}

/** Pairable values per category. */
function pairableTally(patterns: Patterns): Float64Array {
  const tally = new Float64Array(patterns.categories);
  for (let p = 0; p < patterns.length; p++) {
    if (at(patterns.sizes, p) < 2) continue;
    for (let i = at(patterns.starts, p); i < at(patterns.starts, p + 1); i++) {
      const code = at(patterns.codes, i);
      tally[code] = at(tally, code) + at(patterns.weights, p) * at(patterns.counts, i);
    }
  }
  return tally;
}

function patternDisagreements(
  patterns: Patterns,
  distance: (a: number, b: number) => number,
): (number | null)[] {
  return Array.from({ length: patterns.length }, (_, p) => {
    const size = at(patterns.sizes, p);
    let total = 0;
    for (let i = at(patterns.starts, p); i < at(patterns.starts, p + 1); i++) {
      for (let j = i + 1; j < at(patterns.starts, p + 1); j++) {
        total +=
          at(patterns.counts, i) *
          at(patterns.counts, j) *
          distance(at(patterns.codes, i), at(patterns.codes, j));
      }
    }
    return size < 2 ? null : (2 * total) / (size * (size - 1));
  });
}

type Scatter = Pick<
  ItemDisagreement,
  'entropyBits' | 'entropyOfScale' | 'entropyOfPossible' | 'modalShare' | 'modes'
>;

function scatter(table: RatingTable, patterns: Patterns, pattern: number, scaleSize: number): Scatter {
  if (pattern < 0)
    return { entropyBits: null, entropyOfScale: null, entropyOfPossible: null, modalShare: null, modes: [] };
  const size = at(patterns.sizes, pattern);
  const [from, to] = [at(patterns.starts, pattern), at(patterns.starts, pattern + 1)];
  const counts = patterns.counts.subarray(from, to);
  const most = Math.max(...counts);
  const entropyBits = counts.reduce((total, count) => total + (count / size) * Math.log2(size / count), 0);
  const codes = Array.from(patterns.codes.subarray(from, to)).filter((_, i) => counts[i] === most);
  return {
    entropyBits,
    entropyOfScale: relative(entropyBits, scaleSize),
    entropyOfPossible: relative(entropyBits, Math.min(scaleSize, size)),
    modalShare: most / size,
    modes: codes.sort((a, b) => a - b).flatMap((code) => table.categories.slice(code, code + 1)),
  };
}

function relative(bits: number, outcomes: number): number | null {
  return outcomes < 2 ? null : bits / Math.log2(outcomes);
}
