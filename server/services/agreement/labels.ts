import { tableFromCounts, tableFromLabels } from '#shared/agreement/encode.ts';
import type { Label, LabelRow, RatingTable } from '#shared/agreement/table.ts';
import type { LeftOut } from '#shared/protocol/http/agreement.ts';
import type { Dimension } from '#shared/rubric/rubric.ts';
import { rulesFor } from '#shared/rubric/scales/index.ts';
import type { Value } from '#shared/rubric/scales/schemas.ts';
import type { CountedLabels, RatedLabel } from '../../repositories/agreement-labels.ts';
import type { CountedDimension } from './dimensions.ts';

/** Labels made elsewhere are one collection, each session is one. People are compared only within one. */
const IMPORTED = 'import';
const BETWEEN = '\u001F';

export interface UnitParts {
  readonly collection: string;
  readonly itemId: string;
  readonly target: string | null;
  /** The claim, for claims; empty else. */
  readonly part: string;
}

/** A label with where it is compared: imported ones may be put into the session that revealed them. */
export interface Collected {
  readonly sessionId: string | null;
  readonly collection?: string;
}

export const collectionOf = ({ collection, sessionId }: Collected): string =>
  collection ?? sessionId ?? IMPORTED;

/**
 * What two people can agree about: an item (or a response or claim of it) in one session, or as it was labelled elsewhere. The same
 * item in another session, under another guideline perhaps, is another unit.
 */
export const unitKey = ({ collection, itemId, target, part }: UnitParts): string =>
  [collection, itemId, target ?? '', part].join(BETWEEN);

export function unitParts(unit: string): UnitParts {
  const [collection = '', itemId = '', target = '', part = ''] = unit.split(BETWEEN);
  return { collection, itemId, target: target === '' ? null : target, part };
}

/** Somebody in all figures of a project: an imported annotator may be called like a person's id. */
export const personKey = ({
  sessionId,
  rater,
}: {
  readonly sessionId: string | null;
  readonly rater: string;
}): string => (sessionId === null ? `${IMPORTED}:${rater}` : rater);

type Read = readonly (readonly [part: string, label: Label])[] | 'not-applicable' | 'other-scale';

/** Reads stored values of a dimension; each distinct value once. */
export function readerOf(dimension: Dimension): (value: string) => Read {
  const { scale } = dimension;
  const rules = rulesFor(scale);
  const known = new Map<string, Read>();
  const read = (text: string): Read => {
    const value = JSON.parse(text) as Value;
    if (value.kind === 'na') return 'not-applicable';
    if (value.kind !== scale.kind) return 'other-scale';
    return rules.labels(scale, value);
  };
  return (text) => {
    const labels = known.get(text) ?? read(text);
    known.set(text, labels);
    return labels;
  };
}

export interface Tabled {
  readonly table: RatingTable;
  readonly leftOut: readonly LeftOut[];
}

/** Takes labels apart into units; what cannot be counted is counted. */
class Sorter<Row extends { readonly unit: string; readonly label: Label }> {
  readonly rows: Row[] = [];
  readonly #read: (value: string) => Read;
  readonly #out = { 'not-applicable': 0, 'other-scale': 0 };

  constructor(dimension: Dimension) {
    this.#read = readerOf(dimension);
  }

  add(
    label: Collected & { readonly itemId: string; readonly target: string | null; readonly value: string },
    times: number,
    row: (unit: string, label: Label) => Row,
  ): void {
    const labels = this.#read(label.value);
    if (typeof labels === 'string') {
      this.#out[labels] += times;
      return;
    }
    const collection = collectionOf(label);
    for (const [part, one] of labels) this.rows.push(row(unitKey({ ...label, collection, part }), one));
  }

  get leftOut(): LeftOut[] {
    const reasons = ['not-applicable', 'other-scale'] as const;
    return reasons.map((reason) => ({ reason, count: this.#out[reason] })).filter(({ count }) => count > 0);
  }
}

/** Table of grouped labels, without identity. */
export function countedTable(
  { dimension, scale }: CountedDimension,
  labels: readonly (CountedLabels & Collected)[],
): Tabled {
  const sorter = new Sorter<{ unit: string; label: Label; count: number }>(dimension);
  for (const label of labels) {
    const { count } = label;
    sorter.add(label, count, (unit, one) => ({ unit, label: one, count }));
  }
  return { table: tableFromCounts(scale, sorter.rows), leftOut: sorter.leftOut };
}

/** Rows with identity; one label without a name takes it from all, since nobody can be told apart for certain then. */
function ratedRows(
  { dimension }: CountedDimension,
  labels: readonly (RatedLabel & Collected)[],
): { readonly rows: readonly LabelRow[]; readonly leftOut: readonly LeftOut[] } {
  const known = labels.every(({ raterKnown }) => raterKnown);
  const sorter = new Sorter<LabelRow>(dimension);
  for (const label of labels) {
    const rater = known ? personKey(label) : null;
    sorter.add(label, 1, (unit, one) => ({ unit, rater, label: one }));
  }
  return sorter;
}

export const ratedTable = (
  counted: CountedDimension,
  labels: readonly (RatedLabel & Collected)[],
): RatingTable => tableFromLabels(counted.scale, ratedRows(counted, labels).rows);

/** Without the collections in which somebody is not named: there, people cannot be told apart. */
export function withNames<L extends RatedLabel & Collected>(labels: readonly L[]): L[] {
  const placeOf = (label: L) => `${label.dimensionId}/${collectionOf(label)}`;
  const unnamed = new Set(labels.filter(({ raterKnown }) => !raterKnown).map(placeOf));
  return labels.filter((label) => !unnamed.has(placeOf(label)));
}
