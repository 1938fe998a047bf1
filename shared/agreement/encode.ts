/** Ways into a `RatingTable`: long form, matrix, grouped counts, typed arrays. */
import { must } from '../must.ts';
import { at } from './arrays.ts';
import { internLabels } from './labels.ts';
import { exclusions } from './result.ts';
import type { Excluded } from './result.ts';
import type { Label, LabelRow, Point, RatingTable, Repeats, Scale } from './table.ts';

interface Columns {
  readonly scale: Scale;
  readonly unitIds: readonly string[];
  readonly units: Int32Array;
  readonly raterIds: readonly string[] | null;
  readonly raters: Int32Array | null;
  readonly labels: readonly Label[];
}

/**
 * Table of a long form. One row without rater makes the whole table anonymous: people cannot be compared when
 * some are unknown. A second label of a person on a unit replaces the first and is counted (`repeats:
 * 'last'`), or stands beside it (`'keep'`, which only Dawid–Skene wants: it would count a person's agreement
 * with themselves).
 */
export function tableFromLabels(
  scale: Scale,
  rows: readonly LabelRow[],
  repeats: Repeats = 'last',
): RatingTable {
  const unitIndex = new Map<string, number>();
  const raterIndex = new Map<string, number>();
  const units = new Int32Array(rows.length);
  const raters = new Int32Array(rows.length);
  const labels: Label[] = [];
  let anonymous = false;
  let [lastId, last]: [string | null, number] = [null, 0];
  for (let row = 0; row < rows.length; row++) {
    const { unit, rater, label } = must(rows[row]);
    // Rows mostly come unit by unit.
    if (unit !== lastId) [lastId, last] = [unit, intern(unitIndex, unit)];
    units[row] = last;
    if (rater === null) anonymous = true;
    else raters[row] = intern(raterIndex, rater);
    labels.push(label);
  }
  const known = anonymous ? { raterIds: null, raters: null } : { raterIds: [...raterIndex.keys()], raters };
  return encode({ scale, unitIds: [...unitIndex.keys()], units, labels, ...known }, repeats);
}

/**
 * Table of a matrix: rows are units, columns are raters, null is a hole. Ids are "0", "1", … unless given;
 * `raterIds: null` says that columns are only places, not people.
 */
export function tableFromMatrix(
  scale: Scale,
  matrix: readonly (readonly (Label | null)[])[],
  ids: { readonly unitIds?: readonly string[]; readonly raterIds?: readonly string[] | null } = {},
): RatingTable {
  const units: number[] = [];
  const raters: number[] = [];
  const labels: Label[] = [];
  for (const [unit, row] of matrix.entries()) {
    for (const [rater, label] of row.entries()) {
      if (label === null) continue;
      units.push(unit);
      raters.push(rater);
      labels.push(label);
    }
  }
  const width = matrix.reduce((most, row) => Math.max(most, row.length), 0);
  const raterIds = ids.raterIds === undefined ? numbered(width) : ids.raterIds;
  const known =
    raterIds === null ? { raterIds, raters: null } : { raterIds, raters: Int32Array.from(raters) };
  const unitIds = ids.unitIds ?? numbered(matrix.length);
  return encode({ scale, unitIds, units: Int32Array.from(units), labels, ...known }, 'last');
}

/** Table of a grouped query: how often each label was given to each unit. It keeps no identity. */
export function tableFromCounts(
  scale: Scale,
  rows: Iterable<{ readonly unit: string; readonly label: Label; readonly count: number }>,
): RatingTable {
  const unitIndex = new Map<string, number>();
  const units: number[] = [];
  const labels: Label[] = [];
  for (const { unit, label, count } of rows) {
    const index = intern(unitIndex, unit);
    for (let k = 0; k < count; k++) {
      units.push(index);
      labels.push(label);
    }
  }
  const unitIds = [...unitIndex.keys()];
  return encode(
    { scale, unitIds, units: Int32Array.from(units), labels, raterIds: null, raters: null },
    'keep',
  );
}

/**
 * Table of labels that are already codes into `categories`, grouped by unit; for large data, where objects
 * cost too much.
 */
export function tableFromCodes(columns: {
  readonly scale: Scale;
  readonly categories: readonly Point[];
  readonly starts: Int32Array;
  readonly codes: Int32Array;
  readonly unitIds?: readonly string[];
  readonly raterIds?: readonly string[];
  readonly raters?: Int32Array;
}): RatingTable {
  const { scale, categories, starts, codes, raterIds, raters } = columns;
  const unitIds = columns.unitIds ?? numbered(starts.length - 1);
  const identity =
    raterIds === undefined || raters === undefined ? { raterIds: null, raters: null } : { raterIds, raters };
  return { scale, categories, unitIds, starts, codes, excluded: [], ...identity };
}

function intern(index: Map<string, number>, id: string): number {
  const known = index.get(id);
  if (known !== undefined) return known;
  index.set(id, index.size);
  return index.size - 1;
}

function numbered(length: number): string[] {
  return Array.from({ length }, (_, index) => String(index));
}

function encode(columns: Columns, repeats: Repeats): RatingTable {
  const { scale, unitIds, raterIds } = columns;
  const { categories, codes, excluded } = internLabels(scale, columns.labels);
  const grouped = groupByUnit(columns, codes);
  if (repeats === 'keep' || grouped.raters === null || raterIds === null) {
    return { scale, categories, unitIds, raterIds, excluded, ...grouped };
  }
  const { table, repeated } = keepLast({ ...grouped, raters: grouped.raters }, raterIds.length);
  const all: readonly Excluded[] = exclusions(...excluded, { reason: 'repeated-label', count: repeated });
  return { scale, categories, unitIds, raterIds, excluded: all, ...table };
}

interface Grouped<Raters extends Int32Array | null = Int32Array | null> {
  readonly starts: Int32Array;
  readonly codes: Int32Array;
  readonly raters: Raters;
}

/** Counting sort by unit, stable, without the labels whose code is -1. */
function groupByUnit({ unitIds, units, raters }: Columns, codes: Int32Array): Grouped {
  const starts = new Int32Array(unitIds.length + 1);
  for (let row = 0; row < units.length; row++) {
    if (at(codes, row) < 0) continue;
    const next = at(units, row) + 1;
    starts[next] = at(starts, next) + 1;
  }
  for (let u = 0; u < unitIds.length; u++) starts[u + 1] = at(starts, u) + at(starts, u + 1);
  const place = starts.slice(0, unitIds.length);
  const sorted = new Int32Array(at(starts, unitIds.length));
  const sortedRaters = raters === null ? null : new Int32Array(sorted.length);
  for (let row = 0; row < units.length; row++) {
    const code = at(codes, row);
    if (code < 0) continue;
    const unit = at(units, row);
    const to = at(place, unit);
    place[unit] = to + 1;
    sorted[to] = code;
    if (sortedRaters !== null && raters !== null) sortedRaters[to] = at(raters, row);
  }
  return { starts, codes: sorted, raters: sortedRaters };
}

/** Keeps the last label of each person on each unit, in the place of the first. */
function keepLast(
  grouped: Grouped<Int32Array>,
  raterCount: number,
): { table: Grouped<Int32Array>; repeated: number } {
  const { starts, codes, raters } = grouped;
  const seenAt = new Int32Array(raterCount).fill(-1);
  const newStarts = new Int32Array(starts.length);
  let end = 0;
  for (let u = 0; u + 1 < starts.length; u++) {
    const begin = end;
    for (let i = at(starts, u); i < at(starts, u + 1); i++) {
      const rater = at(raters, i);
      const earlier = at(seenAt, rater);
      const place = earlier >= begin ? earlier : end++;
      seenAt[rater] = place;
      codes[place] = at(codes, i);
      raters[place] = rater;
    }
    newStarts[u + 1] = end;
  }
  const table = { starts: newStarts, codes: codes.slice(0, end), raters: raters.slice(0, end) };
  return { table, repeated: codes.length - end };
}
