/** The shape of one item's labels: what kind of disagreement is on the table. */
import { at } from './arrays.ts';
import { positions } from './distance.ts';
import { isRanking } from './labels.ts';
import type { Label, Ranking, Scale } from './table.ts';

/**
 * - `too-few`: fewer than two labels.
 * - `unanimous`: all equal.
 * - `one-outlier`: three or more labels, all but one together.
 * - `even`: two labels, equally many each (1–1, 2–2, …).
 * - `tie-against-win`: of a comparison, some say tie and the others all name the same winner.
 * - `bimodal`: two camps with nothing between them.
 * - `cyclic`: of rankings, the majority prefers A to B, B to C, and C to A.
 * - `spread`: none of these.
 */
export type SplitShape =
  'too-few' | 'unanimous' | 'one-outlier' | 'even' | 'tie-against-win' | 'bimodal' | 'cyclic' | 'spread';

export interface Split {
  readonly shape: SplitShape;
  /** Places in the list given of the one that stands apart, for `one-outlier`. */
  readonly outlier: number | null;
  /**
   * The two camps as places in the list given, for `even`, `tie-against-win`, `bimodal` and `one-outlier`;
   * else empty.
   */
  readonly camps: readonly (readonly number[])[];
}

/**
 * Shape of a list of labels. `ties` are the labels that mean "no winner" on a comparison scale.
 *
 * On ordered scales two camps are told by the widest gap between neighbouring labels: it must be wider than
 * either camp. So 1 1 2 5 5 is bimodal, 4 4 5 1 has one outlier, and 2 3 4 5 is spread. Elsewhere camps are
 * the labels themselves.
 */
export function splitShape(scale: Scale, labels: readonly Label[], ties: readonly Label[] = []): Split {
  if (labels.length < 2) return { shape: 'too-few', outlier: null, camps: [] };
  const groups = groupEqual(labels);
  if (groups.length === 1) return { shape: 'unanimous', outlier: null, camps: [] };
  if (scale.level === 'ranking' && isCyclic(labels.filter(isRanking)))
    return { shape: 'cyclic', outlier: null, camps: [] };
  if (isTieAgainstWin(labels, groups, ties))
    return { shape: 'tie-against-win', outlier: null, camps: groups };
  return shapeOfCamps(labels, groups, campsOf(scale, labels, groups));
}

type Camps = readonly (readonly number[])[];

function shapeOfCamps(labels: readonly Label[], groups: Camps, camps: Camps): Split {
  const [first = [], second = []] = camps;
  if (camps.length !== 2) return { shape: 'spread', outlier: null, camps: [] };
  if (first.length === second.length && groups.length === 2) return { shape: 'even', outlier: null, camps };
  const alone = first.length === 1 ? first[0] : second.length === 1 ? second[0] : undefined;
  if (alone !== undefined && labels.length > 2) return { shape: 'one-outlier', outlier: alone, camps };
  return { shape: 'bimodal', outlier: null, camps };
}

function groupEqual(labels: readonly Label[]): number[][] {
  const groups = new Map<string, number[]>();
  for (const [index, label] of labels.entries()) {
    const key = JSON.stringify(label);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [index]);
    else group.push(index);
  }
  return [...groups.values()];
}

function isTieAgainstWin(labels: readonly Label[], groups: Camps, ties: readonly Label[]): boolean {
  const meansTie = groups.filter(([index = 0]) =>
    ties.some((tie) => JSON.stringify(tie) === JSON.stringify(labels[index])),
  );
  return groups.length === 2 && meansTie.length === 1;
}

function campsOf(scale: Scale, labels: readonly Label[], groups: Camps): Camps {
  const values = orderedValues(scale, labels);
  if (values !== null) return campsByGap(values);
  return groups.length === 2 ? groups : [];
}

function orderedValues(scale: Scale, labels: readonly Label[]): number[] | null {
  if (scale.level === 'nominal' || scale.level === 'ranking' || scale.level === 'set') return null;
  const { categories } = scale;
  const places = scale.level === 'ordinal' && categories !== undefined ? categories : null;
  const values = labels.map((label) =>
    places === null ? label : places.findIndex((point) => point === label),
  );
  return values.every((value): value is number => typeof value === 'number') ? values : null;
}

function campsByGap(values: readonly number[]): Camps {
  const order = values.map((_, index) => index).sort((a, b) => at(values, a) - at(values, b));
  const sorted = order.map((index) => at(values, index));
  const gaps = sorted.slice(1).map((value, i) => value - at(sorted, i));
  const widest = Math.max(...gaps);
  const cut = gaps.indexOf(widest) + 1;
  const below = at(sorted, cut - 1) - at(sorted, 0);
  const above = at(sorted, sorted.length - 1) - at(sorted, cut);
  return widest > below && widest > above ? [order.slice(0, cut), order.slice(cut)] : [];
}

/** Whether strict majorities run in a circle (Condorcet): then no ruling can follow the majority. */
export function isCyclic(rankings: readonly Ranking[]): boolean {
  const placed = rankings.map(positions);
  const answers = [...new Set(placed.flatMap((places) => [...places.keys()]))];
  const beats = (a: string, b: string): boolean =>
    placed.reduce(
      (lead, places) => lead + Math.sign((places.get(b) ?? 0) - (places.get(a) ?? 0)) * both(places, a, b),
      0,
    ) > 0;
  let remaining = answers;
  for (;;) {
    const left = remaining.filter((answer) => remaining.some((other) => beats(other, answer)));
    if (left.length === remaining.length) return left.length > 0;
    remaining = left;
  }
}

function both(places: ReadonlyMap<string, number>, a: string, b: string): number {
  return places.has(a) && places.has(b) ? 1 : 0;
}
