import { expect, test } from 'vitest';
import { NUMBERS } from '#shared/protocol/http/agreement-words.ts';
import { aboutNumbers } from '#server/services/agreement/about-numbers.ts';

const entries = aboutNumbers().parts.flatMap(({ numbers }) => numbers);

/** Rules, names and plain counts. */
const WITHOUT_FORMULA = ['too-few', 'left-out', 'blind-and-after', 'split-shape', 'movement'];

test('A8 every number that a page may link to has one paragraph', () => {
  expect(entries.map(({ id }) => id).toSorted()).toEqual([...NUMBERS].toSorted());
});

test.each(entries.map((entry) => [entry.id, entry] as const))(
  'A8 %s is explained in a paragraph, with its formula and its source',
  (id, { html, formulaHtml, sourceHtml }) => {
    expect(html.length).toBeGreaterThan(100);
    expect(sourceHtml).not.toBe('');
    if (WITHOUT_FORMULA.includes(id)) expect(formulaHtml).toBeNull();
    else expect(formulaHtml).toContain('<math');
    expect(formulaHtml ?? '').not.toContain('error');
  },
);
