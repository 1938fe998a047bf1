import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupKey, groupLook, groupPlace, groupsOf } from '#lib/scales/answer-groups.ts';
import { bucketLook, byBucket } from '#lib/scales/buckets.ts';
import { answerByDigit, digitsFor } from '#lib/scales/digit-answer.ts';
import { isBare, pairwiseCells } from '#lib/scales/pairwise/cells.ts';
import { appended, completed, placed, rankingValue, withdrawn } from '#lib/scales/ranking/reorder.ts';
import { rankedRows } from '#lib/scales/ranking/places.ts';
import { rulesFor } from '#shared/rubric/scales/index.ts';
import { scaleSchema, type Scale, type Value } from '#shared/rubric/scales/schemas.ts';
import { newSeed } from '../../support/seed.ts';

const option = (id: string) => ({ id, label: `Option ${id}` });
const scale = (declared: object): Scale => scaleSchema.parse(declared);

const pairwise = scale({ kind: 'pairwise', allowTie: true, allowBothBad: true, strengths: 3 });
const likert = scale({
  kind: 'likert',
  points: [-1, 0, 1].map((value) => ({ value, label: `point ${value}` })),
});
const stars = scale({
  kind: 'likert',
  points: [0, 1, 2, 3].map((value) => ({ value, label: String(value) })),
});
const one = scale({ kind: 'choice', options: ['x', 'y', 'z'].map(option) });
const many = scale({ kind: 'choice', many: true, options: ['x', 'y', 'z'].map(option) });
const ranking = scale({ kind: 'ranking' });
const claims = scale({ kind: 'claims', verdicts: ['true', 'false'].map(option) });
const number = scale({ kind: 'number', min: 0, max: 10 });
const text = scale({ kind: 'text' });

const ids = ['r1', 'r2', 'r3'];
const item = {
  responses: [
    { id: 'r2', letter: 'B' },
    { id: 'r1', letter: 'A' },
    { id: 'r3', letter: 'C' },
  ],
  claims: [
    { id: 'c1', html: '' },
    { id: 'c2', html: '' },
  ],
};
const shape = { responses: ids, claims: ['c1', 'c2'] };

describe('number keys', () => {
  test('of a comparison follow the screen: the first prefers what stands on the left', () => {
    expect(answerByDigit(pairwise, '1', null, item)).toEqual({ kind: 'pairwise', choice: 'r2', strength: 3 });
    expect(answerByDigit(pairwise, '8', null, item)).toEqual({ kind: 'pairwise', choice: 'r1', strength: 3 });
  });

  test('of points are the points where points are digits, else their places', () => {
    expect(answerByDigit(stars, '0', null, item)).toEqual({ kind: 'likert', point: 0 });
    expect(answerByDigit(likert, '1', null, item)).toEqual({ kind: 'likert', point: -1 });
  });

  test('of claims go to the first claim without a verdict', () => {
    const first = answerByDigit(claims, '2', null, item);
    expect(first).toEqual({ kind: 'claims', verdicts: { c1: 'false' } });
    expect(answerByDigit(claims, '1', first, item)).toEqual({
      kind: 'claims',
      verdicts: { c1: 'false', c2: 'true' },
    });
  });

  test('take an option of several in and out', () => {
    const taken = answerByDigit(many, '2', { kind: 'choice', options: ['z'] }, item);
    expect(taken).toEqual({ kind: 'choice', options: ['y', 'z'] });
    expect(answerByDigit(many, '2', taken, item)).toEqual({ kind: 'choice', options: ['z'] });
  });

  test('give only answers that the scale accepts, in a comparison, on points and among options', () => {
    for (const declared of [pairwise, likert, stars, one]) {
      const digits = digitsFor(declared, item);
      expect(digits.length).toBeGreaterThan(1);
      for (const digit of digits) {
        const value = answerByDigit(declared, digit, null, item);
        expect(
          rulesFor(declared).problem(declared, value as never, shape),
          `${declared.kind} ${digit}`,
        ).toBeNull();
      }
    }
  });

  test('mean nothing where an answer is written', () => {
    expect([...digitsFor(text, item), ...digitsFor(number, item)]).toEqual([]);
  });
});

describe('a ranking', () => {
  test('grows in the order of pressing; the last one left needs no press', () => {
    const order = completed(appended(appended([], 'r2'), 'r3'), ids);
    expect(order).toEqual(['r2', 'r3', 'r1']);
    expect(rankingValue([])).toBeNull();
  });

  test('keeps every response exactly once, however they are moved', () => {
    const seed = newSeed();
    console.info(`seed ${seed}: ranking moves`);
    const move = fc.record({ id: fc.constantFrom(...ids), place: fc.integer({ min: -2, max: 5 }) });
    fc.assert(
      fc.property(fc.array(move, { maxLength: 20 }), (moves) => {
        const order = moves.reduce<readonly string[]>(
          (before, { id, place }) => placed(before, id, place),
          ids,
        );
        expect(order.toSorted()).toEqual(ids);
        const last = moves.at(-1);
        if (last) expect(order.indexOf(last.id)).toBe(Math.max(0, Math.min(2, last.place)));
      }),
      { seed },
    );
    expect(withdrawn(ids, 'r2')).toEqual(['r1', 'r3']);
  });

  test('on the board stands by its mean place, and everybody is counted once in each row', () => {
    const given = [
      ['r2', 'r1', 'r3'],
      ['r2', 'r3', 'r1'],
    ].map((order, answer) => ({ answer, value: { kind: 'ranking' as const, order } }));
    const rows = rankedRows(given, ids);
    expect(rows.map(({ id, mean }) => [id, mean])).toEqual([
      ['r2', 1],
      ['r1', 2.5],
      ['r3', 2.5],
    ]);
    for (const { places } of rows) expect(places.flat().toSorted()).toEqual([0, 1]);
  });
});

describe('answers on the board', () => {
  const answer = (value: Value) => ({ value });

  test('a comparison stands left to right, whatever its strength', () => {
    const answers = pairwiseCells(pairwise as Extract<Scale, { kind: 'pairwise' }>, 'r1', 'r2').map(
      ({ value }) => answer(value),
    );
    const groups = groupsOf(pairwise, answers.toReversed());
    expect(groups.map(({ look, answers: list }) => [look.words, list.length])).toEqual([
      ['A is better', 3],
      ['Tie', 1],
      ['Both bad', 1],
      ['B is better', 3],
    ]);
  });

  test('labels made elsewhere without a strength have a place of their own, between the graded answers and the middle', () => {
    const scale = pairwise as Extract<Scale, { kind: 'pairwise' }>;
    const cells = pairwiseCells(scale, 'r1', 'r2', true).map(({ key }) => key);
    expect(cells).toEqual(['r1.3', 'r1.2', 'r1.1', 'r1', 'tie', 'both-bad', 'r2', 'r2.1', 'r2.2', 'r2.3']);
    expect(isBare(scale, { kind: 'pairwise', choice: 'r1' })).toBe(true);
    expect(isBare(scale, { kind: 'pairwise', choice: 'tie' })).toBe(false);
  });

  test('claims are grouped by the verdict on the claim in question, rankings by what they put first', () => {
    const verdicts = { kind: 'claims', verdicts: { c1: 'true', c2: 'false' } } as const;
    expect(groupKey(claims, verdicts, 'c2')).toBe('false');
    expect(groupKey(ranking, { kind: 'ranking', order: ['r3', 'r1', 'r2'] })).toBe('r3');
  });

  const values: readonly (readonly [Scale, Value])[] = [
    [pairwise, { kind: 'pairwise', choice: 'tie' }],
    [likert, { kind: 'likert', point: -1 }],
    [one, { kind: 'choice', options: ['y'] }],
    [many, { kind: 'choice', options: ['z', 'x'] }],
    [many, { kind: 'choice', options: [] }],
    [ranking, { kind: 'ranking', order: ['r2', 'r1', 'r3'] }],
    [claims, { kind: 'claims', verdicts: { c1: 'true', c2: 'false' } }],
    [number, { kind: 'number', number: 7 }],
  ];

  test.each(values)('movement reads a bucket of $kind back into words and colour', (declared, value) => {
    const look = bucketLook(declared, rulesFor(declared).bucket(value as never));
    expect(look.fill).toMatch(/^var\(--/);
    const key = groupKey(declared, value, 'c1');
    if (declared.kind !== 'claims' && declared.kind !== 'ranking')
      expect(look.words).toBe(groupLook(declared, key).words);
    expect(look.words).not.toBe('');
  });

  test('buckets stand in the order of the scale, numbers as numbers', () => {
    expect(['r2', 'both-bad', 'r1', 'tie'].toSorted(byBucket(pairwise))).toEqual([
      'r1',
      'tie',
      'both-bad',
      'r2',
    ]);
    expect(['10', '9', '2'].toSorted(byBucket(number))).toEqual(['2', '9', '10']);
    expect(groupPlace(likert, 'na')).toBe(Number.POSITIVE_INFINITY);
  });
});
