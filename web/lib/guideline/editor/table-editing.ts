import type { EditorView } from '@codemirror/view';
import { must } from '#shared/must.ts';
import { treeOf } from './language.ts';
import { smallestEdit } from './smallest-edit.ts';
import {
  changeTable,
  readTable,
  toCell,
  type Cell,
  type TableChange,
  type TableSource,
} from './table-source.ts';
import { byHand } from './by-hand.ts';

/** The table that is drawn in this frame, as the text has it now. */
export function tableAt(view: EditorView, frame: HTMLElement): TableSource | null {
  const from = view.posAtDOM(frame);
  const { state } = view;
  const node = treeOf(state, Math.min(state.doc.length, from + 1))?.resolve(from, 1);
  for (let at = node; at; at = at.parent ?? undefined) {
    if (at.name === 'Table') return readTable(state.sliceDoc(at.from, at.to), at.from);
  }
  return null;
}

/** Writes the words of one cell into the text: only what differs, so that somebody else's words beside it stay. */
export function writeCell(view: EditorView, cell: Cell, words: string): void {
  const next = toCell(words);
  if (next === cell.source) return;
  const { from, to, insert } = smallestEdit(cell.source, next);
  view.dispatch({
    changes: { from: cell.from + from, to: cell.from + to, insert },
    userEvent: 'input.type',
    annotations: byHand.of(false),
  });
}

/** Puts a cell into a row that is shorter than the head, so that it can be written in. */
export function completeRow(view: EditorView, table: TableSource, row: number): void {
  const cells = must(table.rows[row]);
  const last = view.state.doc.lineAt(must(cells.at(-1)).to).to;
  const missing = table.alignments.length - cells.length;
  const hasEnd = view.state.sliceDoc(last - 1, last) === '|';
  const insert = (hasEnd ? '' : ' |') + '  |'.repeat(missing);
  view.dispatch({ changes: { from: last, insert }, annotations: byHand.of(false) });
}

export function reshape(view: EditorView, table: TableSource, change: TableChange): void {
  const insert = changeTable(table, change);
  view.dispatch({
    changes: { from: table.from, to: table.to, insert },
    userEvent: 'input',
    annotations: byHand.of(false),
  });
}

export function removeTable(view: EditorView, table: TableSource): void {
  const to = Math.min(table.to + 1, view.state.doc.length);
  view.dispatch({
    changes: { from: table.from, to },
    selection: { anchor: table.from },
    userEvent: 'delete',
    annotations: byHand.of(false),
  });
  view.focus();
}

/** Puts the caret on the line below a table; a table at the very end gets one. */
export function goBelow(view: EditorView, table: TableSource): void {
  const isLast = table.to === view.state.doc.length;
  view.dispatch({
    ...(isLast ? { changes: { from: table.to, insert: '\n' } } : {}),
    selection: { anchor: table.to + 1 },
    scrollIntoView: true,
    userEvent: isLast ? 'input' : 'select',
    annotations: byHand.of(false),
  });
}
