import { WidgetType, type EditorView } from '@codemirror/view';
import { must } from '#shared/must.ts';
import { inlineNodes } from './inline-nodes.ts';
import { movedCaret } from './smallest-edit.ts';
import { completeRow, goBelow, removeTable, reshape, tableAt, writeCell } from './table-editing.ts';
import { readTable, toCell, type TableChange, type TableSource } from './table-source.ts';

interface Place {
  readonly row: number;
  readonly column: number;
}

const wordsOf = (source: string) => source.replace(/\\\|/g, '|');

const CELL = '[data-row]';
const placeOf = (cell: HTMLElement): Place => ({
  row: Number(cell.dataset['row']),
  column: Number(cell.dataset['column']),
});
const cellIn = (frame: HTMLElement, { row, column }: Place) =>
  frame.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`);
const sourceAt = (table: TableSource, { row, column }: Place) => table.rows[row]?.[column]?.source ?? '';
const closestCell = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLElement>(CELL) : null;

/** What stands under the caret column: the acts on the table as a whole. */
const ACTS: readonly { readonly label: string; readonly change: (place: Place) => TableChange }[] = [
  { label: 'Add row', change: ({ row }) => ({ kind: 'add-row', after: row }) },
  { label: 'Add column', change: ({ column }) => ({ kind: 'add-column', after: column }) },
  { label: 'Remove row', change: ({ row }) => ({ kind: 'remove-row', row }) },
  { label: 'Remove column', change: ({ column }) => ({ kind: 'remove-column', column }) },
];

/** A table drawn as one. Every cell is written in place and goes to its place in the text. */
export class TableWidget extends WidgetType {
  readonly #source: string;
  readonly #isEditable: boolean;

  constructor(source: string, isEditable: boolean) {
    super();
    this.#source = source;
    this.#isEditable = isEditable;
  }

  override eq(other: TableWidget) {
    return other.#source === this.#source && other.#isEditable === this.#isEditable;
  }

  override toDOM(view: EditorView) {
    const frame = document.createElement('div');
    frame.className = 'cm-table';
    this.#draw(frame);
    if (this.#isEditable) listen(frame, view);
    return frame;
  }

  /** In place, so that the cell somebody writes in keeps its focus while other people change the rest. */
  override updateDOM(frame: HTMLElement) {
    const table = readTable(this.#source, 0);
    if (!table || this.#isEditable !== (frame.dataset['editable'] === 'true')) return false;
    const active = closestCell(frame.contains(document.activeElement) ? document.activeElement : null);
    if (!isSameShape(frame, table)) this.#redraw(frame, active);
    else refresh(frame, table, active);
    return true;
  }

  override ignoreEvent() {
    return true;
  }

  #draw(frame: HTMLElement) {
    const table = must(readTable(this.#source, 0), 'a table');
    frame.dataset['editable'] = String(this.#isEditable);
    frame.replaceChildren(drawTable(table, this.#isEditable));
    if (this.#isEditable) frame.append(drawActs());
  }

  #redraw(frame: HTMLElement, active: HTMLElement | null) {
    const place = active ? placeOf(active) : null;
    this.#draw(frame);
    if (place) cellIn(frame, place)?.focus();
  }
}

const isSameShape = (frame: HTMLElement, table: TableSource) =>
  frame.querySelectorAll('tr').length === table.rows.length &&
  frame.querySelectorAll('th').length === table.alignments.length;

function refresh(frame: HTMLElement, table: TableSource, active: HTMLElement | null) {
  for (const cell of frame.querySelectorAll<HTMLElement>(CELL)) {
    const source = sourceAt(table, placeOf(cell));
    const field = cell.querySelector('textarea');
    if (cell === active && field) followSource(field, source);
    else cell.replaceChildren(...inlineNodes(source));
  }
}

/** Somebody else may have changed the cell that is being written in. */
function followSource(field: HTMLTextAreaElement, source: string) {
  if (toCell(field.value) === source) return;
  const words = wordsOf(source);
  const caret = movedCaret(field.selectionStart, field.value, words);
  field.value = words;
  field.setSelectionRange(caret, caret);
}

function drawTable(table: TableSource, isEditable: boolean): HTMLElement {
  const element = document.createElement('table');
  table.rows.forEach((_, row) => {
    const line = element.insertRow();
    table.alignments.forEach((alignment, column) => {
      const box = document.createElement(row === 0 ? 'th' : 'td');
      if (alignment) box.className = `align-${alignment}`;
      box.append(drawCell(table, { row, column }, isEditable));
      line.append(box);
    });
  });
  return element;
}

function drawCell(table: TableSource, place: Place, isEditable: boolean): HTMLElement {
  const cell = document.createElement('div');
  cell.className = 'cm-cell';
  cell.dataset['row'] = String(place.row);
  cell.dataset['column'] = String(place.column);
  cell.append(...inlineNodes(sourceAt(table, place)));
  if (isEditable) {
    cell.tabIndex = 0;
    cell.setAttribute('role', 'textbox');
    cell.setAttribute('aria-label', `Row ${place.row + 1}, column ${place.column + 1}`);
  }
  return cell;
}

function drawActs(): HTMLElement {
  const bar = document.createElement('div');
  bar.className = 'cm-table-acts';
  for (const label of [...ACTS.map((act) => act.label), 'Remove table']) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = label;
    bar.append(button);
  }
  return bar;
}

function listen(frame: HTMLElement, view: EditorView) {
  let last: Place = { row: 0, column: 0 };
  frame.addEventListener('focusin', (event) => {
    const cell = closestCell(event.target);
    if (!cell) return;
    last = placeOf(cell);
    openCell(view, frame, cell);
  });
  frame.addEventListener('focusout', closeCell);
  frame.addEventListener('input', (event) => {
    const cell = closestCell(event.target);
    const place = cell && tableAt(view, frame)?.rows[placeOf(cell).row]?.[placeOf(cell).column];
    if (place && event.target instanceof HTMLTextAreaElement) writeCell(view, place, event.target.value);
  });
  frame.addEventListener('keydown', (event) => handleKey(view, frame, event));
  frame.addEventListener('click', (event) => {
    if (event.target instanceof HTMLButtonElement) act(view, frame, event.target.textContent ?? '', last);
  });
}

function act(view: EditorView, frame: HTMLElement, label: string, place: Place) {
  const table = tableAt(view, frame);
  if (!table) return;
  const change = ACTS.find((entry) => entry.label === label)?.change(place);
  if (!change) return removeTable(view, table);
  reshape(view, table, change);
  const [rows, columns] = [frame.querySelectorAll('tr').length, frame.querySelectorAll('th').length];
  cellIn(frame, {
    row: Math.min(place.row + (change.kind === 'add-row' ? 1 : 0), rows - 1),
    column: Math.min(place.column + (change.kind === 'add-column' ? 1 : 0), columns - 1),
  })?.focus();
}

/** The cell under the caret shows its source in a field of its own. */
function openCell(view: EditorView, frame: HTMLElement, cell: HTMLElement) {
  const table = tableAt(view, frame);
  if (!table || cell.querySelector('textarea')) return;
  const place = placeOf(cell);
  if (!table.rows[place.row]?.[place.column]) completeRow(view, table, place.row);
  const field = document.createElement('textarea');
  field.rows = 1;
  field.value = wordsOf(sourceAt(tableAt(view, frame) ?? table, place));
  field.setAttribute('aria-label', cell.getAttribute('aria-label') ?? '');
  cell.replaceChildren(field);
  cell.tabIndex = -1;
  field.focus();
}

/** Every letter was written as it came, so the field holds what the text holds; the editor itself may be going away at this moment. */
function closeCell({ target }: FocusEvent) {
  const cell = closestCell(target);
  if (!cell || !(target instanceof HTMLTextAreaElement)) return;
  cell.replaceChildren(...inlineNodes(toCell(target.value)));
  cell.tabIndex = 0;
}

function handleKey(view: EditorView, frame: HTMLElement, event: KeyboardEvent) {
  const cell = closestCell(event.target);
  if (!cell || event.isComposing) return;
  const { row, column } = placeOf(cell);
  if (event.key === 'Escape') leave(view, frame);
  else if (event.key === 'Enter') goDown(view, frame, { row, column });
  else return;
  event.preventDefault();
}

function goDown(view: EditorView, frame: HTMLElement, { row, column }: Place) {
  const below = { row: row + 1, column };
  const table = tableAt(view, frame);
  if (table && below.row >= table.rows.length) reshape(view, table, { kind: 'add-row', after: row });
  cellIn(frame, below)?.focus();
}

function leave(view: EditorView, frame: HTMLElement) {
  const table = tableAt(view, frame);
  view.focus();
  if (table) goBelow(view, table);
}
