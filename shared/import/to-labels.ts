import type { LabelMapping } from '#shared/protocol/http/imports.ts';
import { UNMAPPED } from './label-mapping.ts';
import type { Fields } from './records.ts';
import type { FieldProblem } from './to-item.ts';

/** A label as the source spells it. */
export interface SourceLabel {
  readonly item: string;
  /** null: the source does not say who. */
  readonly annotator: string | null;
  /** What the source calls the dimension; empty when it names none and the rubric has only one. */
  readonly dimension: string;
  readonly value: unknown;
  readonly target: unknown;
  readonly reason: string;
  /** Milliseconds since 1970; null when the source does not say when. */
  readonly at: number | null;
  /** Where value and target stand in the file; a target may have no column. */
  readonly columns: { readonly value: string; readonly target: string | null };
}

export type ToLabels =
  { ok: true; labels: readonly SourceLabel[] } | { ok: false; problems: readonly FieldProblem[] };

const refused = (field: string, reason: string): ToLabels => ({ ok: false, problems: [{ field, reason }] });

const nameIn = (fields: Fields, column: string | undefined): string | null => {
  const value = column === undefined ? undefined : fields[column];
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : null;
};

const MIN_EPOCH_MS = 1e11;

/** Seconds or milliseconds since 1970: below this, seconds (in milliseconds it would be the spring of 1973). */
const inMilliseconds = (since1970: number) =>
  Math.round(since1970 < MIN_EPOCH_MS ? since1970 * 1000 : since1970);

/** ISO 8601, or seconds or milliseconds since 1970; null when there is none, NaN when it is none of these. */
function timeIn(fields: Fields, column: string | undefined): number | null {
  const value = column === undefined ? undefined : fields[column];
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'number') return inMilliseconds(value);
  if (typeof value !== 'string') return Number.NaN;
  return /^\d+$/.test(value) ? inMilliseconds(Number(value)) : Date.parse(value);
}

/** `item#3` means "somebody, the third": no identity. */
function annotatorIn(fields: Fields, column: string | undefined, item: string): string | null {
  const name = nameIn(fields, column);
  if (name === null || name === '') return null;
  return name.startsWith(`${item}#`) && /^\d+$/.test(name.slice(item.length + 1)) ? null : name;
}

type Shared = Omit<SourceLabel, 'dimension' | 'value' | 'columns'>;

function wide(fields: Fields, mapping: LabelMapping, shared: Shared): SourceLabel[] {
  return Object.entries(mapping.dimensions)
    .filter(([column]) => fields[column] !== undefined && fields[column] !== '' && fields[column] !== null)
    .map(([column, dimension]) => ({
      ...shared,
      dimension,
      value: fields[column],
      columns: { value: column, target: mapping.target ?? null },
    }));
}

const noColumn = (part: string) => `has no column for "${part}"`;

/** One record as its labels: one in the long form, one for each dimension's column in the wide form. */
export function toLabels(fields: Fields, mapping: LabelMapping): ToLabels {
  if (mapping.item === undefined) return refused('', noColumn(UNMAPPED.item));
  const item = nameIn(fields, mapping.item);
  if (item === null || item === '') return refused(mapping.item, 'must name an item');
  const at = timeIn(fields, mapping.at);
  if (Number.isNaN(at))
    return refused(mapping.at ?? 'at', 'is not a time (ISO 8601 or milliseconds since 1970)');
  const reason = mapping.reason === undefined ? undefined : fields[mapping.reason];
  const shared: Shared = {
    item,
    annotator: annotatorIn(fields, mapping.annotator, item),
    target: mapping.target === undefined ? undefined : fields[mapping.target],
    reason: typeof reason === 'string' ? reason.trim() : '',
    at,
  };
  if (mapping.value === undefined) return { ok: true, labels: wide(fields, mapping, shared) };
  const value = fields[mapping.value];
  if (value === undefined || value === '') return refused(mapping.value, 'is missing');
  const dimension = nameIn(fields, mapping.dimension) ?? '';
  const named = Object.hasOwn(mapping.dimensions, dimension) ? mapping.dimensions[dimension] : undefined;
  const columns = { value: mapping.value, target: mapping.target ?? null };
  return { ok: true, labels: [{ ...shared, dimension: named ?? dimension, value, columns }] };
}
