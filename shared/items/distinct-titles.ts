import { shortened } from '#shared/markdown/plain.ts';
import { askedLine } from './asked-line.ts';
import type { ItemContent } from './item.ts';
import { itemTitle } from './title.ts';

/** An item in a list: its title, texts that may tell it from others of that title, and an id for when no text does. */
export interface Titled {
  readonly title: string;
  readonly marks: readonly string[];
  readonly id: string;
}

const MAX_MARK = 300;
const MAX_SNIPPET = 48;
/** A shared beginning shorter than this is left in: it is read faster than its omission is understood. */
const SHORT_START = 16;

/** What may tell an item from others of its title: what is asked, then what it is asked about. Never a response (law B6). */
export function itemMarks(item: ItemContent): string[] {
  const said = item.turns.filter((turn) => turn.role === 'user').map((turn) => turn.content);
  return [item.prompt, said.at(-1), item.context, said[0]]
    .map((text) => askedLine(text).slice(0, MAX_MARK))
    .filter((mark) => mark !== '');
}

/** An item among others, for whoever may see the id that its source gave it. */
export const titledItem = (item: ItemContent): Titled => ({
  title: itemTitle(item),
  marks: itemMarks(item),
  id: item.externalId,
});

function sharedStart(texts: readonly string[]): number {
  const [first = '', ...others] = texts;
  const length = [...first].findIndex((letter, at) => others.some((other) => other[at] !== letter));
  return length < 0 ? first.length : length;
}

/** Each text from where it differs from the others, at a word. */
function snippets(texts: readonly string[]): string[] {
  const differs = sharedStart(texts);
  const word = (texts[0] ?? '').lastIndexOf(' ', differs) + 1;
  const from = word < SHORT_START ? 0 : word;
  return texts.map((text) => {
    const rest = text.slice(from);
    return from > 0 && rest !== '' ? `…${shortened(rest, MAX_SNIPPET)}` : shortened(rest, MAX_SNIPPET);
  });
}

const withMark = (title: string, mark: string) => (mark === '' ? title : `${title} · ${mark}`);

/** Tells items of one title apart by their mark at `depth`, and those that are still the same by the next. */
function apart(rows: readonly Titled[], depth: number): string[] {
  if (rows.length < 2) return rows.map(({ title }) => title);
  const isLast = rows.every(({ marks }) => depth >= marks.length);
  const texts = rows.map(({ marks, id }) => (isLast ? id : (marks[depth] ?? '')));
  if (!isLast && new Set(texts).size === 1) return apart(rows, depth + 1);
  const marks = isLast ? texts : snippets(texts);
  const marked = rows.map((row, at) => ({ ...row, title: withMark(row.title, marks[at] ?? '') }));
  return isLast ? marked.map(({ title }) => title) : distinct(marked, depth + 1);
}

function distinct(rows: readonly Titled[], depth: number): string[] {
  const groups = Map.groupBy(rows, ({ title }) => title);
  const titles = new Map<Titled, string>();
  for (const group of groups.values()) {
    apart(group, depth).forEach((title, at) => {
      const row = group[at];
      if (row) titles.set(row, title);
    });
  }
  return rows.map((row) => titles.get(row) ?? row.title);
}

/** The titles of a list, in its order. Where several are the same, what tells the items apart stands behind. */
export const distinctTitles = (rows: readonly Titled[]): string[] => distinct(rows, 0);
