/** What begins a block where it begins a line: a list, a rule, a heading under its words. */
const BLOCK_START = /^(?:[-+=~]|\d+(?=[.)]))/;
const escapedStart = (mark: string) => (/\d/.test(mark) ? `${mark}\\` : `\\${mark}`);

const escaped = (line: string) =>
  line
    .trim()
    .replace(/([\\`*_[\]<>#|~&$])/g, '\\$1')
    .replace(BLOCK_START, escapedStart);

/** Text that people typed as one line of Markdown that reads as exactly that text. */
export const plainLine = (text: string): string => escaped(text.replace(/\s+/g, ' '));

/** The same with its line breaks; further lines stand under the first, `indent` in. */
export const plainLines = (text: string, indent: string): string =>
  text
    .trim()
    .split(/\r\n?|\n/)
    .map(plainLine)
    .join(`\\\n${indent}`);

/** Text as it stands, in a fence that nothing in it can close. */
export function verbatim(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}
