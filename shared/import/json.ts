import { MAX_LINE_CHARACTERS } from './limits.ts';
import { isFields, UnreadableFileError, type SourceRecord } from './records.ts';
import { parseStrictJson } from './strict-json.ts';

const LISTS = ['items', 'labels', 'data', 'records', 'examples'];

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The list that an object wraps; undefined when it wraps none and is a record itself. */
export const wrappedList = (value: unknown): readonly unknown[] | undefined =>
  isFields(value) ? LISTS.map((name) => value[name]).find(Array.isArray) : undefined;

function listIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  const found = wrappedList(value);
  if (found === undefined) {
    throw new UnreadableFileError(
      'The JSON is neither a list nor an object with a list called `items` or `labels`.',
    );
  }
  return found;
}

function recordOf(value: unknown, line: number): SourceRecord {
  if (!isFields(value)) return { line, problem: 'is not a JSON object' };
  const tooLong = JSON.stringify(value).length > MAX_LINE_CHARACTERS;
  return tooLong ? { line, problem: 'is longer than 256 KB' } : { line, fields: value };
}

/** A JSON list, or an object that holds one. What counts as the line of an entry is its place in the list, from 1. */
export function readJson(text: string): SourceRecord[] {
  const parsed = parseStrictJson(text);
  if (!parsed.ok) throw new UnreadableFileError(`The file ${parsed.problem}.`);
  const passages = isFields(parsed.value) ? listOf(parsed.value['passages']) : [];
  const records = [...listIn(parsed.value), ...passages];
  return records.map((value, index) => recordOf(value, index + 1));
}
