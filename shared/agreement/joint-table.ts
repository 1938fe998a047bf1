/**
 * Two tables of the same scale as one, so that categories, patterns and blocks of both carry the same
 * numbers.
 */
import { at } from './arrays.ts';
import { tableFromLabels } from './encode.ts';
import type { Label, LabelRow, RatingTable } from './table.ts';

export interface JointTable {
  readonly table: RatingTable;
  /** Unit indices of the joint table, before and after; the same length and order when units are paired. */
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** Code of the ruling of each unit that has one. */
  readonly rulings: ReadonlyMap<string, number>;
}

/**
 * Labels of both sides of the given units; a unit of both sides becomes two units, and each ruling one of its
 * own.
 */
export function jointTable(
  before: RatingTable,
  after: RatingTable,
  unitsBefore: readonly string[],
  unitsAfter: readonly string[],
  rulings: ReadonlyMap<string, Label> = new Map(),
): JointTable {
  const ruled = Array.from(rulings, ([unit, label]): LabelRow => ({
    unit: sideId('ruling', unit),
    rater: '',
    label,
  }));
  const rows = [...rowsOf(before, 'before', unitsBefore), ...rowsOf(after, 'after', unitsAfter), ...ruled];
  const anonymous = before.raters === null || after.raters === null;
  const table = tableFromLabels(before.scale, rows, anonymous ? 'keep' : 'last');
  const index = new Map(table.unitIds.map((id, unit) => [id, unit]));
  const place = (side: Side, ids: Iterable<string>): number[] =>
    [...ids].flatMap((id) => index.get(sideId(side, id)) ?? []);
  const codes = [...rulings.keys()].flatMap((unit) =>
    place('ruling', [unit]).map((of) => [unit, firstCode(table, of)] as const),
  );
  const valid = new Map(codes.filter(([, code]) => code >= 0));
  return { table, before: place('before', unitsBefore), after: place('after', unitsAfter), rulings: valid };
}

type Side = 'before' | 'after' | 'ruling';

function sideId(side: Side, unit: string): string {
  return `${side} ${unit}`;
}

function firstCode({ starts, codes }: RatingTable, unit: number): number {
  return at(starts, unit + 1) > at(starts, unit) ? at(codes, at(starts, unit)) : -1;
}

function rowsOf(table: RatingTable, side: Side, units: readonly string[]): LabelRow[] {
  const wanted = new Set(units);
  return labelRows(table).flatMap(({ unit, rater, label }) =>
    wanted.has(unit) ? [{ unit: sideId(side, unit), rater, label }] : [],
  );
}

/** A table in long form. */
function labelRows({ unitIds, starts, codes, categories, raterIds, raters }: RatingTable): LabelRow[] {
  return unitIds.flatMap((unit, u) =>
    Array.from(codes.subarray(at(starts, u), at(starts, u + 1)), (code, i): LabelRow => {
      const rater =
        raterIds === null || raters === null ? null : (raterIds[at(raters, at(starts, u) + i)] ?? null);
      return { unit, rater, label: labelAt(categories, code) };
    }),
  );
}

function labelAt(categories: readonly Label[], code: number): Label {
  const label = categories[code];
  if (label === undefined)
    throw new RangeError(`code ${String(code)} is outside the categories of its table`);
  return label;
}

/** Ids of the units that have a label. */
export function labelledUnits({ unitIds, starts }: RatingTable): string[] {
  return unitIds.filter((_, unit) => at(starts, unit + 1) > at(starts, unit));
}
