import type { Column, FileFormat } from '#shared/protocol/http/imports.ts';
import { readCsv } from './csv.ts';
import { readJson, wrappedList } from './json.ts';
import { countLines, readJsonLines } from './jsonl.ts';
import { isFields, UnreadableFileError, type Fields, type SourceRecord } from './records.ts';

/** A file that can be read, record by record, as often as wanted. */
export interface Source {
  readonly format: FileFormat;
  /** Members of the first records, in the order in which they appear. */
  readonly columns: readonly Column[];
  /** Texts that items refer to by `context_ref`: their id → their text. */
  readonly passages: ReadonlyMap<string, string>;
  readonly records: () => Iterable<SourceRecord>;
  /** Records or lines, so that it can be said how far a reader is; at least as many as there are records. */
  readonly size: number;
}

const RECORDS_FOR_COLUMNS = 50;
const MAX_SAMPLE = 80;

/** An object on a line of its own that is a record and not the wrapping of a list. */
function isRecordLine(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return isFields(value) && wrappedList(value) === undefined;
  } catch {
    return false;
  }
}

/** By content; a name that ends in `.jsonl` or `.csv` decides what content leaves open. */
function detectFormat(text: string, fileName: string): FileFormat {
  const start = text.trimStart();
  if (start === '') throw new UnreadableFileError('The file is empty.');
  if (start.startsWith('[')) return 'json';
  if (!start.startsWith('{')) return 'csv';
  const [first = ''] = start.split('\n', 1);
  if (/\.(jsonl|ndjson)$/i.test(fileName)) return 'jsonl';
  return isRecordLine(first) ? 'jsonl' : 'json';
}

function sampleOf(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length <= MAX_SAMPLE ? text : `${text.slice(0, MAX_SAMPLE - 1)}…`;
}

function columnsOf(records: Iterable<SourceRecord>): Column[] {
  const samples = new Map<string, string>();
  let count = 0;
  for (const record of records) {
    if ('problem' in record) continue;
    for (const [name, value] of Object.entries(record.fields)) {
      if (!samples.get(name)) samples.set(name, value === null ? '' : sampleOf(value));
    }
    count += 1;
    if (count === RECORDS_FOR_COLUMNS) break;
  }
  return [...samples].map(([name, sample]) => ({ name, sample }));
}

const PARTS_OF_ITEMS = ['prompt', 'context', 'context_ref', 'turns', 'responses', 'claims'];

/** A passage has an id and a text and nothing that an item has, and an item refers to it. */
const isBare = (fields: Fields) => PARTS_OF_ITEMS.every((part) => !(part in fields));

function passagesOf(records: Iterable<SourceRecord>): Map<string, string> {
  const referred = new Set<unknown>();
  const texts = new Map<string, string>();
  for (const record of records) {
    if ('problem' in record) continue;
    const { id, text, context_ref: reference } = record.fields;
    if (reference !== undefined) referred.add(reference);
    if (typeof id === 'string' && typeof text === 'string' && isBare(record.fields)) texts.set(id, text);
  }
  return new Map([...texts].filter(([id]) => referred.has(id)));
}

/** Opens a file by its text. Throws `UnreadableFileError` when it is none of JSONL, JSON and CSV. */
export function openSource(text: string, fileName: string): Source {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const format = detectFormat(content, fileName);
  const list = format === 'json' ? readJson(content) : format === 'csv' ? readCsv(content) : null;
  const all = () => list ?? readJsonLines(content);
  const passages = content.includes('context_ref') ? passagesOf(all()) : new Map<string, string>();
  const isPassage = (record: SourceRecord) =>
    'fields' in record && passages.has(String(record.fields['id'])) && isBare(record.fields);
  const records =
    passages.size === 0 ? all : () => Iterator.from(all()).filter((record) => !isPassage(record));
  const size = list?.length ?? countLines(content);
  return { format, columns: columnsOf(records()), passages, records, size };
}
