/** Sizes of a mark in px: from one that carries initials down to a plain dot. */
const SIZES = [36, 30, 24, 20, 16, 12, 9, 6];
/** A mark takes at most this share of the height that its pile may have, so that a wall screen gets larger marks than a laptop. */
const MOST_OF_HEIGHT = 0.25;
/** Marks below this carry no letters. */
export const LETTERED_FROM_PX = 16;

/** A place on a strip where marks pile up. */
export interface Column {
  /** Middle, in px. */
  readonly x: number;
  readonly width: number;
  readonly count: number;
}

export interface Stacking {
  /** Diameter of one mark with its gap, in px; null = too many for marks, draw bars. */
  readonly size: number | null;
  /** Height that the tallest pile takes. */
  readonly height: number;
}

const perRow = (column: Column, size: number) => Math.max(1, Math.floor(column.width / size));
const rowsOf = (column: Column, size: number) => Math.ceil(column.count / perRow(column, size));

/** Sizes that suit a strip of this height, largest first. */
export const markSizes = (maxHeight: number): number[] =>
  SIZES.filter((size) => size <= maxHeight * MOST_OF_HEIGHT);

/** The largest marks with which every pile stays within `maxHeight`; a pile that is one of many rows takes the sizes of the whole strip. */
export function stacking(columns: readonly Column[], maxHeight: number, sizesFor = maxHeight): Stacking {
  const height = (size: number) => Math.max(0, ...columns.map((column) => rowsOf(column, size))) * size;
  const size = markSizes(sizesFor).find((candidate) => height(candidate) <= maxHeight) ?? null;
  return { size, height: size === null ? maxHeight : height(size) };
}

/** Middle of the n-th mark of a pile that grows upwards from y = 0; rows are centred. */
export function markPlace(column: Column, index: number, size: number): { x: number; y: number } {
  const row = Math.floor(index / perRow(column, size));
  const inRow = Math.min(perRow(column, size), column.count - row * perRow(column, size));
  const at = index - row * perRow(column, size);
  return { x: column.x + (at - (inRow - 1) / 2) * size, y: -(row + 0.5) * size };
}

/** Height of a bar that stands for so many answers, when the largest pile is `most`. */
export const barHeight = (count: number, most: number, maxHeight: number): number =>
  most === 0 || count === 0 ? 0 : Math.max(2, (count / most) * maxHeight);
