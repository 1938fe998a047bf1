import type { MarkdownIt, StateBlock } from 'markdown-it';
import { must } from '#shared/must.ts';
import { MAX_CELLS } from './limits.ts';

const DELIMITERS = /^[ \t|:-]*-[ \t|:-]*$/;

const lineAt = (state: StateBlock, line: number) =>
  state.src.slice(state.bMarks[line] ?? 0, state.eMarks[line] ?? 0);

function rowsFrom(state: StateBlock, startLine: number, endLine: number): number {
  let line = startLine;
  while (line < endLine && !state.isEmpty(line)) line++;
  return line - startLine;
}

/** A short row is filled up to the width of the header, so a wide header over many short rows grows a thousandfold. */
function isTooLarge(state: StateBlock, startLine: number, endLine: number): boolean {
  if (startLine + 1 >= endLine || !DELIMITERS.test(lineAt(state, startLine + 1))) return false;
  const columns = lineAt(state, startLine).split('|').length;
  return columns * rowsFrom(state, startLine, endLine) > MAX_CELLS;
}

/** Keeps tables, but leaves one that would be larger than the budget as the text it is. */
export function tableRules(md: MarkdownIt): void {
  const table = must(md.block.ruler.getRules('')[0], 'the table rule');
  md.block.ruler.at(
    'table',
    (state, startLine, endLine, silent) =>
      !isTooLarge(state, startLine, endLine) && table(state, startLine, endLine, silent),
    { alt: ['paragraph', 'reference'] },
  );
}
