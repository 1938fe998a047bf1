import { diffLines, diffWordsWithSpace } from 'diff';

/** A stretch of text that both sides share, or that only one has. */
export interface Piece {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Beyond this many differing words the search costs more than its result is worth: whole lines are compared instead. */
const MAX_WORD_EDITS = 1_500;
const MAX_LINE_EDITS = 3_000;

interface Change {
  readonly added: boolean;
  readonly removed: boolean;
  readonly value: string;
}

const piece = (change: Change): Piece => ({
  kind: change.added ? 'added' : change.removed ? 'removed' : 'same',
  text: change.value,
});

const whole = (before: string, after: string): Piece[] =>
  [
    { kind: 'removed' as const, text: before },
    { kind: 'added' as const, text: after },
  ].filter(({ text }) => text !== '');

/** What changed from one text to the other, word by word. Concatenated without the added (removed) it is the old (new) text. */
export function diffWordPieces(before: string, after: string): Piece[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }];
  const words = diffWordsWithSpace(before, after, { maxEditLength: MAX_WORD_EDITS });
  const changes = words ?? diffLines(before, after, { maxEditLength: MAX_LINE_EDITS });
  return changes ? changes.map(piece) : whole(before, after);
}

/** Words that were added and removed. */
export function countWords(pieces: readonly Piece[]): { added: number; removed: number } {
  const count = (kind: Piece['kind']) =>
    pieces
      .filter((entry) => entry.kind === kind)
      .reduce((sum, { text }) => sum + (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0), 0);
  return { added: count('added'), removed: count('removed') };
}
