export interface TextSize {
  readonly characters: number;
  /** At least: paragraphs, list items and line breaks of its own. */
  readonly lines: number;
}

/** How long a text is to read, from the HTML that the server made of it. */
export function textSize(html: string): TextSize {
  const text = html.replace(/<[^>]*>/g, '').replace(/&(?:[a-z]+|#\d+);/gi, '·');
  return { characters: text.trim().length, lines: (html.match(/<br>|<\/(?:p|li|tr)>|\n/g) ?? []).length };
}

const MANY_LINES = 45;

/** Long enough that what stands below it would be out of sight. */
export const isLongText = (html: string, mostCharacters: number): boolean => {
  const { characters, lines } = textSize(html);
  return characters > mostCharacters || lines > MANY_LINES * Math.max(1, mostCharacters / 2_000);
};
