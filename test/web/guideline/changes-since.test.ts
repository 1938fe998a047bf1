import { expect, test } from 'vitest';
import { changesSince } from '#lib/guideline/changes-since.ts';
import { DEFAULT_TEMPLATE } from '#shared/rubric/templates.ts';
import { must } from '#shared/must.ts';

const TEXT =
  '# Guide\n\nHello.\n\n## Ties {#c-ties}\n\nA tie.\n\n::: edge-case {#e-a}\n**Question.** Which?\n:::\n\n## Length\n\nShort.\n';
const { dimensions } = DEFAULT_TEMPLATE.rubric;
const before = { text: TEXT, dimensions };
const since = (text: string, now = dimensions) => changesSince(before, { text, dimensions: now });

test('G8 what was written since a review is counted in sections, edge cases and dimensions', () => {
  expect(since(TEXT)).toBe(0);
  expect(since(TEXT.replace('A tie.', 'A tie is a tie.'))).toBe(1);
  expect(
    since(TEXT.replace('A tie.', 'No.').replace('Which?', 'Which one?').replace('Short.', 'Long.')),
  ).toBe(3);
  expect(since(TEXT.replace('## Length', '## Size\n\nNew.\n\n## Length'))).toBe(1);
  expect(since(TEXT.replace('\n## Length\n\nShort.\n', ''))).toBe(1);
  const [first, ...rest] = dimensions;
  expect(since(TEXT, [{ ...must(first), name: 'Other' }, ...rest])).toBe(1);
  expect(since(TEXT, [...rest, must(first)])).toBe(1);
  expect(since(TEXT, rest)).toBe(1);
});

test('G8 white space alone, and what stands before an edited section, count for nothing', () => {
  expect(since(`${TEXT}\n\n`)).toBe(0);
  expect(since(TEXT.replace('Hello.', 'Hello, and much more of it.'))).toBe(1);
});
