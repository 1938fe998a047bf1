/** Change in agreement between two rounds or versions, on the same items or on different ones. */
import { at } from './arrays.ts';
import { DEFAULT_CONFIDENCE, DEFAULT_REPLICATES, gather, percentileInterval } from './bootstrap.ts';
import { jointTable, labelledUnits } from './joint-table.ts';
import type { JointTable } from './joint-table.ts';
import { alphaStatisticOf, isBeyondAlpha } from './krippendorff-alpha.ts';
import { countPatterns } from './patterns.ts';
import { allocationTest, swapTest } from './permutation.ts';
import type { PermutationTest } from './permutation.ts';
import type { Random } from './random.ts';
import { jackknifeInterval } from './jackknife.ts';
import { estimate, exclusions, undefinedBecause, withInterval } from './result.ts';
import type { Basis, Estimate, Interval } from './result.ts';
import { percentStatistic } from './statistic.ts';
import type { Statistic } from './statistic.ts';
import { pairableBasis } from './table.ts';
import type { RatingTable } from './table.ts';

export interface ChangeOptions {
  readonly random: Random;
  /** What changes: alpha of the scale (default) or percent agreement. */
  readonly of?: 'alpha' | 'percent';
  readonly replicates?: number;
  readonly confidence?: number;
  /** Random permutations where all of them are too many; 5000 unless told otherwise. */
  readonly permutations?: number;
}

/** after - before, with both sides and the permutation test of "nothing changed". */
export type Change = Estimate<{
  readonly before: number;
  readonly after: number;
  readonly test: PermutationTest;
}>;

/**
 * Change on the same items. Only units with labels on both sides enter; the others are counted.
 *
 * Interval: units are drawn once per replicate and used on both sides, and both coefficients are computed
 * anew, so that an item that is hard on both sides does not blur the change. Test: under "nothing changed"
 * the two sides of each item could be swapped; two-sided on the absolute change (Good 2005). Undefined when
 * either side is.
 */
export function changeOnSameItems(before: RatingTable, after: RatingTable, options: ChangeOptions): Change {
  const { joint, alone } = onBothSides(before, after);
  const statistic = statisticOf(joint.table, options);
  const sides = sidesOf(joint, statistic);
  const interval = (): Interval | undefined => pairedInterval(sides, statistic, options);
  return tested(
    change(joint, sides, statistic, alone),
    () => swapTest(sides.before, sides.after, statistic, options),
    interval,
  );
}

/** alpha of both sides, and after - before with an interval that takes no draws. */
export type AlphaChange = Estimate<{ readonly before: number; readonly after: number }>;

/**
 * Change of alpha on the same items, for a screen that must show everybody the same number at once: the
 * interval is a jackknife that leaves an item out on both sides together. No test; for that see
 * `changeOnSameItems`.
 */
export function alphaChange(
  before: RatingTable,
  after: RatingTable,
  confidence = DEFAULT_CONFIDENCE,
): AlphaChange {
  const { joint, alone } = onBothSides(before, after);
  const statistic = alphaStatisticOf(joint.table);
  const sides = sidesOf(joint, statistic);
  const found = change(joint, sides, statistic, alone);
  if (!found.defined) return found;
  return withInterval(found, jackknifeInterval(pairedStatistic(sides, statistic), confidence, MOST_CHANGE));
}

/** From total disagreement (-1) to none (1). */
const MOST_CHANGE = 2;

/** The change as a function of how often each item occurs. */
function pairedStatistic(sides: Sides, { weights, value }: Statistic): Statistic {
  const side = (blocks: Int32Array, items: Float64Array): number => {
    const counted = new Float64Array(weights.length);
    blocks.forEach((block, item) => (counted[block] = at(counted, block) + at(items, item)));
    return value(counted);
  };
  const items = sides.before.length;
  return {
    weights: new Float64Array(items).fill(1),
    ofUnit: Int32Array.from({ length: items }, (_, item) => item),
    value: (counts) => side(sides.after, counts) - side(sides.before, counts),
  };
}

/** Items with labels on both sides, and how many have them on one only. */
function onBothSides(before: RatingTable, after: RatingTable): { joint: JointTable; alone: number } {
  const [first, later] = [labelledUnits(before), new Set(labelledUnits(after))];
  const units = first.filter((unit) => later.has(unit));
  return {
    joint: jointTable(before, after, units, units),
    alone: first.length + later.size - 2 * units.length,
  };
}

/**
 * Change between different items. Interval: each side draws its own units. Test: under "nothing changed"
 * every item could have been on either side. Items differ in difficulty, so the same change shows less
 * clearly than on the same items.
 */
export function changeOnDifferentItems(
  before: RatingTable,
  after: RatingTable,
  options: ChangeOptions,
): Change {
  const joint = jointTable(before, after, labelledUnits(before), labelledUnits(after));
  const statistic = statisticOf(joint.table, options);
  const sides = sidesOf(joint, statistic);
  const interval = (): Interval | undefined => independentInterval(sides, statistic, options);
  return tested(
    change(joint, sides, statistic, 0),
    () => allocationTest(sides.before, sides.after, statistic, options),
    interval,
  );
}

function statisticOf(table: RatingTable, { of = 'alpha' }: ChangeOptions): Statistic {
  return of === 'alpha' ? alphaStatisticOf(table) : percentStatistic(countPatterns(table));
}

/** Block of every unit on each side. */
interface Sides {
  readonly before: Int32Array;
  readonly after: Int32Array;
}

function sidesOf({ before, after }: JointTable, { ofUnit }: Statistic): Sides {
  const blocks = (units: readonly number[]): Int32Array => Int32Array.from(units, (unit) => at(ofUnit, unit));
  return { before: blocks(before), after: blocks(after) };
}

function tested(
  found: AlphaChange,
  test: () => PermutationTest,
  interval: () => Interval | undefined,
): Change {
  if (!found.defined) return found;
  const { value, n, units, raters, excluded, before, after } = found;
  return estimate(value, { n, units, raters, excluded }, { before, after, test: test() }, interval());
}

function change({ table }: JointTable, sides: Sides, statistic: Statistic, alone: number): AlphaChange {
  const basis = changeBasis(table, sides, alone);
  const before = statistic.value(weightsOf(sides.before, statistic));
  const after = statistic.value(weightsOf(sides.after, statistic));
  if (isBeyondAlpha(table)) return undefinedBecause('too-many-categories', basis);
  if (basis.n === 0) return undefinedBecause(basis.units === 0 ? 'no-shared-units' : 'no-pairs', basis);
  if (Number.isNaN(before) || Number.isNaN(after)) return undefinedBecause('no-variation', basis);
  return estimate(after - before, basis, { before, after });
}

function changeBasis(table: RatingTable, { before, after }: Sides, alone: number): Basis {
  const { n, raters, excluded } = pairableBasis(table);
  const units = before.length === after.length ? before.length : before.length + after.length;
  return {
    n,
    units,
    raters,
    excluded: exclusions(...excluded, { reason: 'unit-not-on-both-sides', count: alone }),
  };
}

function weightsOf(blocks: Int32Array, { weights }: Statistic): Float64Array {
  const counted = new Float64Array(weights.length);
  for (const block of blocks) counted[block] = at(counted, block) + 1;
  return counted;
}

function pairedInterval(sides: Sides, statistic: Statistic, options: ChangeOptions): Interval | undefined {
  const n = sides.before.length;
  const drawn = new Int32Array(n);
  return differences(statistic, options, (before, after) => {
    for (let i = 0; i < n; i++) drawn[i] = Math.floor(options.random() * n);
    for (const unit of drawn) {
      add(before, at(sides.before, unit));
      add(after, at(sides.after, unit));
    }
  });
}

function independentInterval(
  sides: Sides,
  statistic: Statistic,
  options: ChangeOptions,
): Interval | undefined {
  const draw = (blocks: Int32Array, into: Float64Array): void => {
    for (let i = 0; i < blocks.length; i++)
      add(into, at(blocks, Math.floor(options.random() * blocks.length)));
  };
  return differences(statistic, options, (before, after) => {
    draw(sides.before, before);
    draw(sides.after, after);
  });
}

function differences(
  statistic: Statistic,
  { replicates = DEFAULT_REPLICATES, confidence = DEFAULT_CONFIDENCE }: ChangeOptions,
  draw: (before: Float64Array, after: Float64Array) => void,
): Interval | undefined {
  const [before, after] = [
    new Float64Array(statistic.weights.length),
    new Float64Array(statistic.weights.length),
  ];
  const once = (): number => {
    before.fill(0);
    after.fill(0);
    draw(before, after);
    return statistic.value(after) - statistic.value(before);
  };
  return percentileInterval(gather(replicates, once), confidence);
}

function add(weights: Float64Array, block: number): void {
  weights[block] = at(weights, block) + 1;
}
