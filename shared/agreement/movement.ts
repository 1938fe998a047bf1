/**
 * Who moved between two rounds, and towards what: the majority, the minority, or the ruling that came later.
 */
import { at } from './arrays.ts';
import type { Confusion } from './confusion.ts';
import { between, metricOf, numbersOf } from './distance.ts';
import { jointTable, labelledUnits } from './joint-table.ts';
import type { JointTable } from './joint-table.ts';
import { exclusions, undefinedBecause } from './result.ts';
import type { Excluded, Undefined } from './result.ts';
import { MOST_CATEGORIES } from './table.ts';
import type { Label, RatingTable } from './table.ts';

/** Moves counted by whether they end nearer to something. */
export interface Direction {
  readonly towards: number;
  readonly away: number;
  /** Neither nearer nor further, such as from one minority to another. */
  readonly beside: number;
}

export interface Movement {
  readonly defined: true;
  /** Pairs of a person and a unit with a label in both rounds. */
  readonly pairs: number;
  readonly stayed: number;
  readonly moved: number;
  /** Against the one most frequent label of the first round: `away` is towards the minority. */
  readonly majority: Direction;
  /** Moves on units whose first round had no single most frequent label. */
  readonly withoutMajority: number;
  /** Against the later ruling, on units that have one. */
  readonly ruling: Direction;
  /** Pairs on ruled units, and how often each round equals the ruling. */
  readonly ruled: number;
  readonly rightBefore: number;
  readonly rightAfter: number;
  /** Right before and wrong after, and the reverse: b and c of McNemar. */
  readonly lost: number;
  readonly gained: number;
  /**
   * From (rows) where to (columns) people moved, stayers on the diagonal: for Stuart–Maxwell and Bowker. null
   * for more than `MOST_CATEGORIES` different labels.
   */
  readonly transitions: Confusion | null;
  readonly excluded: readonly Excluded[];
}

/**
 * Movement of everybody who answered both rounds. "Nearer" is the distance of the scale: on ordered scales a
 * step towards the majority counts even when it does not arrive. `rulings` maps unit ids to the label ruled
 * later. Refused without identity.
 */
export function movement(
  before: RatingTable,
  after: RatingTable,
  rulings: ReadonlyMap<string, Label> = new Map(),
): Movement | Undefined {
  if (before.raters === null || after.raters === null) return undefinedBecause('rater-identity-absent');
  const later = new Set(labelledUnits(after));
  const units = labelledUnits(before).filter((unit) => later.has(unit));
  const joint = jointTable(before, after, units, units, rulings);
  const pairs = units.flatMap((unit, i) => pairsOn(joint, unit, at(joint.before, i), at(joint.after, i)));
  const alone = labelledUnits(before).length + later.size - 2 * units.length;
  return summary(joint, pairs, exclusions({ reason: 'unit-not-on-both-sides', count: alone }));
}

/** One person's answers to one unit, as codes; majority and ruling are null where there is none. */
interface Pair {
  readonly from: number;
  readonly to: number;
  readonly majority: number | null;
  readonly ruling: number | null;
}

function pairsOn({ table, rulings }: JointTable, unit: string, before: number, after: number): Pair[] {
  const later = codesByRater(table, after);
  const majority = singleMode(table, before);
  return [...codesByRater(table, before)].flatMap(([rater, from]) => {
    const to = later.get(rater);
    return to === undefined ? [] : [{ from, to, majority, ruling: rulings.get(unit) ?? null }];
  });
}

function summary({ table }: JointTable, pairs: readonly Pair[], excluded: readonly Excluded[]): Movement {
  const distance = stepsBetween(table);
  const moves = pairs.filter(({ from, to }) => from !== to);
  const ruled = pairs.filter(({ ruling }) => ruling !== null);
  const right = (code: 'from' | 'to', of: readonly Pair[]): Pair[] =>
    of.filter((pair) => pair[code] === pair.ruling);
  const [rightBefore, rightAfter] = [right('from', ruled), right('to', ruled)];
  const rightTwice = right('to', rightBefore).length;
  return {
    defined: true,
    pairs: pairs.length,
    stayed: pairs.length - moves.length,
    moved: moves.length,
    majority: directions(moves, ({ majority }) => majority, distance),
    withoutMajority: moves.filter(({ majority }) => majority === null).length,
    ruling: directions(moves, ({ ruling }) => ruling, distance),
    ruled: ruled.length,
    rightBefore: rightBefore.length,
    rightAfter: rightAfter.length,
    lost: rightBefore.length - rightTwice,
    gained: rightAfter.length - rightTwice,
    transitions: transitions(table, pairs),
    excluded,
  };
}

type Distance = (a: number, b: number) => number;

function directions(
  moves: readonly Pair[],
  goalOf: (pair: Pair) => number | null,
  distance: Distance,
): Direction {
  const count = { towards: 0, away: 0, beside: 0 };
  for (const move of moves) {
    const goal = goalOf(move);
    if (goal === null) continue;
    const gain = distance(move.from, goal) - distance(move.to, goal);
    count[gain > 0 ? 'towards' : gain < 0 ? 'away' : 'beside']++;
  }
  return count;
}

/** Steps on ordered scales, the scale's own distance elsewhere. */
function stepsBetween(table: RatingTable): Distance {
  const { level } = table.scale;
  if (level !== 'ordinal' && level !== 'interval' && level !== 'ratio')
    return between(metricOf(table), new Float64Array());
  const values = level === 'ordinal' ? table.categories.map((_, code) => code) : numbersOf(table.categories);
  return (a, b) => Math.abs(at(values, a) - at(values, b));
}

function transitions({ categories }: RatingTable, pairs: readonly Pair[]): Confusion | null {
  if (categories.length > MOST_CATEGORIES) return null;
  const counts = categories.map(() => categories.map(() => 0));
  for (const { from, to } of pairs) {
    const row = counts[from];
    if (row !== undefined) row[to] = at(row, to) + 1;
  }
  return { categories, counts };
}

function codesByRater({ starts, codes, raters }: RatingTable, unit: number): Map<number, number> {
  const own = new Map<number, number>();
  for (let i = at(starts, unit); i < at(starts, unit + 1); i++) own.set(at(raters ?? [], i), at(codes, i));
  return own;
}

function singleMode({ starts, codes }: RatingTable, unit: number): number | null {
  const counts = new Map<number, number>();
  for (const code of codes.subarray(at(starts, unit), at(starts, unit + 1)))
    counts.set(code, (counts.get(code) ?? 0) + 1);
  const most = Math.max(...counts.values());
  const modes = [...counts].filter(([, times]) => times === most);
  return modes.length === 1 ? (modes[0]?.[0] ?? null) : null;
}
