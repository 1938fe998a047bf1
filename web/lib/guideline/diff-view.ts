import type { ClauseDiff } from '#shared/guideline/diff.ts';
import type { Piece } from '#shared/guideline/words.ts';

/** A piece of a diff as it is shown: long stretches without a change are left out. */
export interface ShownPiece {
  readonly kind: Piece['kind'] | 'folded';
  readonly text: string;
}

/** How much of an unchanged stretch stays on either side of a change, in characters. */
const CONTEXT = 140;

/** Cuts at a blank, so that no word is torn. */
function head(text: string): string {
  const end = text.indexOf(' ', CONTEXT);
  return end < 0 ? text : text.slice(0, end + 1);
}

function tail(text: string): string {
  const start = text.lastIndexOf(' ', text.length - CONTEXT);
  return start < 0 ? text : text.slice(start);
}

function fold(text: string, isFirst: boolean, isLast: boolean): ShownPiece[] {
  const [before, after] = [isFirst ? '' : head(text), isLast ? '' : tail(text)];
  if (before.length + after.length + CONTEXT >= text.length) return [{ kind: 'same', text }];
  const pieces: ShownPiece[] = [
    { kind: 'same', text: before },
    { kind: 'folded', text: text.slice(before.length, text.length - after.length) },
    { kind: 'same', text: after },
  ];
  return pieces.filter((piece) => piece.text !== '');
}

/** The pieces of a diff with its long unchanged stretches folded. Nothing is folded where nothing changed. */
export function foldSame(pieces: readonly Piece[]): ShownPiece[] {
  if (pieces.every(({ kind }) => kind === 'same')) return [...pieces];
  return pieces.flatMap((piece, index) =>
    piece.kind === 'same' ? fold(piece.text, index === 0, index === pieces.length - 1) : [piece],
  );
}

/** Signs that stand for something a reader sees otherwise: they are in the way beside words. */
const SILENT =
  /\\([^\w\s])|^#{1,6} |^:{3,}.*$\n?|\*\*|\*(?=\S)|(?<=\S)\*|`|[ \t]*\{#[ce]-[\w-]+\}|\[(?=[^\]]*\]\()|\]\([^)\n]*\)/gm;
/** Signs that order the words: dots of a list, lines of a table. */
const ORDER = /(^\s*(?:[-*+]|\d+[.)]) |^\|(?:[ :-]+\|)+$|\|)/gm;

/**
 * A text of Markdown as words, without signs that say how they look. A text that is nothing but such signs keeps them, so that a
 * change of the looks alone is still seen.
 */
export function withMarks(text: string): { readonly text: string; readonly isMark: boolean }[] {
  const words = text.replace(SILENT, (_sign, escaped: string | undefined) => escaped ?? '');
  if (words.trim() === '' && text.trim() !== '') return [{ text, isMark: true }];
  return words
    .split(ORDER)
    .map((run, index) => ({ text: run, isMark: index % 2 === 1 }))
    .filter((run) => run.text !== '');
}

/** The pieces of a clause without its heading line, where that did not change: the clause is shown under its title already. */
export function withoutTitle(pieces: readonly Piece[]): Piece[] {
  const [first, ...rest] = pieces;
  const heading = first?.kind === 'same' ? /^#{1,6} [^\n]*\n+/.exec(first.text)?.[0] : undefined;
  if (!first || heading === undefined) return [...pieces];
  const text = first.text.slice(heading.length);
  return text === '' ? rest : [{ ...first, text }, ...rest];
}

/** The words of a clause that is new, or gone, as a whole. */
export const wholeText = (pieces: readonly Piece[]): string =>
  withoutTitle(pieces.map(({ text }) => ({ kind: 'same', text })))
    .map(({ text }) => text)
    .join('')
    .trim();

export const isChanged = ({ change, moved }: Pick<ClauseDiff, 'change' | 'moved'>): boolean =>
  change !== 'same' || moved;

/** What happened to a clause, in a word. */
export function changeWord({ change, moved }: Pick<ClauseDiff, 'change' | 'moved'>): string {
  const word = { same: '', added: 'Added', removed: 'Removed', changed: 'Reworded' }[change];
  return moved ? (word === '' ? 'Moved' : `${word}, moved`) : word;
}
