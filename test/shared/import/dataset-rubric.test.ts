import { describe, expect, test } from 'vitest';
import { datasetSchema, rubricFromDataset } from '#shared/import/dataset-rubric.ts';

const convert = (task: string, dimension: object, used?: ReadonlySet<string>) =>
  rubricFromDataset(
    datasetSchema.parse({
      task,
      dimensions: [
        { name: 'd', ...dimension },
        { name: 'note', type: 'text' },
      ],
    }),
    used,
  );
const scaleOf = (task: string, dimension: object) => convert(task, dimension).rubric.dimensions[0]?.scale;

describe('the scale that fits a described dimension', () => {
  test.each([
    [
      'pairwise',
      { type: 'nominal', values: [0, 1, 2] },
      { kind: 'pairwise', allowTie: true, allowBothBad: false },
    ],
    ['pairwise', { type: 'nominal', values: ['a1', 'a2', 'equal'] }, { kind: 'pairwise', allowTie: true }],
    ['pairwise', { type: 'nominal', values: ['left', 'right'] }, { kind: 'pairwise', allowTie: false }],
    ['pairwise', { type: 'nominal', values: ['law', 'code'] }, { kind: 'choice', many: false }],
    ['classification', { type: 'nominal', values: ['0', '1'] }, { kind: 'choice' }],
    [
      'safety',
      { type: 'set', values: ['self harm', 'hate'] },
      { kind: 'choice', many: true, options: [{ id: 'self-harm', label: 'self harm' }, { id: 'hate' }] },
    ],
    [
      'likert',
      { type: 'ordinal', min: 1, max: 3 },
      { kind: 'likert', points: [{ value: 1 }, { value: 2 }, { value: 3 }] },
    ],
    [
      'likert',
      { type: 'ordinal', values: ['low', 'high'] },
      {
        kind: 'likert',
        points: [
          { value: 1, label: 'low' },
          { value: 2, label: 'high' },
        ],
      },
    ],
    [
      'likert',
      { type: 'interval', min: 0, max: 100 },
      { kind: 'number', min: 0, max: 100, level: 'interval' },
    ],
    ['ranking', { type: 'ranking' }, { kind: 'ranking' }],
  ])('%s %j', (task, dimension, scale) => {
    expect(scaleOf(task, dimension)).toMatchObject(scale);
  });

  test('a dimension without a scale here is set aside by name', () => {
    expect(convert('spans', { name: 'mqm', type: 'span' }).setAside).toEqual(['mqm']);
  });

  test('what no label names is left out', () => {
    expect(
      convert('safety', { type: 'nominal', values: ['Yes', 'No'] }, new Set(['d'])).rubric.dimensions.map(
        (d) => d.id,
      ),
    ).toEqual(['d']);
  });

  test('a name that cannot be an id becomes one', () => {
    expect(convert('x', { name: '3. Größe!', type: 'ranking' }).rubric.dimensions[0]).toMatchObject({
      id: 'd_3_Gr_e_',
      name: '3. Größe!',
    });
  });
});
