/**
 * The neutral input of every coefficient: units × raters with holes, held as typed arrays.
 *
 * A *unit* is whatever two people can agree about: an item, or an item × answer for a per-answer dimension.
 * Labels of one unit lie next to each other (`starts[u]` to `starts[u + 1]`), each as a code into
 * `categories`; who gave it stands in `raters`, or nowhere when the source keeps no identity. Missing labels
 * are simply not there: a hole is not a category.
 */
import { at } from './arrays.ts';
import type { Basis, Excluded } from './result.ts';

/** What a scale lets one compare. Decides the coefficient. */
export type Level = 'nominal' | 'ordinal' | 'interval' | 'ratio' | 'ranking' | 'set';

/** A point of a nominal, ordinal, interval or ratio scale. */
export type Point = string | number;

/** Answers in order, best first; answers that share a place stand in an inner list. */
export type Ranking = readonly (string | readonly string[])[];

/** Chosen tags of a multiple choice; order and repetition do not matter. */
export type TagSet = readonly string[];

export type Label = Point | Ranking | TagSet;

/** Distance between two sets of tags (see `distance.ts`). */
export type SetDistance = 'jaccard' | 'masi';

/** How rankings are compared (see `ranking-alpha.ts`). */
export type RankingMeasure = 'positions' | 'kendall-distance';

/**
 * The scale of a dimension as the statistics need it.
 *
 * `categories` are the declared points. For an ordinal scale they give the order, lowest first, and may be
 * left out only when every label is a number. Labels outside declared nominal or ordinal categories are
 * excluded and counted.
 */
export type Scale =
  | { readonly level: 'nominal'; readonly categories?: readonly Point[] }
  | { readonly level: 'ordinal'; readonly categories?: readonly Point[] }
  | { readonly level: 'interval'; readonly categories?: readonly number[] }
  | { readonly level: 'ratio'; readonly categories?: readonly number[] }
  | { readonly level: 'ranking'; readonly measure?: RankingMeasure }
  | { readonly level: 'set'; readonly distance?: SetDistance };

/** Long form: one label. `rater` is null where the source keeps no identity. */
export interface LabelRow {
  readonly unit: string;
  readonly rater: string | null;
  readonly label: Label;
}

/** How `tableFromLabels` treats a second label of one person on one unit: the last counts, or both do. */
export type Repeats = 'last' | 'keep';

export interface RatingTable {
  readonly scale: Scale;
  /** Distinct labels; the index is the code. Ordered for ordinal scales, ascending for numeric ones. */
  readonly categories: readonly Label[];
  readonly unitIds: readonly string[];
  /** null where labels carry no identity: coefficients that compare people refuse such a table. */
  readonly raterIds: readonly string[] | null;
  /** Length units + 1: labels of unit u are codes[starts[u]] … codes[starts[u + 1] - 1]. */
  readonly starts: Int32Array;
  readonly codes: Int32Array;
  /** Rater index of each label, parallel to `codes`; null with `raterIds`. */
  readonly raters: Int32Array | null;
  /** What encoding already left out. */
  readonly excluded: readonly Excluded[];
}

/**
 * More distinct labels than this and whatever compares every category with every other is refused: the cost
 * grows with the square. Nominal, ordinal and interval alpha have no such limit.
 */
export const MOST_CATEGORIES = 1024;

/** How many units have two or more labels, how many labels these hold, and what stands aside. */
export function pairableBasis(table: RatingTable): Basis {
  const { starts, unitIds } = table;
  let n = 0;
  let units = 0;
  let single = 0;
  for (let u = 0; u < unitIds.length; u++) {
    const labels = at(starts, u + 1) - at(starts, u);
    if (labels === 1) single++;
    if (labels < 2) continue;
    n += labels;
    units++;
  }
  const empty = unitIds.length - units - single;
  return { n, units, raters: pairableRaters(table), excluded: leftOut(table.excluded, single, empty) };
}

function leftOut(already: readonly Excluded[], single: number, empty: number): readonly Excluded[] {
  const more: Excluded[] = [...already];
  if (single > 0) more.push({ reason: 'unit-with-one-label', count: single });
  if (empty > 0) more.push({ reason: 'unit-without-labels', count: empty });
  return more;
}

function pairableRaters({ raterIds, raters, starts, unitIds }: RatingTable): number | null {
  if (raterIds === null || raters === null) return null;
  const seen = new Uint8Array(raterIds.length);
  for (let u = 0; u < unitIds.length; u++) {
    const [from, to] = [at(starts, u), at(starts, u + 1)];
    if (to - from < 2) continue;
    for (let i = from; i < to; i++) seen[at(raters, i)] = 1;
  }
  return seen.reduce((sum, one) => sum + one, 0);
}
