import { expect, test } from 'vitest';
import { diffGuidelines } from '#shared/guideline/diff.ts';
import { equalTitles } from '#lib/components/guideline/equal-titles.ts';

const OLD = '# Guide {#c-g}\n\n## Ties {#c-1}\n\n## Examples {#c-2}\n\n## Examples {#c-3}\n';

test('G11 titles that two clauses have are pointed out where one of them is new', () => {
  expect(equalTitles(diffGuidelines(OLD, `${OLD}\n## ties\n`))).toEqual(['Ties']);
  expect(equalTitles(diffGuidelines(OLD, `${OLD}\n## Length\n`))).toEqual([]);
});
