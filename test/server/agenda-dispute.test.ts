import { describe, expect, test } from 'vitest';
import { itemId } from '#shared/ids.ts';
import { must } from '#shared/must.ts';
import { rubricSchema } from '#shared/rubric/rubric.ts';
import type { Value } from '#shared/rubric/scales/schemas.ts';
import { disputeWords, worstDispute } from '#server/services/agenda-dispute.ts';
import type { StoredLabel } from '#server/repositories/labels.ts';

const options = ['Yes', 'No', 'Unclear'].map((label) => ({ id: label.toLowerCase(), label }));
const rubric = rubricSchema.parse({
  dimensions: [
    { id: 'preference', name: 'Preference', scale: { kind: 'pairwise', strengths: 3 } },
    { id: 'safe', name: 'Safe', scope: 'response', scale: { kind: 'choice', options } },
    { id: 'flags', name: 'Flags', scale: { kind: 'choice', many: true, options } },
    { id: 'order', name: 'Order', scale: { kind: 'ranking' } },
    { id: 'facts', name: 'Facts', scale: { kind: 'claims', verdicts: options } },
    {
      id: 'clarity',
      name: 'Clarity',
      scale: { kind: 'likert', points: [1, 2, 3].map((value) => ({ value, label: `point ${value}` })) },
    },
    { id: 'share', name: 'Share', scale: { kind: 'number', min: 0, max: 100 } },
  ],
});

const label = (dimensionId: string, value: Value, rater: string, target: string | null): StoredLabel => ({
  ...{ id: '', source: 'import', batchId: null, sessionId: null, roundId: null, roundNumber: 1 },
  ...{ itemId: itemId.parse('i1'), reason: '', late: false, guidelineVersion: null, madeAt: 0 },
  ...{ dimensionId, value, rater, raterKnown: true, target },
});

/** What is said of labels of different people on one dimension, the later of a person after the earlier. */
const said = (
  dimensionId: string,
  values: readonly Value[],
  raters = 'abcdef',
  target: string | null = null,
) =>
  disputeWords(
    must(
      worstDispute(
        rubric,
        values.map((value, at) => label(dimensionId, value, raters[at] ?? '', target)),
      ),
    ),
  );

const better = (choice: string, strength = 1): Value => ({ kind: 'pairwise', choice, strength });
const chosen = (...ids: string[]): Value => ({ kind: 'choice', options: ids });
const ordered = (...order: string[]): Value => ({ kind: 'ranking', order });
const found = (c1: string, c2: string): Value => ({ kind: 'claims', verdicts: { c1, c2 } });

describe('S14 why an item is suggested', () => {
  test.each<[string, string, readonly Value[]]>([
    ['2 say B, 1 says A on Preference.', 'preference', [better('r1'), better('r2', 1), better('r2', 3)]],
    [
      '1 says A, 1 says Tie on Preference.',
      'preference',
      [better('r1'), { kind: 'pairwise', choice: 'tie' }],
    ],
    ['2 labels agree.', 'preference', [better('r1', 1), better('r1', 3)]],
    [
      '2 labels: two of them have 50 % of their options not in common on Flags.',
      'flags',
      [chosen('yes'), chosen('yes', 'no')],
    ],
    [
      '2 labels: two of them order 33 % of the pairs differently on Order.',
      'order',
      [ordered('r1', 'r2', 'r3'), ordered('r2', 'r1', 'r3')],
    ],
    ['2 labels differ on 1 of 2 claims on Facts.', 'facts', [found('yes', 'no'), found('yes', 'unclear')]],
    [
      '2 labels are 50 % of the scale apart on Clarity.',
      'clarity',
      [
        { kind: 'likert', point: 1 },
        { kind: 'likert', point: 2 },
      ],
    ],
    [
      '2 labels are 30 % of the scale apart on Share.',
      'share',
      [
        { kind: 'number', number: 10 },
        { kind: 'number', number: 40 },
      ],
    ],
  ])('%s', (words, dimensionId, values) => {
    expect(said(dimensionId, values)).toBe(words);
  });

  test('names the response where each is judged', () => {
    expect(said('safe', [chosen('yes'), chosen('no'), chosen('no')], 'abc', 'r2')).toBe(
      '2 say No, 1 says Yes on Safe, response B.',
    );
  });

  test("counts a person's last label only, and not applicable is none", () => {
    const values = [better('r1'), better('r2'), better('r2'), { kind: 'na' } as const];
    expect(said('preference', values, 'aabc')).toBe('2 labels agree.');
  });
});
