import type { Text } from '@codemirror/state';
import type { Edit, GuardedEdit } from './guards.ts';

/*
 * In Markdown a line right below a table is another row of it. What is typed beside a drawn table therefore gets a blank line between
 * itself and the table, and the lines around a table cannot be pulled into it.
 */
export interface TableStretch {
  readonly from: number;
  readonly to: number;
}

const isBlank = (text: string) => text.trim() === '';

function insertBeside(doc: Text, { from, to }: TableStretch, at: number, insert: string): GuardedEdit | null {
  if (at === from) {
    return { edits: [{ from: at, to: at, insert: `${insert}\n\n` }], caret: at + insert.length };
  }
  if (at > from && at <= to) {
    const text = `\n\n${insert.replace(/^\n+/, '')}`;
    return { edits: [{ from: to, to, insert: text }], caret: to + text.length };
  }
  const isNextLine = at > to && doc.lineAt(at).from === to + 1;
  if (!isNextLine || insert.startsWith('\n') || isBlank(insert)) return null;
  return { edits: [{ from: at, to: at, insert: `\n${insert}` }], caret: at + 1 + insert.length };
}

/** Whether taking this stretch away would make the text behind it a row, or the text before it the head. */
function pullsIn(doc: Text, table: TableStretch, { from, to }: Edit): boolean {
  if (from <= table.from && to >= table.to) return false;
  const rest = doc.sliceString(to, doc.lineAt(to).to);
  if (from >= table.to && from <= table.to + 1) return !isBlank(rest);
  return to === table.from && from < to && !isBlank(doc.sliceString(doc.lineAt(from).from, from));
}

/** The edit as it may be made beside tables; null when it may be made as it stands. */
export function guardTables(doc: Text, tables: readonly TableStretch[], edit: Edit): GuardedEdit | null {
  for (const table of tables) {
    const guarded =
      edit.from === edit.to
        ? insertBeside(doc, table, edit.from, edit.insert)
        : edit.insert === '' && pullsIn(doc, table, edit)
          ? { edits: [], caret: edit.to }
          : null;
    if (guarded) return guarded;
  }
  return null;
}
