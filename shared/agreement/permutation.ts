import { at } from './arrays.ts';
import type { Random } from './random.ts';
import type { Statistic } from './statistic.ts';

export interface PermutationTest {
  /** Two-sided p: how often the absolute change is at least as large when nothing changed. */
  readonly p: number;
  /** One-sided p of "agreement rose". */
  readonly pGreater: number;
  readonly method: 'exact' | 'monte-carlo';
  /** Permutations looked at, the observed one included when exact. */
  readonly permutations: number;
  /** Permutations without a value, which were dropped. */
  readonly undefinedPermutations: number;
}

export interface PermutationOptions {
  readonly random: Random;
  readonly permutations?: number;
}

const DEFAULT_PERMUTATIONS = 5000;
const MOST_EXACT = 10_000;
const SLACK = 1e-12;

/**
 * Paired: the two sides of any unit may be swapped. All 2^N swaps up to 13 units, else random ones with (b +
 * 1) / (B + 1).
 */
export function swapTest(
  before: Int32Array,
  after: Int32Array,
  statistic: Statistic,
  options: PermutationOptions,
): PermutationTest {
  const sides = new Sides(before, after, statistic);
  const observed = sides.difference();
  const n = before.length;
  if (2 ** n <= MOST_EXACT) return exact(observed, everySwap(sides, n));
  return monteCarlo(observed, options, () => {
    for (let unit = 0; unit < n; unit++) if (options.random() < 0.5) sides.swap(unit);
    return sides.difference();
  });
}

/** Independent: every unit may be on either side. All allocations up to 10,000, else random ones. */
export function allocationTest(
  before: Int32Array,
  after: Int32Array,
  statistic: Statistic,
  options: PermutationOptions,
): PermutationTest {
  const blocks = Int32Array.from([...before, ...after]);
  const observed = difference(blocks, before.length, statistic);
  if (choose(blocks.length, before.length) <= MOST_EXACT)
    return exact(observed, everyAllocation(blocks, before.length, statistic));
  return monteCarlo(observed, options, () => {
    shuffle(blocks, options.random);
    return difference(blocks, before.length, statistic);
  });
}

/** Weights of both sides under swaps of single units. */
class Sides {
  readonly #before: Int32Array;
  readonly #after: Int32Array;
  readonly #value: Statistic['value'];
  readonly #weightsBefore: Float64Array;
  readonly #weightsAfter: Float64Array;

  constructor(before: Int32Array, after: Int32Array, { weights, value }: Statistic) {
    this.#before = Int32Array.from(before);
    this.#after = Int32Array.from(after);
    this.#value = value;
    this.#weightsBefore = new Float64Array(weights.length);
    this.#weightsAfter = new Float64Array(weights.length);
    for (const block of before) add(this.#weightsBefore, block, 1);
    for (const block of after) add(this.#weightsAfter, block, 1);
  }

  difference(): number {
    return this.#value(this.#weightsAfter) - this.#value(this.#weightsBefore);
  }

  swap(unit: number): void {
    const [first, second] = [at(this.#before, unit), at(this.#after, unit)];
    if (first === second) return;
    add(this.#weightsBefore, first, -1);
    add(this.#weightsBefore, second, 1);
    add(this.#weightsAfter, second, -1);
    add(this.#weightsAfter, first, 1);
    this.#before[unit] = second;
    this.#after[unit] = first;
  }
}

/** Gray code: each step swaps one unit. */
function* everySwap(sides: Sides, n: number): Generator<number> {
  yield sides.difference();
  for (let step = 1; step < 2 ** n; step++) {
    sides.swap(31 - Math.clz32(step & -step));
    yield sides.difference();
  }
}

function* everyAllocation(blocks: Int32Array, first: number, statistic: Statistic): Generator<number> {
  const [before, after] = [
    new Float64Array(statistic.weights.length),
    new Float64Array(statistic.weights.length),
  ];
  for (const block of blocks) add(after, block, 1);
  function* choose(from: number, left: number): Generator<number> {
    if (left === 0) yield statistic.value(after) - statistic.value(before);
    for (let unit = from; left > 0 && unit <= blocks.length - left; unit++) {
      move(after, before, at(blocks, unit));
      yield* choose(unit + 1, left - 1);
      move(before, after, at(blocks, unit));
    }
  }
  yield* choose(0, first);
}

function difference(blocks: Int32Array, first: number, statistic: Statistic): number {
  const [before, after] = [
    new Float64Array(statistic.weights.length),
    new Float64Array(statistic.weights.length),
  ];
  for (const [unit, block] of blocks.entries()) add(unit < first ? before : after, block, 1);
  return statistic.value(after) - statistic.value(before);
}

function exact(observed: number, all: Iterable<number>): PermutationTest {
  let [defined, undefinedPermutations, large, greater] = [0, 0, 0, 0];
  for (const value of all) {
    if (Number.isNaN(value)) undefinedPermutations++;
    else defined++;
    if (Math.abs(value) >= Math.abs(observed) - SLACK) large++;
    if (value >= observed - SLACK) greater++;
  }
  const permutations = defined + undefinedPermutations;
  return {
    p: large / defined,
    pGreater: greater / defined,
    method: 'exact',
    permutations,
    undefinedPermutations,
  };
}

function monteCarlo(
  observed: number,
  { permutations = DEFAULT_PERMUTATIONS }: PermutationOptions,
  once: () => number,
): PermutationTest {
  let [defined, large, greater] = [0, 0, 0];
  for (let b = 0; b < permutations; b++) {
    const value = once();
    if (!Number.isNaN(value)) defined++;
    if (Math.abs(value) >= Math.abs(observed) - SLACK) large++;
    if (value >= observed - SLACK) greater++;
  }
  return {
    p: (large + 1) / (defined + 1),
    pGreater: (greater + 1) / (defined + 1),
    method: 'monte-carlo',
    permutations,
    undefinedPermutations: permutations - defined,
  };
}

/** Fisher–Yates. */
function shuffle(values: Int32Array, random: Random): void {
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [values[i], values[j]] = [at(values, j), at(values, i)];
  }
}

function move(from: Float64Array, to: Float64Array, block: number): void {
  add(from, block, -1);
  add(to, block, 1);
}

function add(weights: Float64Array, block: number, times: number): void {
  weights[block] = at(weights, block) + times;
}

function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= k; i++) ways = (ways * (n - k + i)) / i;
  return ways;
}
