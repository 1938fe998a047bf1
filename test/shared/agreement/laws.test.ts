import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  alphaStatisticOf,
  bootstrapInterval,
  brennanPrediger,
  alphaChange,
  changeOnSameItems,
  cohenKappa,
  congerKappa,
  dawidSkene,
  fleissKappa,
  gwetAC,
  itemDisagreement,
  jackknifeInterval,
  kendallW,
  krippendorffAlpha,
  pairwiseMatrix,
  percentAgreement,
  rankAgreement,
  scottPi,
  seededRandom,
  tableFromLabels,
  tableFromMatrix,
  valueOrNull,
} from '#shared/agreement/index.ts';
import type { Estimate, LabelRow, Level, RatingTable } from '#shared/agreement/index.ts';

const seed = Date.now() & 0x7fffffff;
console.log(`agreement laws: fast-check seed ${String(seed)}`);

function law(...[arbitrary, predicate]: [fc.Arbitrary<Matrix>, (matrix: Matrix) => void]): void {
  fc.assert(fc.property(arbitrary, predicate), { seed, numRuns: 100 });
}

type Matrix = readonly (readonly (number | null)[])[];
type Metric = Extract<Level, 'nominal' | 'ordinal' | 'interval' | 'ratio'>;

const METRICS: readonly Metric[] = ['nominal', 'ordinal', 'interval', 'ratio'];

function matrices({
  points = 5,
  holes = true,
  raters,
}: { points?: number; holes?: boolean; raters?: number } = {}): fc.Arbitrary<Matrix> {
  const label = fc.integer({ min: 1, max: points });
  const cell = holes ? fc.option(label, { freq: 4 }) : label;
  const width = raters === undefined ? fc.integer({ min: 2, max: 5 }) : fc.constant(raters);
  return width.chain((columns) =>
    fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 2, maxLength: 12 }),
  );
}

function table(matrix: Matrix, level: Metric = 'nominal'): RatingTable {
  return tableFromMatrix({ level }, matrix);
}

function alpha(matrix: Matrix, level: Metric = 'nominal'): Estimate {
  return krippendorffAlpha(table(matrix, level));
}

/** Equal values within rounding, or undefined for the same reason. */
function expectSame(a: Estimate, b: Estimate): void {
  if (a.defined && b.defined) expect(b.value).toBeCloseTo(a.value, 9);
  else expect(b.defined ? 'defined' : b.reason).toBe(a.defined ? 'defined' : a.reason);
}

function rotate<T>(values: readonly T[]): T[] {
  return [...values.slice(1), ...values.slice(0, 1)];
}

function relabel(matrix: Matrix, f: (label: number) => number): Matrix {
  return matrix.map((row) => row.map((label) => (label === null ? null : f(label))));
}

const COEFFICIENTS = {
  percentAgreement,
  fleissKappa,
  congerKappa,
  gwetAC,
  brennanPrediger,
  krippendorffAlpha,
};

/** Alpha by its definition: every pair of values, no matrices, no patterns. */
function alphaByPairs(matrix: Matrix, level: Exclude<Metric, 'ordinal'>): number | null {
  const distance = {
    nominal: (a: number, b: number): number => (a === b ? 0 : 1),
    interval: (a: number, b: number): number => (a - b) ** 2,
    ratio: (a: number, b: number): number => ((a - b) / (a + b)) ** 2,
  }[level];
  const units = matrix.map((row) => row.filter((label) => label !== null)).filter((row) => row.length > 1);
  const pairSum = (values: readonly number[]): number =>
    values.reduce(
      (total, a, i) => total + values.slice(i + 1).reduce((sum, b) => sum + 2 * distance(a, b), 0),
      0,
    );
  const all = units.flat();
  const observed = units.reduce((total, row) => total + pairSum(row) / (row.length - 1), 0) / all.length;
  const expected = pairSum(all) / (all.length * (all.length - 1));
  return expected > 0 ? 1 - observed / expected : null;
}

describe('laws of agreement coefficients', () => {
  test('alpha equals its definition by all pairs of values', () => {
    law(matrices(), (matrix) => {
      for (const level of ['nominal', 'interval', 'ratio'] as const) {
        const [got, expected] = [valueOrNull(alpha(matrix, level)), alphaByPairs(matrix, level)];
        if (expected === null) expect(got).toBeNull();
        else expect(got).toBeCloseTo(expected, 9);
      }
    });
  });

  test('the order of items and of annotators changes nothing', () => {
    law(matrices(), (matrix) => {
      const [items, people] = [rotate(matrix), matrix.map((row) => rotate(row))];
      for (const coefficient of Object.values(COEFFICIENTS)) {
        expectSame(coefficient(table(matrix)), coefficient(table(items)));
        expectSame(coefficient(table(matrix)), coefficient(table(people)));
      }
      for (const level of METRICS)
        expectSame(alpha(matrix, level), alpha(rotate(matrix.map((row) => rotate(row))), level));
    });
  });

  test('an item without labels and an annotator without labels change nothing; an item with one label does not change alpha', () => {
    law(matrices(), (matrix) => {
      const width = matrix[0]?.length ?? 0;
      const padded = [...matrix.map((row) => [...row, null]), new Array<null>(width + 1).fill(null)];
      for (const coefficient of Object.values(COEFFICIENTS))
        expectSame(coefficient(table(matrix)), coefficient(table(padded)));
      const used = matrix.flat().find((label) => label !== null) ?? 1;
      const withSingle = [...matrix, [used, ...new Array<null>(width - 1).fill(null)]];
      const before = krippendorffAlpha(table(matrix));
      if (before.n > 0)
        for (const level of METRICS) expectSame(alpha(matrix, level), alpha(withSingle, level));
    });
  });

  test('nominal alpha survives any renaming, ordinal any increasing one, interval a x + b, ratio a x', () => {
    law(matrices(), (matrix) => {
      expectSame(alpha(matrix), alpha(relabel(matrix, (label) => (label * 7) % 11)));
      expectSame(
        alpha(matrix, 'ordinal'),
        alpha(
          relabel(matrix, (label) => label ** 3),
          'ordinal',
        ),
      );
      expectSame(
        alpha(matrix, 'interval'),
        alpha(
          relabel(matrix, (label) => -2.5 * label + 1000),
          'interval',
        ),
      );
      expectSame(
        alpha(matrix, 'ratio'),
        alpha(
          relabel(matrix, (label) => 3.25 * label),
          'ratio',
        ),
      );
    });
  });

  test('with two categories nominal, ordinal and interval alpha are one; with labels 0 and x ratio alpha too', () => {
    law(matrices({ points: 2 }), (matrix) => {
      const shifted = relabel(matrix, (label) => (label - 1) * 3);
      for (const level of ['ordinal', 'interval'] as const) expectSame(alpha(matrix), alpha(matrix, level));
      for (const level of METRICS) expectSame(alpha(matrix), alpha(shifted, level));
    });
  });

  test('repeating every item k times: 1 - alpha shrinks by (nk - 1) / (nk - k) exactly', () => {
    law(matrices(), (matrix) => {
      for (const level of METRICS) {
        const once = alpha(matrix, level);
        const thrice = alpha([...matrix, ...matrix, ...matrix], level);
        expect(thrice.defined).toBe(once.defined);
        if (!once.defined || !thrice.defined) return;
        expect(1 - thrice.value).toBeCloseTo(((1 - once.value) * (once.n * 3 - 1)) / (once.n * 3 - 3), 9);
      }
    });
  });

  test('two annotators, complete data: Fleiss = Scott, Conger = Cohen = Light, alpha = 1 - (1 - pi)(n - 1) / n', () => {
    law(matrices({ holes: false, raters: 2 }), (matrix) => {
      const own = table(matrix);
      const pi = scottPi(own);
      expectSame(fleissKappa(own), pi);
      expectSame(congerKappa(own), cohenKappa(own));
      const pairs = pairwiseMatrix(own);
      if (pairs.defined && pairs.lightKappa.defined) expectSame(pairs.lightKappa, cohenKappa(own));
      const got = krippendorffAlpha(own);
      if (pi.defined && got.defined)
        expect(got.value).toBeCloseTo(1 - ((1 - pi.value) * (got.n - 1)) / got.n, 9);
    });
  });

  test('complete orders without ties: W = ((m - 1) mean Spearman + 1) / m', () => {
    const orders = fc.array(fc.shuffledSubarray([1, 2, 3, 4, 5], { minLength: 5 }), {
      minLength: 2,
      maxLength: 5,
    });
    fc.assert(
      fc.property(orders, (judges) => {
        const matrix = [0, 1, 2, 3, 4].map((answer) => judges.map((order) => order[answer] ?? null));
        const { w, spearman } = rankAgreement(matrix);
        const m = judges.length;
        expect(spearman.mean.defined).toBe(true);
        if (!spearman.mean.defined) return;
        expect(valueOrNull(w)).toBeCloseTo(((m - 1) * spearman.mean.value + 1) / m, 9);
        expect(valueOrNull(kendallW(rotate(matrix)))).toBeCloseTo(valueOrNull(w) ?? NaN, 9);
      }),
      { seed },
    );
  });

  test('contributions of items sum to observed disagreement', () => {
    law(matrices(), (matrix) => {
      for (const level of METRICS) {
        const own = table(matrix, level);
        const got = krippendorffAlpha(own);
        if (!got.defined) continue;
        const total = itemDisagreement(own).reduce((sum, { contribution }) => sum + (contribution ?? 0), 0);
        expect(Math.abs(total - got.observedDisagreement)).toBeLessThanOrEqual(1e-9 * (1 + total));
      }
    });
  });

  test('the log likelihood of Dawid–Skene never falls, and posteriors are probabilities', () => {
    law(matrices({ points: 3 }), (matrix) => {
      const result = dawidSkene(table(matrix), { rounds: 25, tolerance: 0 });
      if (!result.defined) return;
      for (const [round, value] of result.logLikelihood.slice(1).entries()) {
        expect(value).toBeGreaterThanOrEqual((result.logLikelihood[round] ?? NaN) - 1e-7);
      }
      for (const [unit, row] of result.posterior.entries()) {
        const total = row.reduce((sum, share) => sum + share, 0);
        expect(total).toBeCloseTo(result.labels[unit] === null ? 0 : 1, 9);
      }
    });
  });

  test('swapping before and after turns the sign of the change and keeps its two-sided p', () => {
    fc.assert(
      fc.property(matrices({ raters: 3 }), matrices({ raters: 3 }), (first, second) => {
        const length = Math.min(first.length, second.length, 7);
        const [before, after] = [table(first.slice(0, length)), table(second.slice(0, length))];
        const options = { random: seededRandom(1), replicates: 20 };
        const [there, back] = [
          changeOnSameItems(before, after, options),
          changeOnSameItems(after, before, options),
        ];
        expect(back.defined).toBe(there.defined);
        if (!there.defined || !back.defined) return;
        expect(back.value).toBeCloseTo(-there.value, 12);
        expect(back.test.p).toBeCloseTo(there.test.p, 12);
      }),
      { seed, numRuns: 60 },
    );
  });

  test('the change of alpha without draws is that of the test, turns its sign with its sides, and is nothing between equal sides', () => {
    law(matrices({ raters: 3 }), (matrix) => {
      const [before, after] = [table(matrix), table(matrix.toReversed())];
      const [change, drawn] = [
        alphaChange(before, after),
        changeOnSameItems(before, after, { random: seededRandom(1), replicates: 1, permutations: 1 }),
      ];
      expect(change.defined).toBe(drawn.defined);
      const back = alphaChange(after, before);
      if (change.defined && drawn.defined && back.defined) {
        expect(change.value).toBeCloseTo(drawn.value, 12);
        expect(back.value).toBeCloseTo(-change.value, 12);
        if (change.interval) {
          expect(matrix.length).toBeGreaterThanOrEqual(5);
          expect(back.interval?.standardError).toBeCloseTo(change.interval.standardError ?? NaN, 9);
        }
      }
      const none = alphaChange(before, before);
      if (none.defined)
        expect([none.value, none.interval?.low ?? 0, none.interval?.high ?? 0]).toEqual([0, 0, 0]);
    });
  });

  test('A3 no statistic is ever NaN, infinite or above 1, and intervals hold what they should', () => {
    law(matrices({ points: 3 }), (matrix) => {
      for (const level of METRICS) {
        const own = table(matrix, level);
        const statistic = alphaStatisticOf(own);
        const boot = bootstrapInterval(statistic, { random: seededRandom(2), replicates: 50 });
        for (const interval of [boot, jackknifeInterval(statistic)]) {
          if (interval !== undefined) expect(interval.low).toBeLessThanOrEqual(interval.high);
        }
        for (const coefficient of Object.values(COEFFICIENTS)) {
          const got = coefficient(own);
          if (got.defined) expect(Number.isFinite(got.value) && got.value <= 1 + 1e-12).toBe(true);
          else expect(got.explanation).not.toBe('');
        }
      }
    });
  });

  test('perfect agreement with variation is exactly 1 at every level', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 12 }),
        fc.integer({ min: 2, max: 6 }),
        (truths, raters) => {
          const matrix = truths.map((truth) => new Array<number>(raters).fill(truth));
          for (const level of METRICS) {
            const got = alpha(matrix, level);
            if (new Set(truths).size > 1) expect(valueOrNull(got)).toBe(1);
            else expect(got).toMatchObject({ defined: false, reason: 'no-variation' });
          }
        },
      ),
      { seed },
    );
  });
});

describe('laws of alpha for sets and rankings', () => {
  const sets = fc.array(fc.array(fc.subarray(['a', 'b', 'c', 'd']), { minLength: 2, maxLength: 4 }), {
    minLength: 2,
    maxLength: 8,
  });

  test('single tags: alpha of sets by Jaccard or MASI is nominal alpha', () => {
    law(matrices({ points: 4 }), (matrix) => {
      const tagged = matrix.map((row) => row.map((label) => (label === null ? null : [`t${String(label)}`])));
      for (const distance of ['jaccard', 'masi'] as const) {
        expectSame(alpha(matrix), krippendorffAlpha(tableFromMatrix({ level: 'set', distance }, tagged)));
      }
    });
  });

  test('the order in which tags were ticked changes nothing', () => {
    fc.assert(
      fc.property(sets, (matrix) => {
        const turned = matrix.map((row) => row.map((tags) => [...tags].reverse()));
        const scale = { level: 'set' } as const;
        expectSame(
          krippendorffAlpha(tableFromMatrix(scale, matrix)),
          krippendorffAlpha(tableFromMatrix(scale, turned)),
        );
      }),
      { seed },
    );
  });

  const answers = ['A', 'B', 'C', 'D'];
  const rankings = fc.array(
    fc.array(fc.shuffledSubarray(answers, { minLength: 4 }), { minLength: 3, maxLength: 3 }),
    { minLength: 2, maxLength: 6 },
  );

  test('alpha on positions does not depend on the names of the answers of an item', () => {
    fc.assert(
      fc.property(rankings, (items) => {
        const rows = (rename: (answer: string, item: number) => string): LabelRow[] =>
          items.flatMap((people, item) =>
            people.map((order, person) => ({
              unit: String(item),
              rater: String(person),
              label: order.map((answer) => rename(answer, item)),
            })),
          );
        const scale = { level: 'ranking' } as const;
        const own = tableFromLabels(
          scale,
          rows((answer) => answer),
        );
        const renamed = tableFromLabels(
          scale,
          rows((answer, item) => `${String(item)}-${answers[(answers.indexOf(answer) + item) % 4] ?? ''}`),
        );
        expectSame(krippendorffAlpha(own), krippendorffAlpha(renamed));
      }),
      { seed },
    );
  });

  test('equal rankings on every item give 1 on positions; reversed ones the lowest value of two people', () => {
    fc.assert(
      fc.property(rankings, (items) => {
        const scale = { level: 'ranking' } as const;
        const agreed = items.map(([order = []]) => [order, order]);
        const reversed = items.map(([order = []]) => [order, [...order].reverse()]);
        expect(valueOrNull(krippendorffAlpha(tableFromMatrix(scale, agreed)))).toBe(1);
        const lowest = valueOrNull(krippendorffAlpha(tableFromMatrix(scale, reversed))) ?? NaN;
        const other = valueOrNull(
          krippendorffAlpha(
            tableFromMatrix(
              scale,
              items.map((row) => row.slice(0, 2)),
            ),
          ),
        );
        expect(lowest).toBeLessThanOrEqual((other ?? NaN) + 1e-12);
      }),
      { seed },
    );
  });
});
