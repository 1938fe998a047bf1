const LINK = /\[([^\][]*)\]\([^()]*\)/g;
const MARKS = /(?<!\\)[*_`~]+|\\(?=[\p{P}\p{S}])/gu;

/** The words of one line of Markdown, without its marks: for titles and lists. */
export const plainWords = (line: string): string =>
  line.replace(LINK, '$1').replace(MARKS, '').replace(/\s+/g, ' ').trim();

/** At most `max` characters, cut at a word, with an ellipsis where something is missing. */
export function shortened(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max - 1);
  const space = cut.lastIndexOf(' ');
  return `${space > max / 2 ? cut.slice(0, space) : cut}…`;
}
