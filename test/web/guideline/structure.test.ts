import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseClauses } from '#shared/guideline/clauses.ts';
import { starterGuideline } from '#shared/guideline/templates.ts';
import { TEMPLATE_IDS } from '#shared/rubric/templates.ts';
import { endOfPart, partAt, partsOf } from '#lib/guideline/structure.ts';

const facts = (parts: readonly { id: string | null; kind: string; from: number }[]) =>
  parts.map(({ id, kind, from }) => ({ id, kind, from }));

test('the editor finds the clauses that the server finds in every starter guideline', () => {
  for (const id of TEMPLATE_IDS) {
    const text = starterGuideline({ id, name: 'Guideline' });
    expect(facts(partsOf(text))).toEqual(facts(parseClauses(text)));
  }
});

const LINES = [
  '## Ties {#c-tie}',
  '# Guide',
  '#nothing',
  'Words.',
  '',
  '::: edge-case {#e-one}',
  '::: edge-case',
  ':::',
  '```',
  '~~~~',
  '| a |',
  '> ## quoted',
  '- item',
];

test('the editor finds the clauses that the server finds in any order of lines', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...LINES), { maxLength: 12 }), (lines) => {
      const text = lines.join('\n');
      expect(facts(partsOf(text))).toEqual(facts(parseClauses(text)));
    }),
    { numRuns: 2_000 },
  );
});

test('a position lies in the heading above it, or in the edge case around it', () => {
  const text = '# A {#c-a}\nx\n::: edge-case {#e-a}\nq\n:::\ny\n## B {#c-b}\n';
  const parts = partsOf(text);
  const at = (words: string) => partAt(parts, text.indexOf(words))?.id;
  expect([at('x'), at('q'), at('y'), at('## B')]).toEqual(['c-a', 'e-a', 'c-a', 'c-b']);
});

test('a clause ends where the next heading begins, an edge case at its last line', () => {
  const text = '# A {#c-a}\nx\n::: edge-case {#e-a}\nq\n:::\n## B {#c-b}\n';
  const [a, edgeCase, b] = partsOf(text);
  const ends = [a, edgeCase, b].map((part) => part && endOfPart(partsOf(text), part, text.length));
  expect(ends).toEqual([text.indexOf('## B'), text.indexOf(':::\n##') + 3, text.length]);
});

test('an edge case is named by its question', () => {
  const [part] = partsOf('::: edge-case {#e-a}\n**Question.** Both *refuse* \\(politely\\)?\n:::');
  expect(part?.title).toBe('Both refuse (politely)?');
});
