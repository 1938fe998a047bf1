import type { ImportKind } from '#lib/api/imports.ts';

/** Words that name a column of labels, and such that name one of items. */
const LABEL_SIGNS = [
  'annotator',
  'rater',
  'worker',
  'dimension',
  'rationale',
  'label',
  'value',
  'duration_ms',
];
const ITEM_SIGNS = [
  'prompt',
  'responses',
  'response',
  'response_a',
  'chosen',
  'rejected',
  'turns',
  'messages',
  'context',
  'text',
];

const namesIn = (firstLine: string): Set<string> =>
  new Set(
    firstLine
      .toLowerCase()
      .split(/[,;\t{}[\]:"']+/)
      .map((part) => part.trim()),
  );

const hits = (names: ReadonlySet<string>, signs: readonly string[]): number =>
  signs.filter((sign) => names.has(sign)).length;

/** What a file probably holds, from its name and its first record. A first guess only; the person can choose otherwise. */
export function guessKind(fileName: string, start: string): ImportKind {
  if (/label|annotation|rating/i.test(fileName)) return 'labels';
  if (/item|prompt/i.test(fileName)) return 'items';
  const [firstLine = ''] = start.trimStart().split('\n');
  const names = namesIn(firstLine === '[' ? start : firstLine);
  return hits(names, LABEL_SIGNS) > hits(names, ITEM_SIGNS) ? 'labels' : 'items';
}
