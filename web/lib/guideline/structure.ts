/*
 * Where the clauses of a draft stand, line by line, for the editor: cheap enough to run on every keystroke. Which clauses there are
 * is decided by the server's parser; this only has to find the same lines.
 */
const HEADING = /^(#{1,6})[ \t]+(.*?)[ \t]*$/;
const HEADING_ID = /(?:^|[ \t]+)\{#([ce]-[A-Za-z0-9_-]{1,60})\}$/;
const OPENING = /^:{3,}[ \t]*edge-case(?:[ \t]+\{#([ce]-[A-Za-z0-9_-]{1,60})\})?[ \t]*$/;
const CLOSING = /^:{3,}[ \t]*$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/** A heading that starts a line of the document itself. Positions are offsets into the text. */
export interface Heading {
  readonly kind: 'heading';
  readonly level: number;
  readonly title: string;
  readonly id: string | null;
  /** The line. */
  readonly from: number;
  readonly to: number;
  /** Where the title begins and ends; between `titleTo` and `to` stands the clause id. */
  readonly titleFrom: number;
  readonly titleTo: number;
}

/** An edge-case block, from the start of its opening line to the end of its closing line. */
export interface EdgeCaseBlock {
  readonly kind: 'edge-case';
  readonly title: string;
  readonly id: string | null;
  readonly from: number;
  readonly to: number;
  /** End of the opening line. */
  readonly openTo: number;
  /** Start of the closing line. */
  readonly closeFrom: number;
}

export type Part = Heading | EdgeCaseBlock;

interface Line {
  readonly text: string;
  readonly from: number;
}

const MARKS = /[*_`]|\\(?=[^A-Za-z0-9\s])/g;
const plain = (text: string) => text.replace(MARKS, '').trim();

function headingAt({ text, from }: Line): Heading | null {
  const found = HEADING.exec(text);
  if (!found) return null;
  const [, marks = '', rest = ''] = found;
  const id = HEADING_ID.exec(rest)?.[1] ?? null;
  const tag = id === null ? text.trimEnd().length : text.lastIndexOf('{#');
  const start = Math.min(marks.length + 1, text.length);
  // One blank parts title and id; any other belongs to the title, or words typed one by one would lose the blanks between them.
  const end = id === null ? text.length : Math.max(start, tag - 1);
  return {
    kind: 'heading',
    level: marks.length,
    title: plain(text.slice(start, Math.max(start, tag))),
    id,
    from,
    to: from + text.length,
    titleFrom: from + start,
    titleTo: from + end,
  };
}

/** The line that closes the block opened at `start`; -1 when another opening or the end comes first. */
function closingIndex(lines: readonly Line[], start: number): number {
  for (let index = start + 1; index < lines.length; index++) {
    const text = lines[index]?.text ?? '';
    if (CLOSING.test(text)) return index;
    if (OPENING.test(text)) return -1;
  }
  return -1;
}

/** The words that name an edge case: the first line of its text, without marks and label. */
function edgeCaseTitle(lines: readonly Line[]): string {
  const first = lines.find((line) => line.text.trim() !== '');
  return plain((first?.text ?? '').replace(/^#{1,6}\s+/, '')).replace(/^(?:Question|Edge case)[.:]\s*/i, '');
}

function edgeCaseAt(lines: readonly Line[], index: number): { block: EdgeCaseBlock; last: number } | null {
  const line = lines[index];
  const opening = line && OPENING.exec(line.text);
  if (!opening) return null;
  const last = closingIndex(lines, index);
  const close = lines[last];
  if (!close) return null;
  const block: EdgeCaseBlock = {
    kind: 'edge-case',
    title: edgeCaseTitle(lines.slice(index + 1, last)),
    id: opening[1] ?? null,
    from: line.from,
    openTo: line.from + line.text.length,
    closeFrom: close.from,
    to: close.from + close.text.length,
  };
  return { block, last };
}

/** The line after the code block that opens at `index`; the end of the text when it is left open. */
function afterCode(lines: readonly Line[], index: number, fence: string): number {
  const closes = new RegExp(`^ {0,3}${fence[0] === '~' ? '~' : '`'}{${fence.length},}\\s*$`);
  const end = lines.findIndex((line, at) => at > index && closes.test(line.text));
  return end < 0 ? lines.length : end + 1;
}

function toLines(texts: Iterable<string>): Line[] {
  const lines: Line[] = [];
  let from = 0;
  for (const text of texts) {
    lines.push({ text, from });
    from += text.length + 1;
  }
  return lines;
}

/** Headings and edge cases of a text given as its lines, in the order of the text. */
export function partsOfLines(texts: Iterable<string>): Part[] {
  const lines = toLines(texts);
  const parts: Part[] = [];
  let index = 0;
  while (index < lines.length) {
    const line = lines[index];
    if (!line) break;
    const fence = FENCE.exec(line.text)?.[1];
    const edgeCase = fence ? null : edgeCaseAt(lines, index);
    const heading = fence || edgeCase ? null : headingAt(line);
    if (edgeCase) parts.push(edgeCase.block);
    if (heading) parts.push(heading);
    index = fence ? afterCode(lines, index, fence) : (edgeCase?.last ?? index) + 1;
  }
  return parts;
}

export const partsOf = (text: string): Part[] => partsOfLines(text.split('\n'));

/** The clause a position lies in: the last part that begins at or before it and is not an edge case that has ended. */
export function partAt(parts: readonly Part[], position: number): Part | null {
  const before = parts.filter((part) => part.from <= position);
  return before.findLast((part) => part.kind === 'heading' || position <= part.to) ?? null;
}

/** Where the text of a part ends: for a heading just before the next heading of any level, edge cases below it included. */
export function endOfPart(parts: readonly Part[], part: Part, length: number): number {
  if (part.kind === 'edge-case') return part.to;
  const next = parts.find((other) => other.kind === 'heading' && other.from > part.from);
  return next ? next.from : length;
}

export const partWithId = (parts: readonly Part[], id: string): Part | null =>
  parts.find((part) => part.id === id) ?? null;
