import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bins } from '#lib/scales/number/bins.ts';
import { moveLayout, moveSummary } from '#lib/session/movement-layout.ts';
import { barHeight, markPlace, stacking } from '#lib/session/stack-marks.ts';
import type { MoveView } from '#shared/session/view.ts';
import { newSeed } from '../../support/seed.ts';

const law = <T>(name: string, property: fc.IProperty<T>) =>
  test(name, () => {
    const seed = newSeed();
    console.info(`seed ${seed}: ${name}`);
    fc.assert(property, { seed, numRuns: 200 });
  });

describe('marks on a strip', () => {
  const counts = fc.array(fc.nat(130), { minLength: 1, maxLength: 11 });
  const columnsOf = (list: readonly number[], width: number) =>
    list.map((count, index) => ({ x: (index + 0.5) * width, width, count }));

  law(
    'stay within their column and the height, and no two lie on each other',
    fc.property(
      counts,
      fc.integer({ min: 28, max: 120 }),
      fc.integer({ min: 56, max: 160 }),
      (list, width, height) => {
        const columns = columnsOf(list, width);
        const { size } = stacking(columns, height);
        if (size === null) return;
        for (const column of columns) {
          const places = Array.from({ length: column.count }, (_, index) => markPlace(column, index, size));
          expect(new Set(places.map(({ x, y }) => `${x}/${y}`)).size).toBe(column.count);
          for (const { x, y } of places) {
            expect(Math.abs(x - column.x)).toBeLessThanOrEqual(Math.max(width, size) / 2);
            expect(-y + size / 2).toBeLessThanOrEqual(height);
          }
        }
      },
    ),
  );

  test('give way to bars when they could not be told apart', () => {
    expect(stacking([{ x: 20, width: 20, count: 400 }], 96).size).toBeNull();
    expect(barHeight(0, 10, 90)).toBe(0);
    expect(barHeight(10, 10, 90)).toBe(90);
    expect(barHeight(1, 10_000, 90)).toBeGreaterThan(0);
  });

  test('of numbers closer than a mark is wide pile up in one place', () => {
    const piles = bins([1, 2, 50], (number) => number, 10);
    expect(piles.map(({ x, entries }) => [x, entries.length])).toEqual([
      [0, 2],
      [50, 1],
    ]);
  });
});

describe('movement', () => {
  const move = (from: string | null, to: string | null, count: number): MoveView => ({
    slot: 's',
    from,
    to,
    count,
    who: [],
  });
  const order = (a: string, b: string) => (a < b ? -1 : 1);

  test('names who kept, moved, joined the majority, or gave no second answer — and copies nobody’s first answer', () => {
    const moves = [
      move('a', 'a', 3),
      move('b', 'a', 2),
      move('b', 'c', 1),
      move('a', null, 1),
      move(null, 'c', 1),
    ];
    expect(moveSummary(moves)).toEqual({
      ...{ kept: 3, moved: 3, towardsMajority: 2, majority: 'a' },
      ...{ noSecond: 1, onlySecond: 1 },
    });
  });

  test('has no majority to move to when two answers led together', () => {
    expect(moveSummary([move('a', 'b', 1), move('b', 'b', 1)]).majority).toBeNull();
  });

  const bucket = fc.constantFrom('a', 'b', 'c', null);
  const moves = fc.uniqueArray(
    fc.record({ from: bucket, to: bucket, count: fc.integer({ min: 1, max: 9 }) }),
    {
      selector: ({ from, to }) => `${from}/${to}`,
    },
  );

  law(
    'draws ribbons that fill both ends exactly and never overlap',
    fc.property(moves, (list) => {
      const unit = 4;
      const layout = moveLayout(
        list.map(({ from, to, count }) => move(from, to, count)),
        order,
        unit,
      );
      for (const side of ['from', 'to'] as const) {
        for (const node of layout[side]) {
          const flows = layout.flows.filter((flow) => flow.move[side] === node.bucket);
          const spans = flows
            .map((flow) => ({ y: side === 'from' ? flow.fromY : flow.toY, height: flow.height }))
            .toSorted((a, b) => a.y - b.y);
          let y = node.y;
          for (const span of spans) {
            expect(span.y).toBeCloseTo(y);
            y += span.height;
          }
          expect(y).toBeCloseTo(node.y + node.height);
        }
      }
      expect(layout.from.at(-1)?.bucket === null || layout.from.every((node) => node.bucket !== null)).toBe(
        true,
      );
    }),
  );
});
