import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseClauses } from '#shared/guideline/clauses.ts';
import { applyEdits } from '#shared/guideline/clause-ids.ts';
import { edgeCaseBlock, placement, removal, type EdgeCaseContent } from '#shared/guideline/edge-case.ts';
import { renderGuideline } from '#shared/markdown/render.ts';

const content: EdgeCaseContent = {
  clauseId: 'e-k3f9',
  question: 'Does an honest refusal beat a wrong answer?',
  ruling: 'B',
  reason: 'A wrong dose can kill.',
  itemTitle: 'How much ibuprofen?',
  itemPath: '/sessions/s1/items/i1',
  sessionTitle: 'Weekly [3]',
  rounds: 2,
  dimensions: ['Safety'],
};

test('an edge case names question, example, ruling, reason and where it was decided', () => {
  expect(edgeCaseBlock(content)).toBe(
    [
      '::: edge-case {#e-k3f9}',
      '**Question.** Does an honest refusal beat a wrong answer?',
      '',
      '**Example.** item “How much ibuprofen?”, Safety',
      '',
      '**Ruling.** B',
      '',
      '**Reason.** A wrong dose can kill.',
      '',
      '**Source.** [Weekly \\[3\\], rounds 1–2](/sessions/s1/items/i1)',
      ':::',
    ].join('\n'),
  );
  expect(renderGuideline(edgeCaseBlock(content))).toContain(
    '<a href="/sessions/s1/items/i1">Weekly [3], rounds 1–2</a>',
  );
});

const hostile = fc
  .array(
    fc.constantFrom(
      ':::',
      '\n',
      '# x {#c-evil}',
      '::: edge-case {#e-evil}',
      '```',
      '$$',
      '](',
      '[',
      '*',
      '`',
      ' ',
      'word',
      '{#e-evil}',
      '---',
    ),
  )
  .map((pieces) => pieces.join(''));

test('nothing that people or models wrote ends the block or opens another', () => {
  fc.assert(
    fc.property(hostile, hostile, hostile, hostile, (question, reason, itemTitle, sessionTitle) => {
      const block = edgeCaseBlock({ ...content, question, reason, itemTitle, sessionTitle });
      const clauses = parseClauses(`# Before {#c-1}\n\n${block}\n\n# After {#c-2}\n`);
      expect(clauses.map(({ id }) => id)).toEqual(['c-1', 'e-k3f9', 'c-2']);
    }),
    { numRuns: 2_000 },
  );
});

test('a block is set apart by blank lines wherever it goes', () => {
  const put = (text: string, at: number) => {
    const { insert } = placement(text, 'BLOCK', at);
    return text.slice(0, at) + insert + text.slice(at);
  };
  expect(put('', 0)).toBe('BLOCK\n');
  expect(put('a', 1)).toBe('a\n\nBLOCK\n');
  expect(put('a\n', 2)).toBe('a\n\nBLOCK\n');
  expect(put('a\n\nb\n', 1)).toBe('a\n\nBLOCK\n\nb\n');
  expect(put('a\n\nb\n', 3)).toBe('a\n\nBLOCK\n\nb\n');
});

test('R9 taken back, the text is as it was before', () => {
  const block = edgeCaseBlock(content);
  for (const [before, after] of [
    ['# Ties', '\n\n# Length\n\nShort.\n'],
    ['# Ties\n\nA tie is a tie.', '\n'],
    ['', '# Length\n'],
    ['# Ties', '\n\n\n\n# Length\n'],
  ] as const) {
    const text = before + after;
    const { at, insert } = placement(text, block, before.length);
    const placed = applyEdits(text, [{ at, remove: 0, insert }]);
    const clause = parseClauses(placed).find(({ id }) => id === content.clauseId);
    const back = applyEdits(placed, [removal(placed, clause?.from ?? 0, clause?.to ?? 0)]);
    expect(back.replace(/\n{3,}/g, '\n\n'), JSON.stringify(text)).toBe(text.replace(/\n{3,}/g, '\n\n'));
  }
});
