import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dimensionSchema } from '#shared/rubric/rubric.ts';
import { RUBRIC_TEMPLATES } from '#shared/rubric/templates.ts';
import {
  firstScale,
  moved,
  newDimension,
  newOption,
  newPoint,
  readDimension,
  scopesOf,
  withDimension,
  withDimensionAt,
  withKind,
  withoutDimension,
} from '#lib/components/rubric/dimension-draft.ts';
import { dimensionProblems, problemAt, rubricProblems } from '#lib/components/rubric/dimension-problems.ts';
import { KINDS } from '#lib/components/rubric/scale-words.ts';
import { must } from '#shared/must.ts';

const rubric = must(RUBRIC_TEMPLATES[0]).rubric;

test('a new dimension of every kind of scale can be used at once', () => {
  for (const kind of KINDS) expect(dimensionProblems(newDimension('Tone', kind, []))).toEqual([]);
});

test('an id follows from the name, begins with a letter and is never taken twice', () => {
  const name = fc.string({ unit: 'grapheme', maxLength: 30 });
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), (names) => {
      const ids: string[] = [];
      for (const entry of names) ids.push(newDimension(entry, 'ranking', ids).id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) expect(dimensionSchema.shape.id.safeParse(id).success).toBe(true);
    }),
  );
  expect(newDimension('Instruction following', 'likert', []).id).toBe('instruction-following');
  expect(newOption('Ja', ['ja']).id).toBe('ja-2');
});

test('G10 a scale that compares, orders or goes through claims judges the item; every other keeps what is judged', () => {
  const clarity = { ...newDimension('Clarity', 'likert', []), scope: 'response' as const };
  const scopes = KINDS.map((kind) => [kind, withKind(clarity, kind).scope]);
  expect(Object.fromEntries(scopes)).toEqual({
    ...{ pairwise: 'item', ranking: 'item', claims: 'item' },
    ...{ likert: 'response', choice: 'response', text: 'response', number: 'response' },
  });
  expect(scopesOf('ranking')).toEqual(['item']);
  expect(withKind(clarity, 'text')).toEqual({ ...clarity, scale: firstScale('text') });
});

test('a dimension that another program wrote is read without a throw, whatever it holds', () => {
  fc.assert(
    fc.property(fc.anything(), fc.constantFrom(...KINDS), (value, kind) => {
      const fields = typeof value === 'object' && value !== null ? value : {};
      const read = readDimension('tone', { ...fields, scale: { ...fields, kind } });
      expect(read.id).toBe('tone');
      expect(() => dimensionProblems(read)).not.toThrow();
    }),
  );
});

test('every dimension of the templates is read as it was written', () => {
  const all = RUBRIC_TEMPLATES.flatMap((template) => template.rubric.dimensions);
  for (const dimension of all)
    expect(readDimension(dimension.id, structuredClone(dimension))).toEqual(dimension);
});

test('a problem is said in words at its field', () => {
  const likert = newDimension('', 'likert', []);
  expect(problemAt(dimensionProblems(likert), 'name')).toBe('Fill this in.');
  const number = { ...newDimension('n', 'number', []), scale: { ...firstScale('number'), min: 5, max: 5 } };
  expect(dimensionProblems(number as typeof likert).map(({ message }) => message)).toEqual([
    'Min must be below max.',
  ]);
  const twice = {
    ...newDimension('n', 'likert', []),
    scale: {
      kind: 'likert' as const,
      points: [1, 1].map((value) => ({ ...newPoint([]), value, label: 'a' })),
    },
  };
  expect(problemAt(dimensionProblems(twice), 'scale.points')).toBe('Two points have the same value.');
  const one = { ...twice, scale: { kind: 'likert' as const, points: twice.scale.points.slice(1) } };
  expect(problemAt(dimensionProblems(one), 'scale.points')).toBe('At least 2 points.');
});

test('moving keeps every dimension and puts the moved one at its place', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(), { maxLength: 8 }), fc.integer(), fc.integer(), (list, from, to) => {
      const after = moved(list, from, to);
      expect(after.toSorted()).toEqual(list.toSorted());
      if (list[from] !== undefined && to >= 0 && to < list.length) expect(after[to]).toBe(list[from]);
    }),
  );
  const last = must(rubric.dimensions.at(-1)).id;
  expect(withDimensionAt(rubric, last, 0).dimensions.map(({ id }) => id)[0]).toBe(last);
});

test('a dimension is replaced where it stands, added at the end, removed by id', () => {
  const first = must(rubric.dimensions[0]);
  expect(withDimension(rubric, { ...first, name: 'Other' }).dimensions[0]?.name).toBe('Other');
  const added = newDimension('New', 'text', []);
  expect(withDimension(rubric, added).dimensions.at(-1)).toEqual(added);
  expect(withoutDimension(rubric, first.id).dimensions).toEqual(rubric.dimensions.slice(1));
});

test('the next point of a scale lies one above the highest', () => {
  expect(newPoint([{ value: 4, label: 'x', definition: '', example: '' }]).value).toBe(5);
});

test('what keeps a rubric from being committed is said with the names of dimension and field', () => {
  const unnamed = newDimension('', 'likert', []);
  const scale = { kind: 'likert' as const, points: [newPoint([]), newPoint([newPoint([])])] };
  expect(rubricProblems([{ ...unnamed, scale }])).toEqual([
    'Unnamed dimension, name: Fill this in.',
    'Unnamed dimension, point 1, label: Fill this in.',
    'Unnamed dimension, point 2, label: Fill this in.',
  ]);
  expect(rubricProblems([])).toEqual(['The rubric has no dimension.']);
});
