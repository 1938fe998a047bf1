/**
 * Labels as codes: what is a valid label of a scale, when two labels are the same, and in which order
 * categories stand.
 */
import { at } from './arrays.ts';
import { exclusions } from './result.ts';
import type { Excluded, ExclusionReason } from './result.ts';
import type { Label, Point, Ranking, Scale, TagSet } from './table.ts';

export interface Interned {
  readonly categories: readonly Label[];
  /** Code of each label, -1 where the label was excluded. */
  readonly codes: Int32Array;
  readonly excluded: readonly Excluded[];
}

/** Codes for labels of a scale; invalid labels get -1 and are counted by reason. */
export function internLabels(scale: Scale, labels: readonly Label[]): Interned {
  const interned = internAny(scale, labels);
  const declared = scale.level === 'nominal' || scale.level === 'ordinal' ? scale.categories : undefined;
  return declared === undefined ? inOrder(interned) : interned;
}

function internAny(scale: Scale, labels: readonly Label[]): Interned {
  const check = checker(scale);
  const codeOf = new Map<Point, number>();
  const categories: Label[] = [];
  const add = (key: Point, label: Label): number => {
    codeOf.set(key, categories.length);
    return categories.push(label) - 1;
  };
  for (const point of declaredPoints(scale)) if (!codeOf.has(point)) add(point, point);
  const counts = new Map<ExclusionReason, number>();
  const codes = new Int32Array(labels.length);
  for (const [row, label] of labels.entries()) {
    const key = typeof label === 'object' ? keyOf(scale, label) : label;
    const known = codeOf.get(key);
    const refusal = known === undefined ? check(label) : null;
    if (refusal !== null) counts.set(refusal, (counts.get(refusal) ?? 0) + 1);
    codes[row] = refusal === null ? (known ?? add(key, canonical(scale, label))) : -1;
  }
  const excluded = exclusions(...[...counts].map(([reason, count]) => ({ reason, count })));
  return { categories, codes, excluded };
}

function declaredPoints(scale: Scale): readonly Point[] {
  return scale.level === 'ranking' || scale.level === 'set' ? [] : (scale.categories ?? []);
}

type Check = (label: Label) => ExclusionReason | null;

function checker(scale: Scale): Check {
  switch (scale.level) {
    case 'nominal':
      return (label) => (isPoint(label) && scale.categories === undefined ? null : 'unknown-category');
    case 'ordinal':
      return (label) =>
        typeof label !== 'number' || scale.categories !== undefined ? 'unknown-category' : finite(label);
    case 'interval':
      return finite;
    case 'ratio':
      return (label) => finite(label) ?? (typeof label === 'number' && label < 0 ? 'negative-ratio' : null);
    case 'ranking':
      return (label) => (isRanking(label) ? null : 'not-a-ranking');
    case 'set':
      return (label) => (isTagSet(label) ? null : 'not-a-set');
  }
}

function finite(label: Label): ExclusionReason | null {
  return typeof label === 'number' && Number.isFinite(label) ? null : 'not-a-number';
}

function isPoint(label: Label): label is Point {
  return typeof label !== 'object' && !Number.isNaN(label);
}

export function isTagSet(label: Label): label is TagSet {
  return typeof label === 'object' && label.every((tag) => typeof tag === 'string');
}

/** A non-empty order in which no answer stands twice. */
export function isRanking(label: Label): label is Ranking {
  if (typeof label !== 'object') return false;
  const answers = label.flat();
  return answers.length > 0 && new Set(answers).size === answers.length;
}

function keyOf(scale: Scale, label: Ranking): string {
  return JSON.stringify(canonical(scale, label));
}

/**
 * One spelling per meaning: tags sorted and without repetition, tied answers sorted, a tie of one is no tie.
 */
function canonical(scale: Scale, label: Label): Label {
  if (typeof label !== 'object') return label;
  if (scale.level === 'set') return [...new Set(label.flat())].sort();
  return label.map((place) =>
    typeof place === 'string' ? place : place.length === 1 ? (place[0] ?? '') : [...place].sort(),
  );
}

/**
 * Undeclared categories in a fixed order (numbers ascending, then text), so that the order of rows cannot
 * matter.
 */
function inOrder({ categories, codes, excluded }: Interned): Interned {
  const order = categories.map((_, code) => code).sort((a, b) => compare(categories[a], categories[b]));
  const place = new Int32Array(order.length);
  for (const [to, from] of order.entries()) place[from] = to;
  const moved = codes.map((code) => (code < 0 ? -1 : at(place, code)));
  return { categories: order.flatMap((code) => wrap(categories[code])), codes: moved, excluded };
}

function wrap(label: Label | undefined): Label[] {
  return label === undefined ? [] : [label];
}

function compare(a: Label | undefined, b: Label | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'number') return -1;
  if (typeof b === 'number') return 1;
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
