import type { MarkdownIt, StateBlock, StateCore } from 'markdown-it';

const ID = String.raw`\{#([ce]-[A-Za-z0-9_-]{1,60})\}`;
const HEADING_ID = new RegExp(String.raw`(?:^|[ \t]+)${ID}$`);
const OPENING = new RegExp(String.raw`^:{3,}[ \t]*edge-case(?:[ \t]+${ID})?[ \t]*$`);
const CLOSING = /^:{3,}[ \t]*$/;

/** A heading's words and its clause id, which stands behind them: `Ties {#c-k3f9}`. */
function splitHeading(content: string): { title: string; id: string | null } {
  const found = HEADING_ID.exec(content);
  return found
    ? { title: content.slice(0, found.index), id: found[1] ?? null }
    : { title: content, id: null };
}

const isFlush = (state: StateBlock, line: number) => state.blkIndent === 0 && state.sCount[line] === 0;
const lineAt = (state: StateBlock, line: number) =>
  state.src.slice(state.bMarks[line] ?? 0, state.eMarks[line] ?? 0);

/**
 * The line that closes an edge case. Another opening before it means that this one was left open: then it is no block at all,
 * so that a half-typed one never swallows the rest of the document.
 */
function closingLine(state: StateBlock, start: number, end: number): number {
  for (let line = start + 1; line < end; line++) {
    const text = lineAt(state, line);
    if (CLOSING.test(text)) return line;
    if (OPENING.test(text)) return -1;
  }
  return -1;
}

function edgeCase(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  // Asked whether it ends a list or a quote (`silent`), only the line counts: the block itself stands outside of both.
  const isAtMargin = state.sCount[startLine] === 0;
  if (silent ? !isAtMargin : state.level > 0 || !isFlush(state, startLine)) return false;
  const opening = OPENING.exec(lineAt(state, startLine));
  if (!opening) return false;
  const last = closingLine(state, startLine, endLine);
  if (last < 0) return false;
  if (silent) return true;
  openSection(state, startLine, last, opening[1] ?? null);
  return true;
}

function openSection(state: StateBlock, startLine: number, last: number, id: string | null): void {
  const { parentType, lineMax } = state;
  const opening = state.push('edge_case_open', 'section', 1);
  opening.block = true;
  opening.map = [startLine, last + 1];
  opening.attrSet('class', 'edge-case');
  if (id !== null) opening.attrSet('id', id);
  state.parentType = 'edge_case';
  state.lineMax = last;
  state.md.block.tokenize(state, startLine + 1, last);
  state.push('edge_case_close', 'section', -1).block = true;
  state.parentType = parentType;
  state.lineMax = lineMax;
  state.line = last + 1;
}

/** Takes `{#c-…}` off the headings that start a line of the document itself and makes it their id. */
function headingIds(state: StateCore): void {
  state.tokens.forEach((token, index) => {
    const inline = state.tokens[index + 1];
    if (token.type !== 'heading_open' || token.level > 0 || inline?.type !== 'inline') return;
    const { title, id } = splitHeading(inline.content);
    inline.content = title;
    if (id !== null) token.attrSet('id', id);
  });
}

/**
 * Reads the two marks of a guideline: clause ids behind headings and `::: edge-case {#e-…}` blocks. Underlined headings are
 * off, because a line of dashes under a sentence would make a clause by accident.
 */
export function clauseRules(md: MarkdownIt): void {
  md.disable('lheading');
  md.block.ruler.before('fence', 'edge_case', edgeCase, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
  md.core.ruler.after('block', 'heading_ids', headingIds);
}
