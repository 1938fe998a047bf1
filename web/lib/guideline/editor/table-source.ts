/*
 * A Markdown table as cells with their places in the text, so that it can be drawn and edited as a table while the text stays what
 * it is. A cell's place excludes the blanks around its words.
 */
export type Alignment = 'left' | 'center' | 'right' | null;

export interface Cell {
  readonly from: number;
  readonly to: number;
  /** The words, as they stand in the source. */
  readonly source: string;
}

export interface TableSource {
  readonly from: number;
  readonly to: number;
  readonly alignments: readonly Alignment[];
  /** The head row first. A row that is short in the source has fewer cells. */
  readonly rows: readonly (readonly Cell[])[];
}

const DELIMITER = /^:?-+:?$/;

/** Where the pipes stand that part the cells of a line: those not escaped. */
function pipesOf(line: string): number[] {
  return [...line.matchAll(/\\.|\|/g)].filter(([sign]) => sign === '|').map(({ index }) => index);
}

function cellBetween(line: string, from: number, to: number, offset: number): Cell {
  const inside = line.slice(from, to);
  const source = inside.trim();
  const lead = source === '' ? Math.min(1, inside.length) : inside.length - inside.trimStart().length;
  const start = offset + from + lead;
  return { from: start, to: start + source.length, source };
}

/** The cells of one line; `offset` is where the line begins in the text. */
function cellsOf(line: string, offset: number): Cell[] {
  const pipes = pipesOf(line);
  const opens = pipes[0] !== undefined && line.slice(0, pipes[0]).trim() === '';
  const last = pipes.at(-1);
  const closes = last !== undefined && pipes.length > 1 && line.slice(last + 1).trim() === '';
  const bounds = [...(opens ? [] : [-1]), ...pipes, ...(closes ? [] : [line.length])];
  return bounds.slice(1).map((to, index) => cellBetween(line, (bounds[index] ?? -1) + 1, to, offset));
}

function alignmentOf(source: string): Alignment {
  const [left, right] = [source.startsWith(':'), source.endsWith(':')];
  if (left && right) return 'center';
  return right ? 'right' : left ? 'left' : null;
}

/** Reads a table from its source lines; null when the second line does not part head and body. */
export function readTable(source: string, from: number): TableSource | null {
  const lines = source.split('\n');
  let at = from;
  const rows = lines.map((line) => {
    const cells = cellsOf(line, at);
    at += line.length + 1;
    return cells;
  });
  const [head, delimiters, ...body] = rows;
  if (!head || !delimiters?.length || !delimiters.every((cell) => DELIMITER.test(cell.source))) return null;
  return {
    from,
    to: from + source.length,
    alignments: delimiters.map((cell) => alignmentOf(cell.source)),
    rows: [head, ...body],
  };
}

/** Words as they must stand in a cell: on one line, pipes escaped. */
export const toCell = (text: string): string =>
  text
    .replace(/\s*\n\s*/g, ' ')
    .replace(/\\.|\|/g, (sign) => (sign === '|' ? '\\|' : sign))
    .trim();

const DASHES: Readonly<Record<string, string>> = { left: ':---', center: ':---:', right: '---:' };

/** A table written out, one blank on either side of the words. */
export function writeTable(rows: readonly (readonly string[])[], alignments: readonly Alignment[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const full = rows.map((row) => alignments.map((_, column) => row[column] ?? ''));
  const [head = [], ...body] = full;
  return [
    line(head),
    line(alignments.map((alignment) => DASHES[alignment ?? ''] ?? '---')),
    ...body.map(line),
  ].join('\n');
}

/** How a table is changed as a whole. Rows count from the head (0); the head stays. */
export type TableChange =
  | { readonly kind: 'add-row'; readonly after: number }
  | { readonly kind: 'add-column'; readonly after: number }
  | { readonly kind: 'remove-row'; readonly row: number }
  | { readonly kind: 'remove-column'; readonly column: number };

const without = <T>(list: readonly T[], index: number) => list.filter((_, at) => at !== index);
const withAfter = <T>(list: readonly T[], index: number, entry: T) => list.toSpliced(index + 1, 0, entry);

/** The table's new source; empty when its last column goes. */
export function changeTable(table: TableSource, change: TableChange): string {
  const width = table.alignments.length;
  const rows = table.rows.map((row) => table.alignments.map((_, column) => row[column]?.source ?? ''));
  switch (change.kind) {
    case 'add-row':
      return writeTable(
        withAfter(
          rows,
          change.after,
          Array.from({ length: width }, () => ''),
        ),
        table.alignments,
      );
    case 'remove-row':
      return writeTable(change.row === 0 ? rows : without(rows, change.row), table.alignments);
    case 'add-column':
      return writeTable(
        rows.map((row) => withAfter(row, change.after, '')),
        withAfter(table.alignments, change.after, null),
      );
    case 'remove-column':
      if (width === 1) return '';
      return writeTable(
        rows.map((row) => without(row, change.column)),
        without(table.alignments, change.column),
      );
  }
}
