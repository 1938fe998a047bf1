import { askedLine } from './asked-line.ts';
import type { ItemContent } from './item.ts';

const MAX_TITLE = 90;

/** A short name of an item for lists: the title that its metadata gives, else what is asked, in one line. */
export function itemTitle(item: ItemContent): string {
  const given = item.meta['title'];
  if (typeof given === 'string' && given.trim() !== '') return given.trim().slice(0, MAX_TITLE);
  const asked = item.turns.findLast((turn) => turn.role === 'user')?.content;
  const parts = [item.prompt, asked, item.context, item.responses[0]?.text];
  const line = parts.map(askedLine).find((part) => part !== '');
  if (line === undefined) return item.externalId;
  return line.length <= MAX_TITLE ? line : `${line.slice(0, MAX_TITLE - 1).trimEnd()}…`;
}
