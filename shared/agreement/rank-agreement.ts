/**
 * Agreement of rankings as people think of it: W over everybody, correlations and shared order over pairs,
 * item by item.
 */
import { at, mean } from './arrays.ts';
import { isRanking } from './labels.ts';
import { positions } from './distance.ts';
import { kendallTauB, orderAgreement } from './kendall-tau.ts';
import { kendallW } from './kendall-w.ts';
import type { KendallW } from './kendall-w.ts';
import { estimate, exclusions, undefinedBecause } from './result.ts';
import type { Basis, Estimate } from './result.ts';
import { spearman } from './spearman.ts';
import type { RatingTable } from './table.ts';

/** Answers × people of one item: ranks or scores, null where a person did not rank an answer. */
export type JudgeMatrix = readonly (readonly (number | null)[])[];

type Compare = (x: readonly (number | null)[], y: readonly (number | null)[]) => Estimate;

export interface RankAgreement {
  readonly w: KendallW;
  readonly spearman: PairwiseRanks;
  readonly tauB: PairwiseRanks;
  readonly order: PairwiseRanks;
}

export interface PairwiseRanks {
  /** People × people, 1 on the diagonal, null where undefined. */
  readonly matrix: readonly (readonly (number | null)[])[];
  /** Mean over the pairs of people where it is defined. */
  readonly mean: Estimate<{ readonly pairs: number }>;
}

/**
 * W, and Spearman, tau-b and shared order of every pair of people. Missing ranks: W drops the answer, pairs
 * drop it pairwise.
 */
export function rankAgreement(matrix: JudgeMatrix): RankAgreement {
  return {
    w: kendallW(matrix),
    spearman: pairwise(matrix, spearman),
    tauB: pairwise(matrix, kendallTauB),
    order: pairwise(matrix, orderAgreement),
  };
}

function pairwise(rows: JudgeMatrix, compare: Compare): PairwiseRanks {
  const judges = Array.from({ length: rows[0]?.length ?? 0 }, (_, judge) =>
    rows.map((row) => row[judge] ?? null),
  );
  const values: number[] = [];
  const matrix: (number | null)[][] = judges.map((_, i) => judges.map((_other, j) => (i === j ? 1 : null)));
  for (const [i, own] of judges.entries()) {
    for (let j = i + 1; j < judges.length; j++) {
      const result = compare(own, judges[j] ?? []);
      if (!result.defined) continue;
      values.push(result.value);
      set(matrix, i, j, result.value);
      set(matrix, j, i, result.value);
    }
  }
  return { matrix, mean: meanOf(values, judges.length, rows.length) };
}

function set(matrix: (number | null)[][], row: number, column: number, value: number): void {
  const cells = matrix[row];
  if (cells !== undefined) cells[column] = value;
}

function meanOf(values: readonly number[], judges: number, answers: number): PairwiseRanks['mean'] {
  const basis: Basis = { n: answers * judges, units: answers, raters: judges, excluded: [] };
  const average = mean(values);
  if (average === null) return undefinedBecause(judges < 2 ? 'too-few-raters' : 'constant-rating', basis);
  return estimate(average, basis, { pairs: values.length });
}

export interface RankAgreementByItem {
  readonly items: readonly RankAgreement[];
  /** Means over the items where the statistic is defined; the others are counted as excluded. */
  readonly meanW: Estimate;
  readonly meanSpearman: Estimate;
  readonly meanTauB: Estimate;
  readonly meanOrder: Estimate;
}

/** Rank agreement of each item and its mean over items. */
export function rankAgreementByItem(items: readonly JudgeMatrix[]): RankAgreementByItem {
  const each = items.map(rankAgreement);
  return {
    items: each,
    meanW: meanOverItems(each.map(({ w }) => w)),
    meanSpearman: meanOverItems(each.map(({ spearman: { mean: of } }) => of)),
    meanTauB: meanOverItems(each.map(({ tauB: { mean: of } }) => of)),
    meanOrder: meanOverItems(each.map(({ order: { mean: of } }) => of)),
  };
}

function meanOverItems(estimates: readonly Estimate[]): Estimate {
  const values = estimates.flatMap((of) => (of.defined ? [of.value] : []));
  const n = estimates.reduce((total, of) => total + (of.defined ? of.n : 0), 0);
  const raters = estimates.reduce((most, of) => Math.max(most, of.raters ?? 0), 0);
  const excluded = exclusions({ reason: 'undefined-unit', count: estimates.length - values.length });
  const basis: Basis = { n, units: values.length, raters, excluded };
  const average = mean(values);
  if (average === null)
    return undefinedBecause(estimates.length === 0 ? 'no-labels' : 'constant-rating', basis);
  return estimate(average, basis, {});
}

/** The rankings of each unit of a table as answers × people; people are the columns of that item only. */
export function judgeMatrices(table: RatingTable): readonly JudgeMatrix[] {
  return table.unitIds.map((_, unit) => {
    const own = Array.from(
      table.codes.subarray(at(table.starts, unit), at(table.starts, unit + 1)),
      (code) => {
        const label = table.categories[code];
        return label !== undefined && isRanking(label) ? positions(label) : new Map<string, number>();
      },
    );
    const answers = [...new Set(own.flatMap((places) => [...places.keys()]))].sort();
    return answers.map((answer) => own.map((places) => places.get(answer) ?? null));
  });
}
