import { isFields } from './records.ts';

/** `dataset` describes the dimensions; `passages` are texts that items refer to; `other` is nothing that is imported. */
export type FileKind = 'dataset' | 'items' | 'labels' | 'passages' | 'other';

/** So much of a file is enough to tell: its first record may be long. */
export const START_OF_FILE = 256 * 1024;

/** Words that name a column of labels, and such that name one of items. */
const LABEL_SIGNS = [
  ...[
    'annotator',
    'annotator_id',
    'rater',
    'rater_id',
    'worker',
    'worker_id',
    'workerid',
    'reviewer',
    'judge',
    ...['labeler', 'labeller', 'coder', 'assessor', 'evaluator', 'who', 'why'],
  ],
  ...['item', 'item_id', 'dimension', 'rationale', 'label', 'value', 'rating', 'duration_ms'],
];
const ITEM_SIGNS = [
  ...['prompt', 'instruction', 'responses', 'response', 'response_a', 'chosen', 'rejected', 'completions'],
  ...['turns', 'messages', 'context', 'context_ref', 'claims', 'text'],
];

/* Parts of a data set that stand beside items and labels. */
const BESIDE = /^(gold|annotators|predictions|events|expected)\b.*\.jsonl?$/i;
const READABLE = /\.(jsonl|ndjson|json|csv|tsv|txt)$/i;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const wordsIn = (text: string): string[] =>
  text
    .split(/[,;\t{}[\]:"']+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Names of the first record's members or of the columns; where the start does not parse, every word in it. */
function namesIn(start: string): Set<string> {
  const [firstLine = ''] = start.split('\n', 1);
  const value = parsed(firstLine);
  if (isFields(value)) return new Set(Object.keys(value).map((name) => name.toLowerCase()));
  const isList = /^\s*\[\s*$/.test(firstLine) || /^\s*\{\s*$/.test(firstLine);
  return new Set(wordsIn((isList ? start : firstLine).toLowerCase()));
}

const hits = (names: ReadonlySet<string>, signs: readonly string[]): number =>
  signs.filter((sign) => names.has(sign)).length;

/** What a file probably holds, by its name and its start. A first guess only: the person can say otherwise. */
export function fileKind(name: string, start: string): FileKind {
  const text = start.replace(/^\uFEFF/, '').trimStart();
  if (text.startsWith('{') && /"dimensions"\s*:\s*\[/.test(text)) return 'dataset';
  const isReadable = READABLE.test(name) || /^[[{]/.test(text);
  if (BESIDE.test(name) || !isReadable) return 'other';
  const names = namesIn(text);
  if (/passage/i.test(name) && names.has('text') && !names.has('responses')) return 'passages';
  if (/(?<![a-z])(label|annotation|rating)s?(?![a-z])/i.test(name)) return 'labels';
  if (/(?<![a-z])(item|prompt)s?(?![a-z])/i.test(name)) return 'items';
  return hits(names, LABEL_SIGNS) > hits(names, ITEM_SIGNS) ? 'labels' : 'items';
}

/** The order in which files of a set are to be read: labels need their items, items the texts that they refer to. */
const ORDER: readonly FileKind[] = ['dataset', 'passages', 'items', 'labels', 'other'];

export const inImportOrder = <F extends { readonly kind: FileKind }>(files: readonly F[]): F[] =>
  files.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
