import { expect, test } from 'vitest';
import { toLabels } from '#shared/import/to-labels.ts';
import { labelMappingText } from '#shared/protocol/http/imports.ts';

const LONG = { item: 'item', dimension: 'dimension', value: 'value' };
const RECORD = { item: 'i1', dimension: 'preference', value: 2 };

const dimensionIn = (mapping: object, record: Record<string, unknown> = RECORD) => {
  const read = toLabels(record, labelMappingText.parse(JSON.stringify({ ...LONG, ...mapping })));
  return read.ok ? read.labels.map(({ dimension }) => dimension) : read.problems;
};

test('in the long form a name of the source stands for the dimension that it was matched with', () => {
  expect(dimensionIn({ dimensions: { preference: 'overall' } })).toEqual(['overall']);
});

test('a name that was not matched stays as it is', () => {
  expect(dimensionIn({ dimensions: { style: 'overall' } })).toEqual(['preference']);
  expect(dimensionIn({})).toEqual(['preference']);
});

test('a name such as "constructor" is no match', () => {
  expect(dimensionIn({}, { ...RECORD, dimension: 'constructor' })).toEqual(['constructor']);
});
