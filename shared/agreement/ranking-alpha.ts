/**
 * Alpha of rankings, two ways.
 *
 * `positions` (the default): every answer of an item is a unit, its place in each person's ranking is the
 * label, and alpha is ordinal; tied answers share the mean of their places. It is the default because it
 * needs no identity of answers across items: the answers of the next item are other answers, and "A" there
 * has nothing to do with "A" here. It also leads to the answer that people place differently. Intervals draw
 * whole items, since places within one ranking depend on each other. With items of different numbers of
 * answers, places are pooled as they are.
 *
 * `kendall-distance`: a whole ranking is one label and the distance of two rankings is the squared share of
 * answer pairs that they order differently (`distance.ts`). Fits where the same systems are ranked on every
 * item, since chance agreement is then taken from rankings of other items: De compares rankings across items
 * by the ids of their answers.
 */
import { at } from './arrays.ts';
import { blocksOfGroups } from './blocks.ts';
import { positions } from './distance.ts';
import { tableFromLabels } from './encode.ts';
import { isRanking } from './labels.ts';
import { countPatterns } from './patterns.ts';
import { exclusions } from './result.ts';
import type { Basis } from './result.ts';
import { alphaStatistic } from './statistic.ts';
import { pairableBasis } from './table.ts';
import type { LabelRow, RatingTable } from './table.ts';

export interface PositionTable {
  /** Ordinal table whose units are item × answer. */
  readonly table: RatingTable;
  /** Item (unit index of the rankings) of each unit. */
  readonly itemOf: Int32Array;
}

/** Rankings as an ordinal table of places, one unit per item and answer. */
export function positionTable(rankings: RatingTable): PositionTable {
  const rows: LabelRow[] = [];
  const itemOf: number[] = [];
  const known = new Set<string>();
  for (let item = 0; item < rankings.unitIds.length; item++) {
    for (let i = at(rankings.starts, item); i < at(rankings.starts, item + 1); i++) {
      for (const [answer, label] of placesOf(rankings, i)) {
        const unit = JSON.stringify([rankings.unitIds[item], answer]);
        if (!known.has(unit)) itemOf.push(item);
        known.add(unit);
        rows.push({ unit, rater: raterOf(rankings, i), label });
      }
    }
  }
  const repeats = rankings.raters === null ? 'keep' : 'last';
  return { table: tableFromLabels({ level: 'ordinal' }, rows, repeats), itemOf: Int32Array.from(itemOf) };
}

function placesOf(rankings: RatingTable, row: number): ReadonlyMap<string, number> {
  const label = rankings.categories[at(rankings.codes, row)];
  return label !== undefined && isRanking(label) ? positions(label) : new Map();
}

function raterOf({ raterIds, raters }: RatingTable, row: number): string | null {
  return raterIds === null || raters === null ? null : (raterIds[at(raters, row)] ?? null);
}

const computed = new WeakMap<RatingTable, ReturnType<typeof compute>>();

/**
 * Alpha on positions as a statistic whose blocks are items, with its basis; computed once per table object.
 */
export function rankingStatistic(rankings: RatingTable): ReturnType<typeof compute> {
  const known = computed.get(rankings) ?? compute(rankings);
  computed.set(rankings, known);
  return known;
}

function compute(rankings: RatingTable): { statistic: ReturnType<typeof alphaStatistic>; basis: Basis } {
  const { table, itemOf } = positionTable(rankings);
  const blocks = blocksOfGroups(countPatterns(table), itemOf, rankings.unitIds.length);
  const basis = pairableBasis(table);
  const excluded = exclusions(...rankings.excluded, ...basis.excluded);
  return { statistic: alphaStatistic(blocks, { kind: 'ordinal' }), basis: { ...basis, excluded } };
}
