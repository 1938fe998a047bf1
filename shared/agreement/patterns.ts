/**
 * Count patterns: units with the same number of labels in each category are the same to every coefficient
 * that does not ask who.
 *
 * 200,000 units with five labels on a five-point scale have at most 126 patterns of five, so one pass over
 * the labels is all that the size of the data costs; coefficients, jackknife and bootstrap then work on
 * patterns with weights.
 */
import { at } from './arrays.ts';
import type { RatingTable } from './table.ts';

export interface Patterns {
  /** Number of categories of the table. */
  readonly categories: number;
  /** Number of distinct patterns. */
  readonly length: number;
  /** How many units show each pattern. */
  readonly weights: Float64Array;
  /** Labels in a unit of each pattern, at least 1. */
  readonly sizes: Int32Array;
  /** Non-zero counts of pattern p: codes[starts[p]] … with counts[starts[p]] … */
  readonly starts: Int32Array;
  readonly codes: Int32Array;
  readonly counts: Float64Array;
  /** Pattern of each unit; -1 for a unit without labels. */
  readonly ofUnit: Int32Array;
}

const patternsOf = new WeakMap<RatingTable, Patterns>();

/** The patterns of a table; computed once per table object. */
export function countPatterns(table: RatingTable): Patterns {
  const known = patternsOf.get(table);
  if (known !== undefined) return known;
  const patterns = describePatterns(table, groupUnits(table));
  patternsOf.set(table, patterns);
  return patterns;
}

interface Groups {
  /** One unit that shows the pattern. */
  readonly examples: Int32Array;
  readonly weights: Float64Array;
  readonly ofUnit: Int32Array;
}

/** Direct addressing up to this many slots, or while the slots stay in proportion to the labels. */
const SMALL_SLOTS = 1 << 12;
const LARGE_SLOTS = 1 << 22;

function groupUnits(table: RatingTable): Groups {
  const base = largestUnit(table.starts) + 1;
  const keys = base ** table.categories.length;
  if (!(keys <= Number.MAX_SAFE_INTEGER)) return everyUnitAlone(table);
  const powers = Float64Array.from(table.categories, (_, code) => base ** code);
  const direct = keys <= SMALL_SLOTS || (keys <= LARGE_SLOTS && keys <= table.codes.length * 4);
  return direct ? groupBySlot(table, Int32Array.from(powers), keys) : groupByKey(table, powers);
}

function largestUnit(starts: Int32Array): number {
  let most = 0;
  for (let u = 1; u < starts.length; u++) most = Math.max(most, (starts[u] ?? 0) - (starts[u - 1] ?? 0));
  return most;
}

/** The hot loop of the module: one addition per label, one look-up per unit. */
function groupBySlot({ starts, codes, unitIds }: RatingTable, powers: Int32Array, keys: number): Groups {
  const slots = new Int32Array(keys);
  const ofUnit = new Int32Array(unitIds.length);
  let found = 0;
  let i = 0;
  for (let u = 0; u < ofUnit.length; u++) {
    const end = starts[u + 1] ?? 0;
    let key = 0;
    for (; i < end; i++) key += powers[codes[i] ?? 0] ?? 0;
    let pattern = slots[key] ?? 0;
    if (pattern === 0) slots[key] = pattern = key === 0 ? 0 : ++found;
    ofUnit[u] = pattern - 1;
  }
  return tally(ofUnit, found);
}

function groupByKey({ starts, codes, unitIds }: RatingTable, powers: Float64Array): Groups {
  const slots = new Map<number, number>();
  const ofUnit = new Int32Array(unitIds.length);
  let i = 0;
  for (let u = 0; u < ofUnit.length; u++) {
    const end = starts[u + 1] ?? 0;
    let key = 0;
    for (; i < end; i++) key += powers[codes[i] ?? 0] ?? 0;
    if (key > 0 && !slots.has(key)) slots.set(key, slots.size);
    ofUnit[u] = slots.get(key) ?? -1;
  }
  return tally(ofUnit, slots.size);
}

/** Too many categories for a key: patterns would hardly repeat. */
function everyUnitAlone({ starts, unitIds }: RatingTable): Groups {
  const ofUnit = new Int32Array(unitIds.length);
  let found = 0;
  for (let u = 0; u < ofUnit.length; u++) ofUnit[u] = at(starts, u + 1) > at(starts, u) ? found++ : -1;
  return tally(ofUnit, found);
}

function tally(ofUnit: Int32Array, found: number): Groups {
  const weights = new Float64Array(found);
  const examples = new Int32Array(found);
  for (let u = 0; u < ofUnit.length; u++) {
    const pattern = ofUnit[u] ?? -1;
    if (pattern < 0) continue;
    weights[pattern] = (weights[pattern] ?? 0) + 1;
    examples[pattern] = u;
  }
  return { examples, weights, ofUnit };
}

function describePatterns(table: RatingTable, { examples, weights, ofUnit }: Groups): Patterns {
  const categories = table.categories.length;
  const sizes = examples.map((unit) => at(table.starts, unit + 1) - at(table.starts, unit));
  const starts = new Int32Array(examples.length + 1);
  const room = sizes.reduce((total, size) => total + Math.min(size, categories), 0);
  const [codes, counts, places] = [new Int32Array(room), new Float64Array(room), new Int32Array(categories)];
  let end = 0;
  for (let pattern = 0; pattern < examples.length; pattern++) {
    const begin = end;
    const from = table.starts[examples[pattern] ?? 0] ?? 0;
    const to = from + (sizes[pattern] ?? 0);
    for (let i = from; i < to; i++) {
      const code = table.codes[i] ?? 0;
      const known = places[code] ?? 0;
      const isNew = !(known >= begin && known < end && codes[known] === code);
      const place = isNew ? end++ : known;
      if (isNew) places[code] = place;
      codes[place] = code;
      counts[place] = (counts[place] ?? 0) + 1;
    }
    starts[pattern + 1] = end;
  }
  return { categories, length: examples.length, weights, sizes, starts, codes, counts, ofUnit };
}
