import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits, idEdits } from '#shared/guideline/clause-ids.ts';
import { MAX_CLAUSES, parseClauses, preamble } from '#shared/guideline/clauses.ts';
import { renderGuideline } from '#shared/markdown/render.ts';

const TEXT = `# Guideline {#c-top}

Intro.

## Ties {#c-ties}

Both good.

::: edge-case {#e-1}
**Question.** Is a *refusal* a tie?

**Ruling.** No.
:::

After the case.

## No id yet

\`\`\`
# not a heading
\`\`\`
`;

describe('clauses', () => {
  test('headings and edge cases in order, each with its id, title and level', () => {
    const found = parseClauses(TEXT).map(({ id, kind, title, level }) => [id, kind, title, level]);
    expect(found).toEqual([
      ['c-top', 'heading', 'Guideline', 1],
      ['c-ties', 'heading', 'Ties', 2],
      ['e-1', 'edge-case', 'Is a refusal a tie?', 3],
      [null, 'heading', 'No id yet', 2],
    ]);
  });

  test('a heading owns what stands under it without the edge cases, which are clauses of their own', () => {
    const [, ties, edgeCase] = parseClauses(TEXT);
    expect(ties?.text).toBe('## Ties {#c-ties}\n\nBoth good.\n\n\nAfter the case.\n\n');
    expect(TEXT.slice(ties?.from, ties?.to)).toContain(':::');
    expect(edgeCase?.text.startsWith('::: edge-case')).toBe(true);
    expect(edgeCase?.text.endsWith(':::\n')).toBe(true);
  });

  test('text, headings in code, in quotes and in lists are no clauses', () => {
    expect(parseClauses('```\n# a\n```\n> # b\n\n- # c\n\n$$\n# d\n$$\n\n    # e\n')).toEqual([]);
    expect(preamble('before\n\n# a\n')).toBe('before\n\n');
  });

  test('an edge case that is left open swallows nothing', () => {
    const found = parseClauses('::: edge-case {#e-1}\nhalf typed\n\n# Next {#c-2}\n');
    expect(found.map(({ id }) => id)).toEqual(['c-2']);
  });

  test('ids that could name something of the page are none', () => {
    expect(parseClauses('# a {#body}\n# b {#c-}\n# c {#x-1}\n').map(({ id }) => id)).toEqual([
      null,
      null,
      null,
    ]);
  });

  test('line ends of every kind are counted alike', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const text = ['x', '# A {#c-a}', 'y', '# B {#c-b}', 'z'].join(end);
      const [a, b] = parseClauses(text);
      expect(text.slice(a?.from, a?.to), JSON.stringify(end)).toBe(`# A {#c-a}${end}y${end}`);
      expect(text.slice(b?.from)).toBe(`# B {#c-b}${end}z`);
    }
  });

  test('a text of nothing but headings is cut where it stops being a guideline', () => {
    expect(parseClauses('# a\n'.repeat(100_000))).toHaveLength(MAX_CLAUSES);
  });
});

const minted = () => {
  let count = 0;
  return () => `n${(count += 1)}`;
};

describe('ids at commit', () => {
  const idsAfter = (text: string) =>
    parseClauses(applyEdits(text, idEdits(text, minted()))).map(({ id }) => id);

  test('every clause without one gets one, and its words stay as they are', () => {
    const text = '# A\n\n## B ##\n\n#\n\n::: edge-case\n**Question.** q\n:::\n';
    const after = applyEdits(text, idEdits(text, minted()));
    expect(after).toBe(
      '# A {#c-n1}\n\n## B {#c-n2} ##\n\n# {#c-n3}\n\n::: edge-case {#e-n4}\n**Question.** q\n:::\n',
    );
    expect(parseClauses(after).map(({ title }) => title)).toEqual(['A', 'B', '', 'q']);
  });

  test('of two that share an id the first keeps it', () => {
    expect(
      idsAfter('# A {#c-1}\n# B {#c-1}\n::: edge-case {#e-2}\n:::\n::: edge-case {#e-2}\n:::\n'),
    ).toEqual([...['c-1', 'c-n1', 'e-2', 'e-n2']]);
  });

  test('an id that is taken is not given again', () => {
    expect(idsAfter('# A\n# B {#c-n1}\n')).toEqual(['c-n2', 'c-n1']);
  });
});

const LINES = [
  ...[
    '# Title',
    '## Two {#c-a}',
    '### Three ###',
    '#',
    '# {#c-b}',
    '#no heading',
    ' # indented',
    '    # code',
    '# a {#c-c} trailing',
  ],
  ...[
    'text',
    '',
    '',
    '- item',
    '  # in item',
    '> quote',
    '> # in quote',
    '```',
    '~~~',
    '$$',
    'x $$',
    '\\[',
    '\\]',
    '---',
    '===',
  ],
  ...[
    ':::',
    '::: edge-case',
    '::: edge-case {#e-a}',
    ':::: edge-case {#e-b}',
    '| a |',
    '|---|',
    '[r]: /u',
    '"title',
    '1. one',
    '\t# tab',
  ],
];
const anyText = fc.array(fc.constantFrom(...LINES), { maxLength: 25 }).map((lines) => lines.join('\n'));

test('what has an id is rendered with it, in the same order, and nothing else is', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const shown = [...renderGuideline(text).matchAll(/ id="([ce]-[^"]*)"/g)].map((found) => found[1]);
      expect(parseClauses(text).flatMap(({ id }) => (id === null ? [] : [id]))).toEqual(shown);
    }),
    { numRuns: 2_000 },
  );
});

test('after the edits every clause has an id of its own, and a second time changes nothing', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const before = parseClauses(text);
      const after = applyEdits(text, idEdits(text, minted()));
      const clauses = parseClauses(after);
      expect(clauses.map(({ title, kind, level }) => [title, kind, level])).toEqual(
        before.map(({ title, kind, level }) => [title, kind, level]),
      );
      const ids = clauses.map(({ id }) => id);
      expect(ids).not.toContain(null);
      expect(new Set(ids).size).toBe(ids.length);
      expect(idEdits(after, minted())).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});
