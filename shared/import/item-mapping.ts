import type { Column, ItemMapping } from '#shared/protocol/http/imports.ts';

/* Names that other tools give to the parts of an item, best guess first. */
const NAMES = {
  id: ['id', 'item_id', 'itemid', 'item', 'uid', 'key', 'idx', 'index', 'question_id'],
  prompt: ['prompt', 'instruction', 'question', 'query', 'user_prompt', 'title'],
  context: ['context', 'input', 'passage', 'document', 'article', 'story', 'source_text', 'background'],
  turns: ['turns', 'messages', 'conversation', 'dialogue', 'chat'],
  task: ['task', 'task_type', 'type'],
  lang: ['lang', 'language', 'locale'],
  claims: ['claims', 'statements'],
  tags: ['tags', 'keywords'],
} as const;

const LISTS = ['responses', 'answers', 'completions', 'candidates', 'outputs'];
const SINGLES = ['response', 'answer', 'completion', 'output', 'reply', 'summary', 'text'];
const NUMBERED =
  /^(?:model_?)?(?:response|answer|completion|output|candidate|reply|summary|text)s?[ _.-]?([1-8a-h])$/i;
const NUMBERED_SOURCE =
  /^(?:response|answer|output)?[ _.-]?(?:model|source|system)(?:_name)?[ _.-]?([1-8a-h])$/i;
/** The usual columns of preference pairs. */
const PAIR = ['chosen', 'rejected'];

const simplified = (name: string) => name.toLowerCase().replace(/[\s.-]+/g, '_');

function find(columns: readonly string[], names: readonly string[]): string | undefined {
  return names
    .map((name) => columns.find((column) => simplified(column) === name))
    .find((column) => column !== undefined);
}

/** Columns that a letter or number tells apart, in that order; fewer than two are no series. */
function series(columns: readonly string[], pattern: RegExp): string[] {
  const found = columns
    .map((column) => ({ column, at: pattern.exec(column)?.[1]?.toLowerCase() }))
    .filter((entry): entry is { column: string; at: string } => entry.at !== undefined);
  const ordered = found.toSorted((a, b) => (a.at < b.at ? -1 : 1)).map((entry) => entry.column);
  return ordered.length < 2 ? [] : ordered.slice(0, 8);
}

function responsesIn(columns: readonly string[]): string[] {
  const list = find(columns, LISTS);
  if (list !== undefined) return [list];
  const numbered = series(columns, NUMBERED);
  if (numbered.length > 0) return numbered;
  const pair = PAIR.map((name) => find(columns, [name])).filter((column) => column !== undefined);
  if (pair.length === 2) return pair;
  const single = find(columns, SINGLES);
  return single === undefined ? [] : [single];
}

/** A mapping that fits the names of the columns; for the person to look over. */
export function suggestItemMapping(columns: readonly Column[]): ItemMapping {
  const names = columns.map((column) => column.name);
  const parts = Object.entries(NAMES).map(([part, known]) => [part, find(names, known)] as const);
  const found = Object.fromEntries(
    parts.filter(([, column]) => column !== undefined),
  ) as Partial<ItemMapping>;
  return { ...found, responses: responsesIn(names), sources: series(names, NUMBERED_SOURCE) };
}

/** Whether the two columns say which response is the better one: then their order must not decide who is A. */
export const isPreferencePair = ({ responses }: Pick<ItemMapping, 'responses'>): boolean =>
  responses.length === 2 && responses.every((column) => PAIR.includes(simplified(column)));
