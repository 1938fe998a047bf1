import Papa from 'papaparse';
import { MAX_LINE_CHARACTERS } from './limits.ts';
import { UnreadableFileError, type SourceRecord } from './records.ts';
import { isForbiddenName, textProblem } from './strict-json.ts';

const QUOTE_FAULTS: Readonly<Record<string, string>> = {
  MissingQuotes: 'a quoted cell does not end',
  InvalidQuotes: 'a quoted cell has a quote in it; write it twice ("")',
};

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

const countNewlines = (text: string, from: number, to: number): number => {
  let count = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
};

/** Rows with the line on which each begins: a quoted cell may hold line breaks, so rows and lines differ. */
function readRows(text: string): Row[] {
  const rows: Row[] = [];
  let line = 1;
  let from = 0;
  Papa.parse<string[]>(text, {
    step({ data, meta, errors }) {
      const broken = errors.find((error) => error.type === 'Quotes');
      if (broken)
        throw new UnreadableFileError(`Line ${line}: ${QUOTE_FAULTS[broken.code] ?? broken.message}.`);
      rows.push({ line, cells: data });
      line += countNewlines(text, from, meta.cursor);
      from = meta.cursor;
    },
  });
  return rows;
}

function headerOf(row: Row | undefined): string[] {
  const names = (row?.cells ?? []).map((name) => name.trim());
  if (names.length < 2 && names[0] === '') throw new UnreadableFileError('The file is empty.');
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new UnreadableFileError(`Two columns are called "${twice}".`);
  const forbidden = names.find(isForbiddenName);
  if (forbidden !== undefined) throw new UnreadableFileError(`A column may not be called "${forbidden}".`);
  return names;
}

function recordOf(names: readonly string[], { line, cells }: Row): SourceRecord {
  if (cells.length !== names.length) {
    return { line, problem: `has ${cells.length} cells, but the header names ${names.length} columns` };
  }
  if (cells.reduce((sum, cell) => sum + cell.length, 0) > MAX_LINE_CHARACTERS)
    return { line, problem: 'is longer than 256 KB' };
  const problem = cells.map(textProblem).find((one) => one !== null);
  if (problem !== undefined) return { line, problem };
  return { line, fields: Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ''])) };
}

const isBlank = ({ cells }: Row) => cells.every((cell) => cell.trim() === '');

/** Rows under a header; comma, semicolon or tab. Cells are text, as they stand. */
export function readCsv(text: string): SourceRecord[] {
  const [header, ...rows] = readRows(text);
  const names = headerOf(header);
  return rows.filter((row) => !isBlank(row)).map((row) => recordOf(names, row));
}
