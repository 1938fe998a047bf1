import type { EditorState, Extension } from '@codemirror/state';
import { keymap, type EditorView } from '@codemirror/view';
import { drawnTables, tableField } from './table-field.ts';

/** The table that begins or ends next to the caret's line. */
function neighbour(state: EditorState, direction: 1 | -1): number | null {
  const line = state.doc.lineAt(state.selection.main.head);
  const beside = drawnTables(state).find(({ from, to }) =>
    direction === 1 ? from === line.to + 1 : to === line.from - 1,
  );
  return beside?.from ?? null;
}

/** Puts the caret into the first cell of the table that begins at a position, or into its last row. */
export function focusTable(view: EditorView, at: number, row: 'first' | 'last' = 'first'): boolean {
  const frame = [...view.contentDOM.querySelectorAll<HTMLElement>('.cm-table')].find(
    (element) => view.posAtDOM(element) === at,
  );
  const cells = frame?.querySelectorAll<HTMLElement>('[data-column="0"]');
  const cell = row === 'first' ? cells?.[0] : cells?.[cells.length - 1];
  cell?.focus();
  return cell !== undefined;
}

function enterTable(view: EditorView, direction: 1 | -1): boolean {
  const at = view.state.readOnly ? null : neighbour(view.state, direction);
  return at !== null && focusTable(view, at, direction === 1 ? 'first' : 'last');
}

/** Tables drawn as tables, entered from the text by the arrow keys. */
export const tables: Extension = [
  tableField,
  keymap.of([
    { key: 'ArrowDown', run: (view) => enterTable(view, 1) },
    { key: 'ArrowUp', run: (view) => enterTable(view, -1) },
  ]),
];
