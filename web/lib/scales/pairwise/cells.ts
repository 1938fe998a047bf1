import { responseLetter } from '#shared/items/response-letter.ts';
import { BOTH_BAD, pairwise, TIE } from '#shared/rubric/scales/pairwise.ts';
import type { ScaleOf, ValueOf } from '#shared/rubric/scales/schemas.ts';

/** One answer of a comparison, from "left is far better" to "right is far better". */
export interface PairwiseCell {
  readonly key: string;
  readonly value: ValueOf<'pairwise'>;
  readonly words: string;
  /** The response it prefers; null for a tie or both bad. */
  readonly prefers: string | null;
  readonly strength: number;
}

const keyOf = ({ choice, strength }: ValueOf<'pairwise'>) =>
  strength === undefined ? choice : `${choice}.${strength}`;

function cell(scale: ScaleOf<'pairwise'>, choice: string, strength?: number): PairwiseCell {
  const value = { kind: 'pairwise', choice, ...(strength === undefined ? {} : { strength }) } as const;
  const isTieLike = choice === TIE || choice === BOTH_BAD;
  const words = pairwise.words(scale, value);
  const prefers = isTieLike ? null : choice;
  return {
    key: keyOf(value),
    value,
    words: words.includes('better') || isTieLike ? words : `${words} better`,
    prefers,
    strength: strength ?? 0,
  };
}

/**
 * All answers of the scale in a line, with `left` at the left; `withBare` also those without a strength on a scale that has one, as
 * labels made elsewhere are.
 */
export function pairwiseCells(
  scale: ScaleOf<'pairwise'>,
  left: string,
  right: string,
  withBare = false,
): PairwiseCell[] {
  const grades = Array.from({ length: scale.strengths }, (_, index) => index + 1);
  const side = (choice: string) => [
    ...(withBare || grades.length === 0 ? [cell(scale, choice)] : []),
    ...grades.map((grade) => cell(scale, choice, grade)),
  ];
  const middle = [...(scale.allowTie ? [TIE] : []), ...(scale.allowBothBad ? [BOTH_BAD] : [])];
  return [...side(left).toReversed(), ...middle.map((choice) => cell(scale, choice)), ...side(right)];
}

/** Whether an answer prefers a response without saying how much, although the scale asks. */
export const isBare = (scale: ScaleOf<'pairwise'>, { choice, strength }: ValueOf<'pairwise'>): boolean =>
  scale.strengths > 0 && strength === undefined && choice !== TIE && choice !== BOTH_BAD;

export const cellOf = (
  cells: readonly PairwiseCell[],
  value: ValueOf<'pairwise'> | null,
): PairwiseCell | undefined =>
  value === null ? undefined : cells.find((candidate) => candidate.key === keyOf(value));

/** The sign on a cell: the letter, `=` for a tie, `×` for both bad. */
export function cellSign({ value, prefers }: PairwiseCell): string {
  if (prefers !== null) return responseLetter(prefers);
  return value.choice === TIE ? '=' : '×';
}
