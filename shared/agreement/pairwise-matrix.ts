import { at, mean } from './arrays.ts';
import { cohenKappaOfCounts } from './cohen-kappa.ts';
import type { CohenOptions } from './cohen-kappa.ts';
import type { Confusion } from './confusion.ts';
import { labelsByRater } from './raters.ts';
import type { OwnLabels } from './raters.ts';
import { estimate, undefinedBecause } from './result.ts';
import type { Estimate, Undefined } from './result.ts';
import { pairableBasis } from './table.ts';
import type { RatingTable } from './table.ts';

export interface PairwiseMatrix {
  readonly defined: true;
  readonly raters: readonly string[];
  /** Units both labelled; on the diagonal, units the person labelled. */
  readonly overlap: readonly (readonly number[])[];
  /** Share of shared units with equal labels; null on the diagonal and without shared units. */
  readonly agreement: readonly (readonly (number | null)[])[];
  /** Cohen's kappa on shared units; null where undefined. */
  readonly kappa: readonly (readonly (number | null)[])[];
  /** Mean over the pairs where kappa is defined (Light 1971). */
  readonly lightKappa: Estimate<{ readonly pairs: number }>;
  /** Mean of each person's defined kappas; null for a person without any. */
  readonly meanKappa: readonly (number | null)[];
}

/**
 * Everybody with everybody. Weights as in `cohen-kappa.ts`. Refused without identity. Costs people × labels,
 * so 100 people with 10,000 labels take some milliseconds and 1,000 people with a million labels do not
 * belong in an event loop.
 */
export function pairwiseMatrix(
  table: RatingTable,
  weights: CohenOptions['weights'] = 'identity',
): PairwiseMatrix | Undefined {
  const people = labelsByRater(table);
  if (people === null) return undefinedBecause('rater-identity-absent');
  const cells = people.map((own, i) =>
    people.map((other, j) => (i < j ? compare(table, own, other, weights) : null)),
  );
  const full = people.map((own, i) =>
    people.map((_, j) => (i === j ? onDiagonal(own) : (cells[Math.min(i, j)]?.[Math.max(i, j)] ?? NOTHING))),
  );
  const kappa = full.map((row) => row.map((cell) => cell.kappa));
  return {
    defined: true,
    raters: table.raterIds ?? [],
    overlap: full.map((row) => row.map((cell) => cell.overlap)),
    agreement: full.map((row) => row.map((cell) => cell.agreement)),
    kappa,
    lightKappa: light(
      table,
      cells.flat().flatMap((cell) => cell?.kappa ?? []),
    ),
    meanKappa: kappa.map((row) => mean(row.filter((value) => value !== null))),
  };
}

interface Cell {
  readonly overlap: number;
  readonly agreement: number | null;
  readonly kappa: number | null;
}

const NOTHING: Cell = { overlap: 0, agreement: null, kappa: null };

function onDiagonal(own: OwnLabels): Cell {
  return { overlap: own.units.length, agreement: null, kappa: null };
}

function compare(
  table: RatingTable,
  own: OwnLabels,
  other: OwnLabels,
  weights: CohenOptions['weights'],
): Cell {
  const shared = sharedCodes(own, other);
  if (shared.length === 0) return NOTHING;
  const equal = shared.filter(([a, b]) => a === b).length;
  const kappa = cohenKappaOfCounts(usedConfusion(table, shared), { weights: weights ?? 'identity' });
  return {
    overlap: shared.length,
    agreement: equal / shared.length,
    kappa: kappa.defined ? kappa.value : null,
  };
}

function sharedCodes(own: OwnLabels, other: OwnLabels): [number, number][] {
  const shared: [number, number][] = [];
  for (let i = 0, j = 0; i < own.units.length && j < other.units.length;) {
    const [left, right] = [at(own.units, i), at(other.units, j)];
    if (left === right) shared.push([at(own.codes, i), at(other.codes, j)]);
    if (left <= right) i++;
    if (right <= left) j++;
  }
  return shared;
}

/** Counts over the categories that occur: kappa does not depend on the others, and most pairs use few. */
function usedConfusion(
  { categories }: RatingTable,
  shared: readonly (readonly [number, number])[],
): Confusion {
  const used = [...new Set(shared.flat())].sort((a, b) => a - b);
  const place = new Map(used.map((code, index) => [code, index]));
  const counts = used.map(() => used.map(() => 0));
  for (const [a, b] of shared) {
    const row = counts[place.get(a) ?? 0];
    const column = place.get(b) ?? 0;
    if (row !== undefined) row[column] = at(row, column) + 1;
  }
  return { categories: used.flatMap((code) => categories.slice(code, code + 1)), counts };
}

function light(table: RatingTable, kappas: readonly number[]): PairwiseMatrix['lightKappa'] {
  const basis = pairableBasis(table);
  const average = mean(kappas);
  if (average !== null) return estimate(average, basis, { pairs: kappas.length });
  return undefinedBecause(basis.n === 0 ? 'no-pairs' : 'no-variation', basis);
}
