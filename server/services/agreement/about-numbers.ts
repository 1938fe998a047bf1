import type { NumberId } from '#shared/protocol/http/agreement-words.ts';
import type { AboutNumbers, NumberEntry } from '#shared/protocol/http/agreement.ts';
import { renderInline, renderMarkdown } from '#shared/markdown/render.ts';
import { ALPHA } from './numbers/alpha.ts';
import { BEFORE_AFTER } from './numbers/before-after.ts';
import type { Explained, Part } from './numbers/entry.ts';
import { ITEMS, PEOPLE } from './numbers/people.ts';
import { OTHERS, SHARES } from './numbers/shares.ts';

const PARTS: readonly Part[] = [ALPHA, SHARES, OTHERS, PEOPLE, ITEMS, BEFORE_AFTER];

const rendered = (id: NumberId, { title, text, formula, source }: Explained): NumberEntry => ({
  ...{ id, title, html: renderMarkdown(text) },
  formulaHtml: formula === undefined ? null : renderMarkdown(`$$\n${formula}\n$$`),
  sourceHtml: renderInline(source),
});

let made: AboutNumbers | null = null;

/** Each number in a paragraph, with formula and source; rendered once. */
export function aboutNumbers(): AboutNumbers {
  made ??= {
    parts: PARTS.map(({ title, numbers }) => ({
      title,
      numbers: (Object.entries(numbers) as [NumberId, Explained][]).map(([id, entry]) => rendered(id, entry)),
    })),
  };
  return made;
}
