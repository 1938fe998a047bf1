import { describe, expect, test } from 'vitest';
import { suggestLabelMapping, UNMAPPED } from '#shared/import/label-mapping.ts';
import { resolveLabel } from '#shared/import/resolve-label.ts';
import { responseLookup } from '#shared/import/response-lookup.ts';
import { toLabels, type SourceLabel } from '#shared/import/to-labels.ts';
import { itemContentSchema } from '#shared/items/item.ts';
import { pairwise } from '#shared/rubric/scales/pairwise.ts';
import { rubricSchema } from '#shared/rubric/rubric.ts';
import { LABEL_PARTS } from '#lib/import-mapping.ts';

const points = [1, 2, 3, 4, 5].map((value) => ({ value, label: value === 5 ? 'Perfect' : String(value) }));
const rubric = rubricSchema.parse({
  dimensions: [
    { id: 'overall', name: 'Overall preference', scale: { kind: 'pairwise', allowBothBad: true } },
    {
      id: 'clarity',
      name: 'Clarity',
      scale: { kind: 'likert', points },
      scope: 'response',
      allowNotApplicable: true,
    },
    { id: 'order', name: 'Order', scale: { kind: 'ranking' } },
  ],
});
const item = itemContentSchema.parse({
  ...{
    externalId: 'x',
    task: '',
    lang: null,
    prompt: 'Q',
    context: null,
    turns: [],
    claims: [],
    tags: [],
    meta: {},
  },
  responses: [
    { id: 'r1', text: 'a', sourceId: 'left-bot' },
    { id: 'r2', text: 'b', sourceId: '1' },
  ],
});

const label = (more: Partial<SourceLabel>): SourceLabel => ({
  ...{
    item: 'x',
    annotator: 'ann',
    dimension: 'overall',
    value: null,
    target: undefined,
    reason: '',
    at: null,
    columns: { value: 'score', target: 'about' },
  },
  ...more,
});
const resolve = (more: Partial<SourceLabel>, spellings = {}) =>
  resolveLabel(label(more), item, rubric, spellings);
const valueOf = (more: Partial<SourceLabel>, spellings = {}) => {
  const found = resolve(more, spellings);
  return found.kind === 'label' ? found.label.value : found;
};

describe('the strength of a comparison', () => {
  const graded = rubricSchema.parse({
    dimensions: [{ id: 'overall', name: 'Overall', scale: { kind: 'pairwise', strengths: 3 } }],
  });
  const read = (value: unknown) => {
    const found = resolveLabel(label({ value }), item, graded, {});
    return found.kind === 'label' ? found.label.value : found.kind;
  };

  test('none is made up where a label says nothing of it', () => {
    expect(read('left-bot')).toEqual({ kind: 'pairwise', choice: 'r1' });
  });

  test('it comes back from an export as it went out, and one that is not on the scale is refused', () => {
    const strong = { kind: 'pairwise', choice: 'r2', strength: 3 } as const;
    expect(read(pairwise.plain(strong))).toEqual(strong);
    expect(read({ choice: 'tie', strength: 1 })).toEqual({ kind: 'pairwise', choice: 'tie' });
    expect(read({ choice: 'r2', strength: 4 })).not.toMatchObject({ kind: 'pairwise' });
  });
});

describe('how a source spells a response', () => {
  test.each([
    ['left-bot', 'r1'],
    ['1', 'r2'],
    [1, 'r2'],
    ['2', 'r2'],
    ['A', 'r1'],
    ['b', 'r2'],
    ['left', 'r1'],
    ['Response B', 'r2'],
    ['model_a', 'r1'],
    ['r1', 'r1'],
    ['c', null],
    ['tie', null],
    [null, null],
  ])('%j means %j: its own ids first, then ours, then the place', (spelling, id) => {
    expect(responseLookup(item)(spelling)).toBe(id);
  });

  test('of a pair that was put in another order only the names count', () => {
    const lookup = responseLookup({
      responses: [
        { id: 'r1', text: '', sourceId: 'rejected' },
        { id: 'r2', text: '', sourceId: 'chosen' },
      ],
    });
    expect(['chosen', 'rejected', '1', 'A'].map(lookup)).toEqual(['r2', 'r1', null, null]);
  });
});

describe('a label under the rubric', () => {
  test.each([
    [{ value: 'left-bot' }, { kind: 'pairwise', choice: 'r1' }],
    [{ value: 'Tie' }, { kind: 'pairwise', choice: 'tie' }],
    [{ value: 'both bad' }, { kind: 'pairwise', choice: 'both-bad' }],
    [
      { dimension: 'CLARITY', target: 'B', value: '4' },
      { kind: 'likert', point: 4 },
    ],
    [
      { dimension: 'clarity', target: '1', value: 'perfect' },
      { kind: 'likert', point: 5 },
    ],
    [{ dimension: 'clarity', target: 'B', value: 'N/A' }, { kind: 'na' }],
    [
      { dimension: 'order', value: ['1', 'left-bot'] },
      { kind: 'ranking', order: ['r2', 'r1'] },
    ],
  ])('%j', (more, value) => {
    expect(valueOf(more)).toEqual(value);
  });

  test('takes values as the person maps them', () => {
    const spellings = { overall: { '-1': 'left-bot', '0': 'tie', '+1': 'b' } };
    expect([-1, '0', '+1'].map((value) => valueOf({ value }, spellings))).toEqual([
      { kind: 'pairwise', choice: 'r1' },
      { kind: 'pairwise', choice: 'tie' },
      { kind: 'pairwise', choice: 'r2' },
    ]);
  });

  test.each([
    [{ value: 'maybe' }, '"maybe" on "Overall preference" is none of the two responses, a tie or both bad'],
    [{ value: null }, 'null on "Overall preference" is none of the two responses, a tie or both bad'],
    [{ dimension: 'clarity', target: 'A', value: 6 }, '6 on "Clarity" is not a point of the scale'],
    [{ dimension: 'clarity', value: 4 }, 'must name one of the responses of the item'],
    [
      { dimension: 'overall', target: 'A', value: 'A' },
      'names a response, but the dimension judges the whole item',
    ],
    [{ dimension: 'order', value: ['1'] }, '["1"] on "Order" cannot be: rank every response exactly once'],
  ])('%j is a fault in words', (more, reason) => {
    expect(resolve(more)).toMatchObject({ kind: 'problem', problem: { reason } });
  });

  test('I1 a fault is named as the file calls the column, or, where it has none, as the form does', () => {
    const fault = (more: Partial<SourceLabel>) => {
      const found = resolve(more);
      return found.kind === 'problem' ? found.problem : found;
    };
    expect(fault({ value: 'maybe' })).toMatchObject({ field: 'score' });
    expect(fault({ dimension: 'clarity', value: 4 })).toMatchObject({ field: 'about' });
    expect(fault({ dimension: 'clarity', value: 4, columns: { value: 'score', target: null } })).toEqual({
      field: '',
      reason: 'has no column for "Response it is about", which must name one of the responses of the item',
    });
    expect(LABEL_PARTS.map(([, words]) => words)).toEqual(expect.arrayContaining(Object.values(UNMAPPED)));
  });

  test('on a dimension that the rubric does not have is set aside, not wrong', () => {
    expect(resolve({ dimension: 'highlight', value: { start: 1 } })).toEqual({
      kind: 'set-aside',
      reason: 'The rubric has no dimension "highlight".',
    });
  });
});

describe('one record', () => {
  const mapping = suggestLabelMapping(
    ['item', 'annotator', 'dimension', 'value', 'ts', 'rationale', 'target'].map((name) => ({
      name,
      sample: '',
    })),
    rubric,
  );
  const read = (fields: Record<string, unknown>) =>
    toLabels({ item: 'x', dimension: 'overall', value: 'A', ...fields }, mapping);
  const first = (fields: Record<string, unknown>) => {
    const result = read(fields);
    return result.ok ? result.labels[0] : result.problems[0]?.reason;
  };

  test.each([
    ['x#3', null],
    ['y#3', 'y#3'],
    ['worker#3', 'worker#3'],
    [17, '17'],
    ['', null],
  ])('annotator %j of item x is %j', (annotator, expected) => {
    expect(first({ annotator })).toMatchObject({ annotator: expected });
  });

  test.each([
    ['2016-02-14T19:22:33Z', 1_455_477_753_000],
    [1_455_477_753, 1_455_477_753_000],
    ['1455477753000', 1_455_477_753_000],
    [null, null],
  ])('time %j is %j', (ts, at) => {
    expect(first({ ts })).toMatchObject({ at });
  });

  test('I1 a file without a column of items says what the form calls it', () => {
    expect(toLabels({ x: 1 }, { dimensions: {}, values: {} })).toEqual({
      ok: false,
      problems: [{ field: '', reason: 'has no column for "Item (id in its source)"' }],
    });
  });

  test('columns in plain words are understood', () => {
    const columns = ['thing', 'who', 'what', 'score', 'why', 'when'].map((name) => ({ name, sample: '' }));
    expect(suggestLabelMapping(columns, rubric)).toEqual({
      ...{ item: 'thing', annotator: 'who', dimension: 'what', value: 'score', reason: 'why', at: 'when' },
      ...{ dimensions: {}, values: {} },
    });
  });

  test('a time that is none, a missing item and a missing value are named', () => {
    expect([first({ ts: 'yesterday' }), first({ item: '' }), first({ value: '' })]).toEqual([
      'is not a time (ISO 8601 or milliseconds since 1970)',
      'must name an item',
      'is missing',
    ]);
  });

  test('of a table with a column for each dimension gives one label for each', () => {
    const wide = suggestLabelMapping(
      ['id', 'worker', 'Overall preference', 'order'].map((name) => ({ name, sample: '' })),
      rubric,
    );
    const result = toLabels({ id: 'x', worker: 'w', 'Overall preference': 'A', order: '' }, wide);
    expect(result).toMatchObject({
      ok: true,
      labels: [{ item: 'x', annotator: 'w', dimension: 'overall', value: 'A' }],
    });
  });
});
