import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Piece } from '#shared/guideline/words.ts';
import { diffWordPieces } from '#shared/guideline/words.ts';
import { foldSame, wholeText, withMarks, withoutTitle } from '#lib/guideline/diff-view.ts';

const words = (text: string) =>
  withMarks(text)
    .filter(({ isMark }) => !isMark)
    .map((run) => run.text)
    .join('');
const all = (text: string) =>
  withMarks(text)
    .map((run) => run.text)
    .join('');

test('words are read without the signs that say how they look', () => {
  expect(words('**Ruling.** Prefer *the* [polite one](#c-tone), 2 \\* 3 {#c-x}')).toBe(
    'Ruling. Prefer the polite one, 2 * 3',
  );
  expect(all('::: edge-case {#e-x}\n**Question.** Why?\n:::')).toBe('Question. Why?\n');
});

test('signs that order words stay, apart from them', () => {
  expect(withMarks('- one')).toEqual([
    { text: '- ', isMark: true },
    { text: 'one', isMark: false },
  ]);
});

test('a change of the looks alone is seen', () => {
  expect(withMarks('**')).toEqual([{ text: '**', isMark: true }]);
});

test('a long stretch without a change is folded around the change, never within it', () => {
  const same = 'word '.repeat(400);
  const shown = foldSame(diffWordPieces(`${same}old ${same}`, `${same}new ${same}`));
  expect(shown.map(({ kind }) => kind)).toEqual(['folded', 'same', 'removed', 'added', 'same', 'folded']);
});

test('folding loses no text', () => {
  const piece = fc.record({
    kind: fc.constantFrom<Piece['kind'][]>('same', 'added', 'removed'),
    text: fc.string({ minLength: 1, maxLength: 900 }),
  });
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const join = (list: readonly { text: string }[]) => list.map(({ text }) => text).join('');
      expect(join(foldSame(pieces))).toBe(join(pieces));
    }),
  );
});

test('a heading that did not change is left to the title above the diff; one that did is shown', () => {
  const body = 'A tie is a finding.\n';
  expect(withoutTitle(diffWordPieces(`## Ties\n\n${body}`, `## Ties\n\nToday ${body}`))).toEqual([
    { kind: 'added', text: 'Today ' },
    { kind: 'same', text: body },
  ]);
  const renamed = diffWordPieces(`## Ties\n\n${body}`, `## Draws\n\n${body}`);
  expect(withoutTitle(renamed)).toEqual(renamed);
  expect(wholeText([{ kind: 'added', text: `## Ties\n\n${body}` }])).toBe(body.trim());
});
