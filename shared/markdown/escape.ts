const HTML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Bidirectional overrides and isolates can make a line read as its opposite; they are shown instead of obeyed. */
const BIDI = /[\u202A-\u202E\u2066-\u2069]/g;

const codePoint = (character: string) =>
  `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

/** Text for an attribute or an element. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => HTML[character] ?? character);

/** Text for an element, with direction controls made visible. */
export const visibleText = (text: string): string =>
  escapeHtml(text).replace(
    BIDI,
    (character) => `<span class="control-character">${codePoint(character)}</span>`,
  );

const PUNCTUATION = /[\\`*_{}[\]#+\-.!|<>~$:]/g;

/** Text as Markdown that renders as exactly that text, on one line: for titles that other people or models wrote. */
export const escapeMarkdown = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(PUNCTUATION, (character) => `\\${character}`);
