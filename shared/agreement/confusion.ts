/**
 * Two sides of the same units as a square table: rows the first side, columns the second, in the order of the
 * categories.
 */
import { at } from './arrays.ts';
import { undefinedBecause } from './result.ts';
import type { Basis, Undefined } from './result.ts';
import { MOST_CATEGORIES } from './table.ts';
import type { Label, RatingTable } from './table.ts';

export interface Confusion {
  readonly categories: readonly Label[];
  /** counts[i][j]: units that the first side put in category i and the second in j. */
  readonly counts: readonly (readonly number[])[];
}

function confusionTotal({ counts }: Confusion): number {
  return counts.reduce((total, row) => row.reduce((sum, count) => sum + count, total), 0);
}

/** Shares of the first side (rows) or of the second (columns). */
export function margins({ counts }: Confusion): {
  readonly rows: Float64Array;
  readonly columns: Float64Array;
  readonly n: number;
} {
  const rows = Float64Array.from(counts, (row) => row.reduce((total, count) => total + count, 0));
  const columns = Float64Array.from(counts, (_, j) => counts.reduce((total, row) => total + at(row, j), 0));
  const n = rows.reduce((total, count) => total + count, 0);
  return { rows: rows.map((count) => count / n), columns: columns.map((count) => count / n), n };
}

/**
 * The label of each unit that a person labelled, by unit index. One label per unit: of repeated ones the
 * last.
 */
function labelsOfRater(
  { starts, codes, raters, unitIds }: RatingTable,
  rater: number,
): ReadonlyMap<number, number> {
  const own = new Map<number, number>();
  if (raters === null) return own;
  for (let unit = 0; unit < unitIds.length; unit++) {
    for (let i = at(starts, unit); i < at(starts, unit + 1); i++) {
      if (at(raters, i) === rater) own.set(unit, at(codes, i));
    }
  }
  return own;
}

/** Confusion of two sides given as unit → code. */
function confusionOf(
  categories: readonly Label[],
  first: ReadonlyMap<number, number>,
  second: ReadonlyMap<number, number>,
): Confusion {
  const counts = categories.map(() => categories.map(() => 0));
  const [fewer, more] = first.size <= second.size ? [first, second] : [second, first];
  for (const unit of fewer.keys()) {
    if (!more.has(unit)) continue;
    const row = counts[first.get(unit) ?? 0];
    const column = second.get(unit) ?? 0;
    if (row !== undefined) row[column] = (row[column] ?? 0) + 1;
  }
  return { categories, counts };
}

export interface TwoSides {
  readonly confusion: Confusion;
  readonly basis: Basis;
}

/** The two people of a table, or why a coefficient for two people cannot be had. */
export function twoSides(table: RatingTable): TwoSides | Undefined {
  const { raterIds } = table;
  const labelled = unitsWithLabels(table);
  const nothing: Basis = { n: 0, units: 0, raters: raterIds?.length ?? null, excluded: table.excluded };
  if (labelled === 0) return undefinedBecause('no-labels', nothing);
  if (raterIds === null) return undefinedBecause('rater-identity-absent', nothing);
  if (table.categories.length > MOST_CATEGORIES) return undefinedBecause('too-many-categories', nothing);
  const people = raterIds.map((_, rater) => labelsOfRater(table, rater)).filter((own) => own.size > 0);
  const [first, second, ...others] = people;
  if (first === undefined || second === undefined || others.length > 0)
    return undefinedBecause('needs-two-raters', nothing);
  const confusion = confusionOf(table.categories, first, second);
  const shared = confusionTotal(confusion);
  const alone = labelled - shared;
  const excluded =
    alone === 0
      ? table.excluded
      : [...table.excluded, { reason: 'unit-with-one-label' as const, count: alone }];
  const basis: Basis = { n: 2 * shared, units: shared, raters: 2, excluded };
  return shared === 0 ? undefinedBecause('no-shared-units', basis) : { confusion, basis };
}

function unitsWithLabels({ starts, unitIds }: RatingTable): number {
  return unitIds.reduce((total, _, unit) => total + (at(starts, unit + 1) > at(starts, unit) ? 1 : 0), 0);
}

/** The basis of a table of counts. */
export function confusionBasis(confusion: Confusion): Basis {
  const units = confusionTotal(confusion);
  return { n: 2 * units, units, raters: 2, excluded: [] };
}
