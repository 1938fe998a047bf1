import { describe, expect, test } from 'vitest';
import {
  changeOnDifferentItems,
  changeOnSameItems,
  movement,
  seededRandom,
  tableFromLabels,
  tableFromMatrix,
} from '#shared/agreement/index.ts';
import type { Label, LabelRow, RatingTable, Scale } from '#shared/agreement/index.ts';

function round(scale: Scale, units: Readonly<Record<string, Readonly<Record<string, Label>>>>): RatingTable {
  const rows = Object.entries(units).flatMap(([unit, ballots]) =>
    Object.entries(ballots).map(([rater, label]): LabelRow => ({ unit, rater, label })),
  );
  return tableFromLabels(scale, rows);
}

describe('movement between two rounds', () => {
  const CHOICE: Scale = { level: 'nominal', categories: ['A', 'B', 'tie'] };
  const before = round(CHOICE, {
    one: { ann: 'A', bob: 'A', cy: 'B', di: 'tie' },
    two: { ann: 'A', bob: 'B' },
    gone: { ann: 'A', bob: 'A' },
  });
  const after = round(CHOICE, {
    one: { ann: 'A', bob: 'B', cy: 'A', di: 'B' },
    two: { ann: 'B', bob: 'B' },
  });

  test('towards the majority, the minority and the later ruling are counted apart', () => {
    expect(movement(before, after, new Map([['one', 'B']]))).toMatchObject({
      pairs: 6,
      stayed: 2,
      moved: 4,
      majority: { towards: 1, away: 1, beside: 1 },
      withoutMajority: 1,
      ruling: { towards: 2, away: 1, beside: 0 },
      ruled: 4,
      rightBefore: 1,
      rightAfter: 2,
      lost: 1,
      gained: 2,
      excluded: [{ reason: 'unit-not-on-both-sides', count: 1 }],
    });
  });

  test('from where to where people went, stayers on the diagonal', () => {
    const moved = movement(before, after);
    expect(moved.defined && moved.transitions).toEqual({
      categories: ['A', 'B', 'tie'],
      counts: [
        [1, 2, 0],
        [1, 1, 0],
        [0, 1, 0],
      ],
    });
  });

  test('on an ordered scale a step towards the majority counts before it arrives, and the ruling may be a point nobody chose', () => {
    const stars: Scale = { level: 'ordinal', categories: [1, 2, 3, 4, 5] };
    const first = round(stars, { item: { ann: 5, bob: 5, cy: 1, di: 3 } });
    const second = round(stars, { item: { ann: 5, bob: 3, cy: 3, di: 2 } });
    expect(movement(first, second, new Map([['item', 4]]))).toMatchObject({
      majority: { towards: 1, away: 2, beside: 0 },
      ruling: { towards: 1, away: 1, beside: 1 },
    });
  });

  test('anonymous ballots cannot be followed', () => {
    const anonymous = tableFromMatrix({ level: 'nominal' }, [['A', 'B']], { raterIds: null });
    expect(movement(anonymous, anonymous)).toMatchObject({ defined: false, reason: 'rater-identity-absent' });
  });
});

describe('change in alpha', () => {
  const options = { random: seededRandom(6), replicates: 400, permutations: 999 };

  function simulated(seed: number, noise: number, units: number, prefix = 'u'): RatingTable {
    const [truth, random] = [seededRandom(1), seededRandom(seed)];
    const matrix = Array.from({ length: units }, () => {
      const right = 1 + Math.floor(truth() * 4);
      return Array.from({ length: 4 }, () => (random() < noise ? 1 + Math.floor(random() * 4) : right));
    });
    return tableFromMatrix({ level: 'nominal' }, matrix, {
      unitIds: matrix.map((_, i) => `${prefix}${String(i)}`),
    });
  }

  test('a clear improvement on the same items shows in interval and p', () => {
    const change = changeOnSameItems(simulated(2, 0.6, 60), simulated(3, 0.2, 60), options);
    expect(change).toMatchObject({
      defined: true,
      units: 60,
      test: { method: 'monte-carlo', undefinedPermutations: 0 },
    });
    if (!change.defined) return;
    expect(change.value).toBeCloseTo(change.after - change.before, 12);
    expect(change.interval?.low).toBeGreaterThan(0);
    expect(change.test.p).toBeLessThan(0.01);
  });

  test('the same noise twice is no change', () => {
    const change = changeOnSameItems(simulated(4, 0.4, 60), simulated(5, 0.4, 60), options);
    expect(change.defined && change.test.p).toBeGreaterThan(0.05);
    expect(change.defined && (change.interval?.low ?? 1) < 0 && (change.interval?.high ?? -1) > 0).toBe(true);
  });

  test('different items are compared by allocation, and items are not matched by name', () => {
    const change = changeOnDifferentItems(simulated(2, 0.6, 50, 'a'), simulated(3, 0.2, 70, 'b'), options);
    expect(change).toMatchObject({ defined: true, units: 120 });
    expect(change.defined && change.test.p).toBeLessThan(0.05);
  });

  test('items on one side only are left out and counted; without shared items there is no change', () => {
    const some = changeOnSameItems(simulated(2, 0.5, 20), simulated(3, 0.5, 12), options);
    expect(some).toMatchObject({ units: 12, excluded: [{ reason: 'unit-not-on-both-sides', count: 8 }] });
    const none = changeOnSameItems(simulated(2, 0.5, 5, 'a'), simulated(3, 0.5, 5, 'b'), options);
    expect(none).toMatchObject({ defined: false, reason: 'no-shared-units' });
  });

  test('rankings change by item: interval and permutation move whole items', () => {
    const scale: Scale = { level: 'ranking' };
    const orders = [
      ['A', 'B', 'C'],
      ['B', 'A', 'C'],
      ['C', 'B', 'A'],
    ];
    const mixed = Array.from({ length: 8 }, (_, i) => [orders[i % 3] ?? [], orders[(i + 1) % 3] ?? []]);
    const agreed = Array.from({ length: 8 }, (_, i) => [orders[i % 3] ?? [], orders[i % 3] ?? []]);
    const change = changeOnSameItems(tableFromMatrix(scale, mixed), tableFromMatrix(scale, agreed), options);
    expect(change).toMatchObject({
      defined: true,
      after: 1,
      units: 8,
      test: { method: 'exact', permutations: 256 },
    });
  });
});
