import { describe, expect, test } from 'vitest';
import type { LabelMapping } from '#shared/protocol/http/imports.ts';
import {
  dimensionNamesOf,
  dimensionsOf,
  isWide,
  sampleOf,
  spellingsOf,
  valuesOf,
  withColumn,
  withEntry,
} from '#lib/import-mapping.ts';

const LONG: LabelMapping = {
  item: 'item',
  dimension: 'dimension',
  value: 'value',
  dimensions: {},
  values: {},
};
const COLUMNS = [
  { name: 'dimension', sample: 'preference' },
  { name: 'value', sample: 'x'.repeat(100) },
];
const DIMENSIONS = [
  { id: 'overall', name: 'Overall preference' },
  { id: 'safety', name: 'Safety' },
];

describe('columns', () => {
  test('a part goes into another column, or out of the mapping', () => {
    expect(withColumn(LONG, 'reason', 'comment').reason).toBe('comment');
    expect('item' in withColumn(LONG, 'item', '')).toBe(false);
  });

  test('responses close up when one in the middle is taken out', () => {
    expect(withEntry(['a', 'b', 'c'], 1, '')).toEqual(['a', 'c']);
    expect(withEntry(['a'], 1, 'b')).toEqual(['a', 'b']);
  });

  test('a long sample is cut', () => {
    expect(sampleOf(COLUMNS, 'value')).toHaveLength(48);
    expect(sampleOf(COLUMNS, undefined)).toBeUndefined();
  });
});

describe('dimensions', () => {
  test('the long form stays long when names are matched', () => {
    expect(isWide({ ...LONG, dimensions: { preference: 'overall' } })).toBe(false);
    const { value: _, ...wide } = { ...LONG, dimensions: { overall_score: 'overall' } };
    expect(isWide(wide)).toBe(true);
  });

  test('a name that the rubric does not know stands there to be matched', () => {
    expect(dimensionNamesOf(LONG, COLUMNS, DIMENSIONS)).toEqual([{ source: 'preference', ours: '' }]);
    const known = [{ name: 'dimension', sample: 'safety' }];
    expect(dimensionNamesOf(LONG, known, DIMENSIONS)).toEqual([]);
  });

  test('only finished rows are sent', () => {
    const rows = [
      { source: ' preference ', ours: 'overall' },
      { source: 'style', ours: '' },
      { source: '', ours: 'safety' },
    ];
    expect(dimensionsOf(rows)).toEqual({ preference: 'overall' });
  });
});

describe('spellings', () => {
  test('go into the mapping and come back; figures stay figures', () => {
    const rows = [
      { dimensionId: 'overall', source: 'A wins', ours: 'r1' },
      { dimensionId: 'overall', source: 'even', ours: 'tie' },
      { dimensionId: 'safety', source: 'bad', ours: '1' },
      { dimensionId: 'safety', source: 'unfinished', ours: ' ' },
    ];
    const values = valuesOf(rows);
    expect(values).toEqual({ overall: { 'A wins': 'r1', even: 'tie' }, safety: { bad: 1 } });
    expect(spellingsOf({ ...LONG, values })).toEqual(rows.slice(0, 3));
  });
});
