/** Rows that are written together, with the place of the first among all. */
export interface Slice<T> {
  readonly part: readonly T[];
  readonly position: number;
}

const MOST_ROWS = 200;
/** In characters: one item may have as many as a thousand small ones. */
const MOST_WEIGHT = 256 * 1024;

/** Rows in parts of which each is written within milliseconds; a row that weighs too much stands alone. */
export function* slicesOf<T>(rows: readonly T[], weightOf: (row: T) => number): Generator<Slice<T>> {
  let [position, weight] = [0, 0];
  for (const [index, row] of rows.entries()) {
    const added = weightOf(row);
    const isFull = index - position >= MOST_ROWS || weight + added > MOST_WEIGHT;
    if (isFull && index > position) {
      yield { part: rows.slice(position, index), position };
      [position, weight] = [index, 0];
    }
    weight += added;
  }
  if (position < rows.length) yield { part: rows.slice(position), position };
}
