import type { ItemShape } from '#shared/items/item.ts';
import type { ScaleKind, ScaleOf, ValueOf } from './schemas.ts';

/** Krippendorff's levels, and the two structures with a distance of their own. */
export type Level = 'nominal' | 'ordinal' | 'interval' | 'ratio' | 'ranking' | 'set';

/** What a coefficient compares: a category or number, a ranking (best first) or a set of tags. */
export type Label = string | number | readonly string[];

/** One possible answer of a finite scale, in the order of the scale. `key` is stable; `label` is for people. */
export interface Option {
  readonly key: string;
  readonly label: string;
  readonly definition: string;
  readonly example: string;
}

/** How a source spells a response (`a1`, `1`, `left`) → our id (`r1`), or null when it names none. */
export type ResponseLookup = (sourceId: unknown) => string | null;

export type Parsed<V> = { ok: true; value: V } | { ok: false; problem: string };
export const parsed = <V>(value: V): Parsed<V> => ({ ok: true, value });
export const unparsed = (problem: string): Parsed<never> => ({ ok: false, problem });

/**
 * Everything that differs from scale to scale. Ballot form, validation, reveal board, statistic, import and export are
 * derived from these functions, so that a new scale kind is one schema pair and one of these.
 */
export interface ScaleRules<K extends ScaleKind> {
  readonly kind: K;
  /** The level of measurement; null = never counted as agreement or disagreement (free text). */
  level(scale: ScaleOf<K>): Level | null;
  /** Whether there is anything to judge on this item; it asks nothing of an item that has too few responses or no claims (law S7). */
  applies?(item: ItemShape): boolean;
  /** Why this value cannot stand on a ballot, in words for the person who gave it; null when it can. */
  problem(scale: ScaleOf<K>, value: ValueOf<K>, item: ItemShape): string | null;
  /** What an answer given here must say as well, in words; a label made elsewhere stands without it. */
  missing?(scale: ScaleOf<K>, value: ValueOf<K>): string | null;
  /** The labels to compare, by sub-unit: `['', label]` for most scales, one pair per claim for `claims`. */
  labels(scale: ScaleOf<K>, value: ValueOf<K>): readonly (readonly [subUnit: string, label: Label])[];
  /** The declared categories in order, for statistics that need the scale and not only what was used; null when open. */
  categories(scale: ScaleOf<K>): readonly (string | number)[] | null;
  /** The answers a person can pick with one key, in scale order; null when the answer is composed (ranking, text, …). */
  options(scale: ScaleOf<K>, item: ItemShape): readonly Option[] | null;
  /** Key under which equal answers are grouped on the reveal board. */
  bucket(value: ValueOf<K>): string;
  /** The value in words, short. */
  words(scale: ScaleOf<K>, value: ValueOf<K>): string;
  /** How far two answers are apart, 0 (same) to 1 (as far as the scale allows). */
  distance(scale: ScaleOf<K>, a: ValueOf<K>, b: ValueOf<K>): number;
  /** A value as another tool spells it. */
  parse(scale: ScaleOf<K>, raw: unknown, lookup: ResponseLookup): Parsed<ValueOf<K>>;
  /** The plain value for export: scalar, list or record. */
  plain(value: ValueOf<K>): unknown;
}

const isScalar = (raw: unknown): raw is string | number | boolean =>
  typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean';

/** A scalar of a source as trimmed text, or null when it is none. */
export const scalarText = (raw: unknown): string | null => (isScalar(raw) ? String(raw).trim() : null);

/** Index of an anchored option that a source names by id or by label, ignoring case; -1 when none. */
export function findAnchor(anchors: readonly { id: string; label: string }[], raw: unknown): number {
  const text = scalarText(raw)?.toLowerCase();
  if (text === undefined) return -1;
  const byId = anchors.findIndex((anchor) => anchor.id.toLowerCase() === text);
  return byId >= 0 ? byId : anchors.findIndex((anchor) => anchor.label.toLowerCase() === text);
}
