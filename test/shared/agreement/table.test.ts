import { describe, expect, test } from 'vitest';
import {
  atLevel,
  congerKappa,
  cohenKappa,
  gwetAC,
  krippendorffAlpha,
  tableFromCodes,
  tableFromCounts,
  tableFromLabels,
  tableFromMatrix,
  valueOrNull,
} from '#shared/agreement/index.ts';
import type { LabelRow } from '#shared/agreement/index.ts';

const row = (unit: string, rater: string | null, label: LabelRow['label']): LabelRow => ({
  unit,
  rater,
  label,
});

describe('rating tables', () => {
  test('long form, matrix, grouped counts and typed arrays of the same labels give the same alpha', () => {
    const matrix = [
      [1, 2, 2],
      [3, 3, null],
      [1, 1, 1],
      [2, null, 3],
    ];
    const rows = matrix.flatMap((labels, unit) =>
      labels.flatMap((label, rater) =>
        label === null ? [] : [row(`u${String(unit)}`, `r${String(rater)}`, label)],
      ),
    );
    const counts = rows.map(({ unit, label }) => ({ unit, label, count: 1 }));
    const codes = {
      starts: Int32Array.of(0, 3, 5, 8, 10),
      codes: Int32Array.of(0, 1, 1, 2, 2, 0, 0, 0, 1, 2),
    };
    const scale = { level: 'ordinal', categories: [1, 2, 3] } as const;
    const tables = [
      tableFromMatrix(scale, matrix),
      tableFromLabels(scale, rows.toReversed()),
      tableFromCounts(scale, counts),
      tableFromCodes({ scale, categories: [1, 2, 3], ...codes }),
    ];
    const values = tables.map((table) => valueOrNull(krippendorffAlpha(table)));
    expect(values[0]).toBeGreaterThan(0);
    expect(new Set(values).size).toBe(1);
  });

  test('a missing label is not a category', () => {
    const holes = tableFromMatrix({ level: 'nominal' }, [
      ['a', 'a', null],
      ['b', null, 'b'],
      [null, 'a', 'a'],
    ]);
    expect(valueOrNull(krippendorffAlpha(holes))).toBe(1);
  });

  test('a person’s second label on an item replaces the first and is counted', () => {
    const rows = [
      row('u', 'p', 'a'),
      row('u', 'q', 'b'),
      row('v', 'p', 'a'),
      row('v', 'q', 'a'),
      row('u', 'p', 'b'),
    ];
    const table = tableFromLabels({ level: 'nominal' }, rows);
    expect(krippendorffAlpha(table)).toMatchObject({
      value: 1,
      n: 4,
      excluded: [{ reason: 'repeated-label', count: 1 }],
    });
    expect(tableFromLabels({ level: 'nominal' }, rows, 'keep').codes.length).toBe(5);
  });

  test('labels outside the scale are left out and counted by reason', () => {
    const odd = [row('u', 'p', 7), row('u', 'q', 1), row('u', 'r', 2)];
    expect(tableFromLabels({ level: 'ordinal', categories: [1, 2, 3] }, odd).excluded).toEqual([
      { reason: 'unknown-category', count: 1 },
    ]);
    expect(
      tableFromLabels({ level: 'interval' }, [row('u', 'p', 'many'), row('u', 'q', NaN)]).excluded,
    ).toEqual([{ reason: 'not-a-number', count: 2 }]);
    expect(tableFromLabels({ level: 'ratio' }, [row('u', 'p', -1)]).excluded).toEqual([
      { reason: 'negative-ratio', count: 1 },
    ]);
    expect(tableFromLabels({ level: 'ranking' }, [row('u', 'p', ['A', 'A'])]).excluded).toEqual([
      { reason: 'not-a-ranking', count: 1 },
    ]);
    expect(tableFromLabels({ level: 'set' }, [row('u', 'p', 'a')]).excluded).toEqual([
      { reason: 'not-a-set', count: 1 },
    ]);
  });

  test('text on an ordinal scale needs the declared order, and follows it rather than the alphabet', () => {
    const labels = [
      ['low', 'low'],
      ['mid', 'low'],
      ['high', 'high'],
      ['high', 'mid'],
    ];
    const declared = tableFromMatrix({ level: 'ordinal', categories: ['low', 'mid', 'high'] }, labels);
    const numbers = tableFromMatrix({ level: 'ordinal' }, [
      [1, 1],
      [2, 1],
      [3, 3],
      [3, 2],
    ]);
    expect(valueOrNull(krippendorffAlpha(declared))).toBe(valueOrNull(krippendorffAlpha(numbers)));
    expect(krippendorffAlpha(tableFromMatrix({ level: 'ordinal' }, labels))).toMatchObject({
      defined: false,
      reason: 'no-labels',
    });
  });

  test('one label without a name makes the table anonymous: coefficients that compare people refuse, alpha does not', () => {
    const rows = [row('u', 'p', 1), row('u', null, 1), row('v', 'p', 2), row('v', 'q', 1)];
    const table = tableFromLabels({ level: 'nominal' }, rows);
    expect(congerKappa(table)).toMatchObject({ defined: false, reason: 'rater-identity-absent' });
    expect(cohenKappa(table)).toMatchObject({ defined: false, reason: 'rater-identity-absent' });
    expect(krippendorffAlpha(table)).toMatchObject({ defined: true, raters: null, n: 4 });
  });

  test('A3 undefined says why: no labels, no pairs, no variation, one category, wrong level, another number of people', () => {
    const reasonOf = (got: { defined: boolean; reason?: string }): string | undefined => got.reason;
    const nominal = (matrix: (string | null)[][]): ReturnType<typeof tableFromMatrix> =>
      tableFromMatrix({ level: 'nominal' }, matrix);
    expect(reasonOf(krippendorffAlpha(nominal([])))).toBe('no-labels');
    expect(
      reasonOf(
        krippendorffAlpha(
          nominal([
            ['a', null],
            [null, 'b'],
          ]),
        ),
      ),
    ).toBe('no-pairs');
    expect(
      reasonOf(
        krippendorffAlpha(
          nominal([
            ['a', 'a'],
            ['a', 'a'],
          ]),
        ),
      ),
    ).toBe('no-variation');
    expect(reasonOf(gwetAC(nominal([['a', 'a']])))).toBe('one-category');
    expect(reasonOf(gwetAC(tableFromMatrix({ level: 'set' }, [[['a'], ['b']]])))).toBe('wrong-level');
    expect(reasonOf(cohenKappa(nominal([['a', 'b', 'a']])))).toBe('needs-two-raters');
    expect(
      reasonOf(
        cohenKappa(
          nominal([
            ['a', null],
            [null, 'b'],
          ]),
        ),
      ),
    ).toBe('no-shared-units');
  });

  test('one deviating label among identical ones gives alpha exactly 0, which is right', () => {
    const table = tableFromMatrix({ level: 'nominal' }, [
      [1, 1],
      [1, 1],
      [1, 2],
    ]);
    expect(valueOrNull(krippendorffAlpha(table))).toBe(0);
  });

  test('labels can be read at a lower level, or at a numeric one when they are numbers in order', () => {
    const stars = tableFromMatrix({ level: 'ordinal', categories: [1, 2, 3] }, [
      [1, 2],
      [3, 3],
      [1, 1],
    ]);
    const words = tableFromMatrix({ level: 'ordinal', categories: ['low', 'high'] }, [
      ['low', 'high'],
      ['low', 'low'],
    ]);
    const direct = tableFromMatrix({ level: 'interval' }, [
      [1, 2],
      [3, 3],
      [1, 1],
    ]);
    const asInterval = atLevel(stars, 'interval');
    expect(asInterval && valueOrNull(krippendorffAlpha(asInterval))).toBe(
      valueOrNull(krippendorffAlpha(direct)),
    );
    expect(atLevel(words, 'interval')).toBeNull();
    expect(atLevel(words, 'nominal')?.scale.level).toBe('nominal');
    expect(
      atLevel(tableFromMatrix({ level: 'nominal', categories: [2, 1] }, [[1, 2]]), 'ordinal'),
    ).toBeNull();
    expect(atLevel(tableFromMatrix({ level: 'interval' }, [[-1, 2]]), 'ratio')).toBeNull();
  });

  test('free numbers: interval alpha has no limit of different labels, what compares all with all refuses', () => {
    const matrix = Array.from({ length: 800 }, (_, i) => [i + 0.25, i + 0.5 + (i % 7)]);
    expect(valueOrNull(krippendorffAlpha(tableFromMatrix({ level: 'interval' }, matrix)))).toBeGreaterThan(
      0.99,
    );
    const ratio = tableFromMatrix({ level: 'ratio' }, matrix);
    for (const refused of [krippendorffAlpha(ratio), gwetAC(ratio), congerKappa(ratio), cohenKappa(ratio)]) {
      expect(refused).toMatchObject({ defined: false, reason: 'too-many-categories' });
    }
  });
});
