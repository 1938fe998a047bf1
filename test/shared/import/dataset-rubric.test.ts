import { describe, expect, test } from 'vitest';
import { must } from '#shared/must.ts';
import { readDataset, type Dataset } from '#shared/import/dataset.ts';
import { rubricFromDataset } from '#shared/import/dataset-rubric.ts';
import { rulesFor } from '#shared/rubric/scales/index.ts';

const described = (dataset: object): Dataset => {
  const read = readDataset(JSON.stringify(dataset));
  return must(read.ok ? read.dataset : null, JSON.stringify(read));
};
const convert = (task: string, dimension: object, used?: ReadonlySet<string>) => {
  const dimensions = [
    { name: 'd', ...dimension },
    { name: 'note', type: 'text' },
  ];
  const made = rubricFromDataset(described({ task, dimensions }), used);
  return must(made.ok ? made : null, JSON.stringify(made));
};
const scaleOf = (task: string, dimension: object) =>
  must(convert(task, dimension).rubric.dimensions[0]).scale;

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
      { type: 'set', values: ['self harm', 'self/harm', 'hate'] },
      {
        kind: 'choice',
        many: true,
        options: [
          { id: 'self-harm', label: 'self harm' },
          { id: 'self-harm-2', label: 'self/harm' },
          { id: 'hate' },
        ],
      },
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
      { type: 'ordinal', values: ['0', '1', '2'], labels: { 0: 'never' } },
      { kind: 'likert', points: [{ value: 0, label: 'never' }, { value: 1 }, { value: 2 }] },
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

  test('a point that is a figure in quotes is the point of that figure, not the one in its place', () => {
    const scale = scaleOf('likert', { type: 'ordinal', values: ['0', '1', '2'] });
    expect(rulesFor(scale).parse(scale, '1', () => null)).toEqual({
      ok: true,
      value: { kind: 'likert', point: 1 },
    });
  });

  test('a dimension without a scale here is set aside by name', () => {
    expect(convert('spans', { name: 'mqm', type: 'span' }).setAside).toEqual(['mqm']);
  });

  test('what no label names is left out, whatever is wrong with it', () => {
    const dimensions = [
      { name: 'd', type: 'nominal', values: ['Yes', 'No'] },
      { name: 'gold', type: 'nominal' },
    ];
    const made = rubricFromDataset(described({ task: 'safety', dimensions }), new Set(['d']));
    expect(made).toMatchObject({ ok: true, rubric: { dimensions: [{ id: 'd' }] } });
  });

  test('a name that cannot be an id becomes one, and two that would be alike are told apart', () => {
    const names = ['3. Größe!', 'a b', 'a/b'];
    const made = rubricFromDataset(described({ dimensions: names.map((name) => ({ name, type: 'text' })) }));
    expect(must(made.ok ? made.rubric : null).dimensions.map(({ id, name }) => [id, name])).toEqual([
      ['d_3_Gr_e_', '3. Größe!'],
      ['a_b', 'a b'],
      ['a_b_2', 'a/b'],
    ]);
  });

  test('long words are shortened and not refused', () => {
    const scale = scaleOf('x', { type: 'nominal', values: ['a', 'b'], labels: { a: 'word '.repeat(40) } });
    expect(scale).toMatchObject({ options: [{ label: expect.stringMatching(/^.{1,80}$/u) as string }, {}] });
    const definition = must(
      convert('x', { type: 'ranking', question: 'why '.repeat(900) }).rubric.dimensions[0],
    );
    expect(definition.definition.length).toBeLessThanOrEqual(1_200);
  });
});

/** What is wrong with a description, each as `field reason`. */
function problemsOf(text: string): string[] {
  const read = readDataset(text);
  const made = read.ok ? rubricFromDataset(read.dataset) : read;
  return made.ok ? [] : made.problems.map(({ field, reason }) => `${field} ${reason}`);
}

const one = (dimension: object) => JSON.stringify({ dimensions: [{ name: 'help', ...dimension }] });

describe('I6 what of a description cannot be used is named with its field and what to do', () => {
  test.each([
    ['', 'the file is not JSON'],
    ['[1]', 'the file must be an object'],
    ['{}', 'dimensions is missing'],
    ['{"dimensions":[]}', 'dimensions is empty'],
    ['{"dimensions":[],"dimensions":[]}', 'the file has the member `dimensions` twice'],
    ['{"dimensions":["help"]}', 'dimensions[1] must be an object'],
    [
      one({}),
      'dimensions[1].type must be `nominal` or `set` or `ordinal` or `interval` or `ratio` or `ranking` or `text` or `span`',
    ],
    [one({ name: '', type: 'text' }), 'dimensions[1].name is empty'],
    [one({ name: 'x'.repeat(81), type: 'text' }), 'dimensions[1].name has more than 80 characters'],
    [one({ type: 'text', scope: 'turn' }), 'dimensions[1].scope must be `item` or `response`'],
    [one({ type: 'nominal', values: ['a', {}] }), 'dimensions[1].values[2] must be text or a number'],
    [one({ type: 'nominal', labels: { a: 1 } }), 'dimensions[1].labels.a must be text'],
    [
      one({ type: 'likert' }),
      'dimensions[1].type must be `nominal` or `set` or `ordinal` or `interval` or `ratio` or `ranking` or `text` or `span`',
    ],
    [
      one({ type: 'nominal', values: ['a'] }),
      'dimensions[1].values (of "help") must list at least two values',
    ],
    [one({ type: 'nominal', values: ['1', 1] }), 'dimensions[1].values (of "help") lists "1" twice'],
    [
      one({ type: 'set', values: Array.from({ length: 41 }, (_, i) => i) }),
      'dimensions[1].values (of "help") lists 41 values; a choice has at most 40',
    ],
    [
      one({ type: 'ordinal', min: 5, max: 1 }),
      'dimensions[1].values (of "help") must list the points, or `min` and `max` be whole numbers, the lower one first',
    ],
    [
      one({ type: 'ordinal', min: 1, max: 1e9 }),
      'dimensions[1].values (of "help") has more than 11 points; for a figure, write the type `interval` with `min`, `max` and `step`',
    ],
    [
      one({ type: 'ordinal', values: [0, 0.5, 1] }),
      'dimensions[1].values (of "help") has points that are no whole numbers; for a figure, write the type `interval` with `min`, `max` and `step`',
    ],
    [one({ type: 'interval', min: 3, max: 3 }), 'dimensions[1].min (of "help") must be below `max`'],
    [one({ type: 'span' }), 'dimensions has none that people can be asked here'],
    [
      JSON.stringify({ dimensions: Array.from({ length: 21 }, (_, i) => ({ name: `d${i}`, type: 'text' })) }),
      'dimensions lists 21; a rubric has at most 20',
    ],
    [
      JSON.stringify({ dimensions: ['Help', 'help'].map((name) => ({ name, type: 'text' })) }),
      'dimensions[2].name (of "help") is the name of an earlier dimension too',
    ],
  ])('%s', (text, problem) => {
    expect(problemsOf(text)).toContain(problem);
  });

  test('all at once', () => {
    const dimensions = [
      { name: 'a', type: 'ordinal' },
      { name: 'b', type: 'nominal' },
      { name: 'c', type: 'text' },
    ];
    expect(problemsOf(JSON.stringify({ dimensions }))).toHaveLength(2);
  });
});
