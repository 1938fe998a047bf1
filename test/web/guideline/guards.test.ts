import { Text } from '@codemirror/state';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guardEdit, type Edit } from '#lib/guideline/editor/guards.ts';
import { partsOf, type Part } from '#lib/guideline/structure.ts';

const TEXT = `# Guide {#c-guide}

Read it twice.

## Ties {#c-tie}
A tie is a finding.

::: edge-case {#e-one}
**Question.** Both refuse?

Prefer the polite one.
:::

## Code {#c-code}

Run it.
`;

function apply(text: string, edit: Edit, direction: 'backward' | 'forward' = 'backward'): string {
  const guarded = guardEdit(Text.of(text.split('\n')), partsOf(text), edit, direction);
  const edits = guarded?.edits ?? [edit];
  return edits
    .toReversed()
    .reduce((done, { from, to, insert }) => done.slice(0, from) + insert + done.slice(to), text);
}

const at = (words: string, offset = 0) => TEXT.indexOf(words) + offset;
const insert = (position: number, text: string) =>
  apply(TEXT, { from: position, to: position, insert: text });
const remove = (from: number, to: number, direction: 'backward' | 'forward' = 'backward') =>
  apply(TEXT, { from, to, insert: '' }, direction);
const ids = (text: string) => partsOf(text).map((part) => part.id);

test('typing behind a clause id goes to the end of the title', () => {
  expect(insert(at('## Ties {#c-tie}', 16), 's')).toContain('## Tiess {#c-tie}\n');
});

test('typing before the marks of a heading goes to the start of the title', () => {
  expect(insert(at('## Ties'), 'All ')).toContain('\n## All Ties {#c-tie}\n');
});

test('Enter inside a title takes the words behind it to the next line and leaves the id with the heading', () => {
  expect(insert(at('## Ties', 5), '\n')).toContain('## Ti {#c-tie}\nes\n');
});

test('Enter behind a clause id makes a new line', () => {
  expect(insert(at('## Ties {#c-tie}', 16), '\n')).toContain('## Ties {#c-tie}\n\nA tie');
});

test('Backspace behind a clause id takes the last letter of the title', () => {
  expect(remove(at(' {#c-tie}'), at(' {#c-tie}', 9))).toContain('## Tie {#c-tie}\n');
});

test('Delete at the end of a title leaves the id alone', () => {
  expect(remove(at(' {#c-tie}'), at(' {#c-tie}', 9), 'forward')).toBe(TEXT);
});

test('a heading whose line was selected and retyped keeps its id', () => {
  const line = { from: at('## Ties'), to: at('A tie') };
  expect(apply(TEXT, { ...line, insert: 'D' })).toContain('## D {#c-tie}\nA tie');
});

test('a heading whose line was selected and deleted is gone with its id', () => {
  expect(ids(remove(at('## Ties'), at('A tie')))).toEqual(['c-guide', 'e-one', 'c-code']);
});

test('Backspace at the first letter of an edge case does not join it to the line that opens it', () => {
  expect(remove(at('**Question', -1), at('**Question'))).toBe(TEXT);
});

test('typing on the line that opens an edge case goes into it, on the line that closes it behind it', () => {
  expect(insert(at('{#e-one}', 8), 'x')).toContain('{#e-one}\nx\n**Question');
  expect(insert(at('\n:::\n', 4), 'x')).toContain('\n:::\nx\n');
});

test('an edge case that was selected as a whole can be deleted', () => {
  expect(ids(remove(at('::: edge'), at('\n:::\n', 4)))).toEqual(['c-guide', 'c-tie', 'c-code']);
});

test('a stretch from inside one heading to inside another keeps both clauses', () => {
  expect(ids(remove(at('Ties', 2), at('Code', 2)))).toEqual(['c-guide', 'c-tie', 'c-code']);
});

const spared = (part: Part, edit: Edit) => edit.from > part.from || edit.to < part.to;

test('no edit by hand takes away a clause id unless it takes away the whole heading or edge case', () => {
  const edits = fc
    .tuple(fc.nat(TEXT.length), fc.nat(TEXT.length), fc.constantFrom('', 'x', '\n', 'two words', 'a\nb'))
    .filter(([a, b, text]) => a !== b || text !== '')
    .map(([a, b, text]): Edit => ({ from: Math.min(a, b), to: Math.max(a, b), insert: text }));
  const before = partsOf(TEXT);
  fc.assert(
    fc.property(edits, fc.constantFrom('backward' as const, 'forward' as const), (edit, direction) => {
      const after = apply(TEXT, edit, direction);
      const left = ids(after);
      for (const part of before) if (spared(part, edit)) expect(left).toContain(part.id);
      expect(after.replace(/^(#+ .*|::: edge-case) \{#[a-z-]+\}$/gm, '')).not.toContain('{#');
      for (const word of edit.insert.split('\n')) expect(after).toContain(word);
    }),
    { numRuns: 3_000 },
  );
});

/** Types letter by letter, as a person does: each letter goes where the caret was left. */
function type(text: string, at: number, words: string): string {
  let [now, caret] = [text, at];
  for (const letter of words) {
    const edit = { from: caret, to: caret, insert: letter };
    const guarded = guardEdit(Text.of(now.split('\n')), partsOf(now), edit);
    now = apply(now, edit);
    caret = guarded?.caret ?? caret + 1;
  }
  return now;
}

test('words typed anywhere arrive in their order, blanks included, and break no clause', () => {
  const before = ids(TEXT);
  for (let at = 0; at <= TEXT.length; at++) {
    const after = type(TEXT, at, 'and a b');
    expect(after).toContain('and a b');
    expect(ids(after)).toEqual(before);
  }
});

test('a title that was emptied takes new words and keeps its id', () => {
  for (const empty of ['## {#c-tie}', '##  {#c-tie}']) {
    expect(partsOf(type(empty, 3, 'New name'))).toMatchObject([{ id: 'c-tie', title: 'New name' }]);
  }
});
