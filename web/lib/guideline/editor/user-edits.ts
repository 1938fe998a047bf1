import { EditorState, type ChangeSpec, type Transaction, type TransactionSpec } from '@codemirror/state';
import { byHand } from './by-hand.ts';
import { guardEdit, type Direction, type Edit } from './guards.ts';
import { draftParts } from './parts-field.ts';
import { guardTables } from './table-guards.ts';
import { drawnTables } from './table-field.ts';

const isByHand = (transaction: Transaction) =>
  transaction.docChanged &&
  transaction.annotation(byHand) !== false &&
  ['input', 'delete', 'move'].some((event) => transaction.isUserEvent(event));

function editsOf(transaction: Transaction): Edit[] {
  const edits: Edit[] = [];
  transaction.changes.iterChanges((from, to, _fromNew, _toNew, text) => {
    edits.push({ from, to, insert: text.toString() });
  });
  return edits;
}

/** One guarded edit at a time: a change at several carets is guarded by refusing what would break a clause. */
function guard(transaction: Transaction): TransactionSpec | null {
  const { startState } = transaction;
  const edits = editsOf(transaction);
  const direction: Direction = transaction.isUserEvent('delete.forward') ? 'forward' : 'backward';
  const parts = draftParts(startState);
  const tables = drawnTables(startState);
  const { doc } = startState;
  const guarded = edits.map(
    (edit) => guardTables(doc, tables, edit) ?? guardEdit(doc, parts, edit, direction),
  );
  if (guarded.every((entry) => entry === null)) return null;
  const changes: ChangeSpec[] = guarded.flatMap((entry, index) =>
    entry ? [...entry.edits] : (edits[index] ?? []),
  );
  const only = guarded.length === 1 ? guarded[0] : null;
  return {
    changes,
    scrollIntoView: true,
    annotations: byHand.of(false),
    ...(only ? { selection: { anchor: only.caret } } : {}),
  };
}

/** Keeps clause ids and the lines of edge cases whole under everything that a person types, pastes or deletes. */
export const guardedEdits = EditorState.transactionFilter.of((transaction) =>
  isByHand(transaction) ? (guard(transaction) ?? transaction) : transaction,
);
