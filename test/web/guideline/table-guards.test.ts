import { Text } from '@codemirror/state';
import { expect, test } from 'vitest';
import type { Edit } from '#lib/guideline/editor/guards.ts';
import { guardTables } from '#lib/guideline/editor/table-guards.ts';

const TABLE = '| a | b |\n| --- | --- |\n| 1 | 2 |';
const TEXT = `Before\n\n${TABLE}\n\nAfter\n`;
const table = { from: TEXT.indexOf(TABLE), to: TEXT.indexOf(TABLE) + TABLE.length };

function apply(edit: Edit, text = TEXT): string {
  const guarded = guardTables(Text.of(text.split('\n')), [table], edit);
  return (guarded?.edits ?? [edit]).reduceRight(
    (done, { from, to, insert }) => done.slice(0, from) + insert + done.slice(to),
    text,
  );
}

const insert = (at: number, words: string) => apply({ from: at, to: at, insert: words });
const remove = (from: number, to: number) => apply({ from, to, insert: '' });

test('what is typed below a table never becomes a row of it', () => {
  for (const at of [table.to, table.to + 1]) expect(insert(at, 'x')).toContain(`${TABLE}\n\nx`);
});

test('what is typed above a table stays apart from its head', () => {
  expect(insert(table.from, 'x')).toContain(`x\n\n${TABLE}`);
});

test('the text behind a table is not pulled into it by Backspace, nor the text before it by Delete', () => {
  expect(remove(table.to + 1, table.to + 2)).toBe(TEXT);
  const close = `Before\n${TABLE}\n`;
  const edit = { from: 6, to: 7, insert: '' };
  expect(guardTables(Text.of(close.split('\n')), [{ from: 7, to: 7 + TABLE.length }], edit)?.edits).toEqual(
    [],
  );
});

test('a table that was selected as a whole can be deleted', () => {
  expect(remove(table.from, table.to)).toBe('Before\n\n\n\nAfter\n');
});

test('text that is not beside a table is edited as it stands', () => {
  expect(insert(3, 'x')).toBe(TEXT.replace('Bef', 'Befx'));
  expect(remove(0, 2)).toBe(TEXT.slice(2));
});
