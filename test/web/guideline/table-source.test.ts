import fc from 'fast-check';
import { expect, test } from 'vitest';
import { movedCaret, smallestEdit } from '#lib/guideline/editor/smallest-edit.ts';
import { changeTable, readTable, toCell, writeTable } from '#lib/guideline/editor/table-source.ts';
import { must } from '#shared/must.ts';

const SOURCE = '| a | b \\| c |\n|:--|--:|\n| 1 |  |\nlone';
const words = (source: string) => readTable(source, 0)?.rows.map((row) => row.map((cell) => cell.source));

test('cells are found where they stand, escaped pipes belong to them', () => {
  const table = must(readTable(SOURCE, 100));
  expect(table.rows.map((row) => row.map((cell) => cell.source))).toEqual([
    ['a', 'b \\| c'],
    ['1', ''],
    ['lone'],
  ]);
  for (const cell of table.rows.flat())
    expect(SOURCE.slice(cell.from - 100, cell.to - 100)).toBe(cell.source);
  expect(table.alignments).toEqual(['left', 'right']);
});

test('an empty cell has its place between the blanks', () => {
  const cell = must(must(readTable(SOURCE, 0)).rows[1]?.[1]);
  expect(SOURCE.slice(cell.from - 1, cell.to + 1)).toBe('  ');
});

test('text without a delimiter line is no table', () => {
  expect(readTable('| a | b |\n| c | d |', 0)).toBeNull();
});

test('rows and columns are added and removed, the head row stays', () => {
  const table = must(readTable('| a | b |\n| --- | :-: |\n| 1 | 2 |', 0));
  expect(words(changeTable(table, { kind: 'add-row', after: 0 }))).toEqual([
    ['a', 'b'],
    ['', ''],
    ['1', '2'],
  ]);
  expect(words(changeTable(table, { kind: 'add-column', after: 0 }))).toEqual([
    ['a', '', 'b'],
    ['1', '', '2'],
  ]);
  expect(words(changeTable(table, { kind: 'remove-row', row: 1 }))).toEqual([['a', 'b']]);
  expect(words(changeTable(table, { kind: 'remove-row', row: 0 }))).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ]);
  expect(words(changeTable(table, { kind: 'remove-column', column: 1 }))).toEqual([['a'], ['1']]);
});

test('whatever is typed into cells comes back from the text as it was', () => {
  const cell = fc.string({ maxLength: 12 }).map(toCell);
  const rows = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(rows, (cells) => {
      expect(words(writeTable(cells, [null, 'center']))).toEqual(cells);
    }),
  );
});

test('the smallest edit turns one text into the other', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 10 });
  fc.assert(
    fc.property(letters, letters, (before, after) => {
      const { from, to, insert } = smallestEdit(before, after);
      expect(before.slice(0, from) + insert + before.slice(to)).toBe(after);
      expect(insert.length).toBeLessThanOrEqual(after.length);
    }),
  );
});

test('a caret keeps its place when somebody writes before it', () => {
  expect(movedCaret(4, 'one two', 'one and two')).toBe(4);
  expect(movedCaret(5, 'one two', 'one and two')).toBe(9);
});
