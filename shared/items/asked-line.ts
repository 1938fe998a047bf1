/** A title needs no more, and the patterns below are not made for a whole book. */
const READ = 1_000;
/** Headings, quotes, list items and fences, at the start of a line. */
const AT_START = /^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+|(?:```|~~~).*$)+/gm;
/** Strong and code, which close what they open; emphasis only around words: `2*3` and `a_b` are what somebody wrote. */
const AROUND = /(\*\*|__|`+)(?=\S)(.+?)(?<=\S)\1/g;
const EMPHASISED = /(?<![\p{L}\p{N}])([*_])(?=\S)(.+?)(?<=\S)\1(?![\p{L}\p{N}])/gu;

/** What is asked of an item in one line, without the marks of Markdown and with everything else: `C#`, `a > b`, `snake_case`. */
export const askedLine = (text: string | null | undefined): string =>
  (text ?? '')
    .slice(0, READ)
    .replace(AT_START, '')
    .replace(AROUND, '$2')
    .replace(EMPHASISED, '$2')
    .replace(/\s+/g, ' ')
    .trim();
