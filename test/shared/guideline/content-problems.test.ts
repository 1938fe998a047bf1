import { expect, test } from 'vitest';
import { contentProblems } from '#shared/guideline/content-problems.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';
import { rubricSchema } from '#shared/rubric/rubric.ts';

const RUBRIC_OF = (...names: string[]): Rubric =>
  rubricSchema.parse({
    dimensions: names.map((name, index) => ({
      ...{ id: `d${index}`, name },
      scale: { kind: 'pairwise' },
    })),
  });

const messages = (text: string, rubric: Rubric | null = null) =>
  contentProblems({ text, rubric }).map(({ message }) => message);
const edgeCase = (...lines: string[]) => `## Ties {#c-tie}\n\n::: edge-case\n${lines.join('\n\n')}\n:::\n`;

test('G11 two dimensions of one name are named, at the second one', () => {
  expect(contentProblems({ text: '', rubric: RUBRIC_OF('Tone', 'Length', ' tone ') })).toEqual([
    { dimensionId: 'd2', message: 'Two dimensions are named “tone”. Rename one of them.' },
  ]);
  expect(messages('', RUBRIC_OF('Tone', 'Length'))).toEqual([]);
});

test('G11 an edge case without question or ruling is named with the clause that it stands under', () => {
  expect(messages(edgeCase('**Question.** ', '**Ruling.** ', '**Reason.** '))).toEqual([
    'An edge case under “Ties” has no question and no ruling.',
  ]);
  expect(messages(edgeCase('**Question.** ', '**Ruling.** A tie.'))).toEqual([
    'An edge case under “Ties” has no question.',
  ]);
  expect(messages(edgeCase('**Question.** Who wins?', '**Ruling.**', '**Reason.** So.'))).toEqual([
    'The edge case “Who wins?” under “Ties” has no ruling.',
  ]);
  expect(messages('::: edge-case\n:::\n')).toEqual(['An edge case has no question and no ruling.']);
});

test('G11 a ruling may be a list, and an edge case may be written in free words', () => {
  expect(messages(edgeCase('**Question.** Who wins?', '**Ruling.**', '- A\n- B'))).toEqual([]);
  expect(messages(edgeCase('Who wins?', 'Nobody does.'))).toEqual([]);
  expect(messages(edgeCase('Who wins?'))).toEqual(['The edge case “Who wins?” under “Ties” has no ruling.']);
});
