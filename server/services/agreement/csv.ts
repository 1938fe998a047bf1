export type Cell = string | number | boolean | null | undefined;

/** A table of figures with a name for its file. */
export interface Sheet {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/**
 * Cells that a spreadsheet would run as a formula (=HYPERLINK(…), +cmd|…, in wide characters too) get an apostrophe in front, which spreadsheets hide and
 * which can be taken off again. Numbers are numbers: −0.2 stays −0.2.
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell !== 'string') return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** RFC 4180, UTF-8, CRLF; nothing in it is a formula. */
export const csvOf = ({ columns, rows }: Sheet): string =>
  [columns, ...rows].map((row) => `${row.map(cellText).join(',')}\r\n`).join('');
