import { doubledMembers } from './doubled-members.ts';
import { MAX_LINE_CHARACTERS } from './limits.ts';
import { isFields, UnreadableFileError, type SourceRecord } from './records.ts';
import { doubledProblem, parseJson, valueProblem } from './strict-json.ts';

const LISTS = ['items', 'labels', 'data', 'records', 'examples'];
const PASSAGES = 'passages';

/** The name of the list that an object wraps; undefined when it wraps none and is a record itself. */
export const wrappedList = (value: unknown): string | undefined =>
  isFields(value) ? LISTS.find((name) => Array.isArray(value[name])) : undefined;

/** A list of the file: the entries, and the path to each of them. */
interface List {
  readonly entries: readonly unknown[];
  /** The member that holds it; null when the file is the list. */
  readonly name: string | null;
}

function listsIn(value: unknown): List[] {
  if (Array.isArray(value)) return [{ entries: value, name: null }];
  const name = wrappedList(value);
  if (name === undefined || !isFields(value)) {
    throw new UnreadableFileError(
      'The JSON is neither a list nor an object with a list called `items` or `labels`.',
    );
  }
  return [name, PASSAGES].flatMap((member) => {
    const entries = value[member];
    return Array.isArray(entries) ? [{ entries, name: member }] : [];
  });
}

/** Which entry a path leads into, as `list/place`. */
const entryKey = (path: readonly (string | number)[]): string =>
  path.length > 0 && typeof path[0] === 'number' ? `/${path[0]}` : path.slice(0, 2).join('/');

/** Names that stand twice, by the entry in which they do. */
function doubledByEntry(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const { name, path } of doubledMembers(text)) {
    if (path.length === 0) throw new UnreadableFileError(`The file ${doubledProblem(name)}.`);
    const key = entryKey(path);
    if (!found.has(key)) found.set(key, name);
  }
  return found;
}

function recordOf(value: unknown, line: number, doubled: string | undefined): SourceRecord {
  if (!isFields(value)) return { line, problem: 'is not a JSON object' };
  const problem = valueProblem(value) ?? (doubled === undefined ? null : doubledProblem(doubled));
  if (problem !== null) return { line, problem };
  const isTooLong = JSON.stringify(value).length > MAX_LINE_CHARACTERS;
  return isTooLong ? { line, problem: 'is longer than 256 KB' } : { line, fields: value };
}

/** A JSON list, or an object that holds one. What counts as the line of an entry is its place in the list, from 1. */
export function readJson(text: string): SourceRecord[] {
  const parsed = parseJson(text);
  if (!parsed.ok) throw new UnreadableFileError(`The file ${parsed.problem}.`);
  const lists = listsIn(parsed.value);
  const doubled = doubledByEntry(text);
  return lists
    .flatMap(({ entries, name }) =>
      entries.map((value, at) => [value, doubled.get(`${name ?? ''}/${at}`)] as const),
    )
    .map(([value, name], index) => recordOf(value, index + 1, name));
}
