/** A table seen person by person. */
import { at } from './arrays.ts';
import type { RatingTable } from './table.ts';

/** The labels of one person: unit indices ascending and their codes. */
export interface OwnLabels {
  readonly units: readonly number[];
  readonly codes: readonly number[];
}

/** Labels of every person, in the order of `raterIds`; null without identity. One pass over the table. */
export function labelsByRater({
  raterIds,
  raters,
  starts,
  codes,
  unitIds,
}: RatingTable): readonly OwnLabels[] | null {
  if (raterIds === null || raters === null) return null;
  const own = raterIds.map(() => ({ units: [] as number[], codes: [] as number[] }));
  for (let unit = 0; unit < unitIds.length; unit++) {
    for (let i = at(starts, unit); i < at(starts, unit + 1); i++) {
      const person = own[at(raters, i)];
      person?.units.push(unit);
      person?.codes.push(at(codes, i));
    }
  }
  return own;
}

/** The table without the labels that `keep` refuses; units stay, even when they become empty. */
function filterLabels(table: RatingTable, keep: (row: number) => boolean): RatingTable {
  const rows: number[] = [];
  const starts = new Int32Array(table.starts.length);
  for (let unit = 0; unit < table.unitIds.length; unit++) {
    for (let i = at(table.starts, unit); i < at(table.starts, unit + 1); i++) if (keep(i)) rows.push(i);
    starts[unit + 1] = rows.length;
  }
  const codes = Int32Array.from(rows, (row) => at(table.codes, row));
  const { raters } = table;
  return {
    ...table,
    starts,
    codes,
    raters: raters === null ? null : Int32Array.from(rows, (row) => at(raters, row)),
  };
}

/** The table as if one person had not been there. */
export function withoutRater(table: RatingTable, rater: number): RatingTable {
  return filterLabels(table, (row) => at(table.raters ?? [], row) !== rater);
}
