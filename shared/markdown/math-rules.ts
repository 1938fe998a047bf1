import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it';
import { MAX_FORMULA } from './limits.ts';

const BACKSLASH = 0x5c;
const DOLLAR = 0x24;

/** A pair of marks around a formula. `$` stands in prices too, so it must hug its formula. */
interface Fence {
  readonly open: string;
  readonly close: string;
  readonly display: boolean;
  readonly hugs: boolean;
}

const DOLLARS: readonly Fence[] = [
  { open: '$$', close: '$$', display: true, hugs: false },
  { open: '$', close: '$', display: false, hugs: true },
];
const BRACKETS: readonly Fence[] = [
  { open: '\\(', close: '\\)', display: false, hugs: false },
  { open: '\\[', close: '\\]', display: true, hugs: false },
];

/** Where the next closing mark stands, remembered per text, so that a page of opening marks is read once and not once each. */
const ahead = new WeakMap<StateInline, Map<string, number>>();

function nextMark(state: StateInline, mark: string, from: number): number {
  const known = ahead.get(state) ?? new Map<string, number>();
  ahead.set(state, known);
  const last = known.get(mark);
  if (last !== undefined && (last === -1 || last >= from)) return last;
  const found = state.src.indexOf(mark, from);
  known.set(mark, found);
  return found;
}

/** The next dollar that is not escaped, wherever it may close or not. */
function nextDollar(state: StateInline, from: number): number {
  let at = nextMark(state, '$', from);
  while (at > 0 && state.src.charCodeAt(at - 1) === BACKSLASH) at = nextMark(state, '$', at + 1);
  return at;
}

const isSpaceAt = (text: string, at: number) => /\s/.test(text.charAt(at));

/** "$5 and $6" is money: the formula touches both its dollars, and no digit follows the second. */
function hugged(text: string, from: number, end: number): boolean {
  return !isSpaceAt(text, from) && !isSpaceAt(text, end - 1) && !/\d/.test(text.charAt(end + 1));
}

/** Where the formula that begins at `from` ends, or -1. */
function closingAt(state: StateInline, from: number, fence: Fence): number {
  const end = fence.hugs ? nextDollar(state, from) : nextMark(state, fence.close, from);
  if (end <= from || end - from > MAX_FORMULA) return -1;
  return fence.hugs && !hugged(state.src, from, end) ? -1 : end;
}

function inlineFormula(fences: readonly Fence[], state: StateInline, silent: boolean): boolean {
  const code = state.src.charCodeAt(state.pos);
  if (code !== DOLLAR && code !== BACKSLASH) return false;
  const fence = fences.find((candidate) => state.src.startsWith(candidate.open, state.pos));
  if (!fence) return false;
  const from = state.pos + fence.open.length;
  const end = closingAt(state, from, fence);
  if (end < 0) return false;
  if (!silent) {
    const token = state.push(fence.display ? 'formula_display' : 'formula', 'math', 0);
    token.content = state.src.slice(from, end);
    token.markup = fence.open;
  }
  state.pos = end + fence.close.length;
  return true;
}

const lineAt = (state: StateBlock, line: number) =>
  state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line] ?? 0);

/** The line on which a display formula closes; -1 when it is left open or holds a blank line (then it is plain text). */
function closingLine(state: StateBlock, start: number, end: number, { open, close }: Fence): number {
  let length = 0;
  for (let line = start; line < end; line++) {
    const text = lineAt(state, line).trimEnd();
    if (text === '' || (state.sCount[line] ?? 0) < state.blkIndent) return -1;
    length += text.length + 1;
    if (length > MAX_FORMULA) return -1;
    if (text.endsWith(close) && (line > start || text.length >= 2 * close.length)) return line;
    if (line > start && text.startsWith(open)) return -1;
  }
  return -1;
}

function formulaBlock(
  fences: readonly Fence[],
  state: StateBlock,
  startLine: number,
  endLine: number,
  silent: boolean,
): boolean {
  if ((state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;
  const first = lineAt(state, startLine);
  const fence = fences.find((candidate) => candidate.display && first.startsWith(candidate.open));
  if (!fence) return false;
  const last = closingLine(state, startLine, endLine, fence);
  if (last < 0) return false;
  if (silent) return true;
  const source = state.getLines(startLine, last + 1, state.blkIndent, false).trim();
  const token = state.push('formula_display', 'math', 0);
  token.block = true;
  token.content = source.slice(fence.open.length, -fence.close.length);
  token.map = [startLine, last + 1];
  state.line = last + 1;
  return true;
}

/**
 * Reads `$…$` and `$$…$$` as formulas; with `brackets` also `\(…\)` and `\[…\]`, which models write, but which in a text
 * by people are brackets that were escaped.
 */
export function mathRules(md: MarkdownIt, options: { readonly brackets: boolean }): void {
  const fences = options.brackets ? [...DOLLARS, ...BRACKETS] : DOLLARS;
  md.inline.ruler.before('escape', 'formula', (state, silent) => inlineFormula(fences, state, silent));
  md.block.ruler.before('fence', 'formula_block', (...asked) => formulaBlock(fences, ...asked), {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
}
