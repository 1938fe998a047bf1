import type { ItemContent } from './item.ts';
import { responseLetter } from './response-letter.ts';

/** A part of an item as minutes quote it; `left` characters are not quoted. */
export interface QuotedPart {
  readonly name: string;
  readonly text: string;
  readonly left: number;
}

const MAX_PART = 1_200;
const MAX_ITEM = 8_000;

type NamedText = readonly [name: string, text: string | null];

const capital = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1);

/** As it is judged: dialogue or context, prompt, responses by their letters, claims; never a source (law B6). */
const namedTexts = ({ context, turns, prompt, responses, claims }: ItemContent): NamedText[] => [
  ...(turns.length > 0
    ? turns.map(({ role, content }): NamedText => [capital(role), content])
    : [['Context', context] satisfies NamedText]),
  ['Prompt', prompt],
  ...responses.map(({ id, text }): NamedText => [`Response ${responseLetter(id)}`, text]),
  ['Claims', claims.map(({ id, text }) => `${id.slice(1)}. ${text}`).join('\n')],
];

/** What was judged, long texts by their beginning: enough to know the item by, not a copy of it. */
export function quotedItem(item: ItemContent): QuotedPart[] {
  let room = MAX_ITEM;
  return namedTexts(item).flatMap(([name, given]) => {
    const whole = given?.trim() ?? '';
    if (whole === '') return [];
    const text = whole.slice(0, Math.min(MAX_PART, room));
    room -= text.length;
    return { name, text, left: whole.length - text.length };
  });
}
