import { mean } from './arrays.ts';
import { judgeMatrices } from './rank-agreement.ts';
import type { JudgeMatrix } from './rank-agreement.ts';
import { estimate, exclusions, undefinedBecause } from './result.ts';
import type { Basis, Estimate } from './result.ts';
import { pairableBasis } from './table.ts';
import type { RatingTable } from './table.ts';

/**
 * Raw agreement of rankings: two people and two answers of an item drawn at random, how often do both put the
 * same one first? The mean over items of agreeing comparisons / comparisons that both people decide; a tie
 * decides nothing.
 *
 * 1/2 is what unrelated orders give. Needs no identity. Items without such a comparison are left out and
 * counted; undefined without any.
 */
export function rankingOrderAgreement(rankings: RatingTable): Estimate {
  const shares = judgeMatrices(rankings).map(sharedOrder);
  const defined = shares.filter((share) => share !== null);
  const basis = pairableBasis(rankings);
  const without = basis.units - defined.length;
  const own: Basis = {
    ...basis,
    units: defined.length,
    excluded: exclusions(...basis.excluded, { reason: 'undefined-unit', count: without }),
  };
  const average = mean(defined);
  if (average === null) return undefinedBecause(basis.n === 0 ? 'no-pairs' : 'constant-rating', own);
  return estimate(average, own, {});
}

function sharedOrder(answers: JudgeMatrix): number | null {
  let [agreeing, all] = [0, 0];
  for (const [i, row] of answers.entries()) {
    for (const other of answers.slice(i + 1)) {
      const [first, second] = preferences(row, other);
      agreeing += pairs(first) + pairs(second);
      all += pairs(first + second);
    }
  }
  return all === 0 ? null : agreeing / all;
}

/** How many people put one answer before the other, and how many the other way. */
function preferences(row: JudgeMatrix[number], other: JudgeMatrix[number]): [number, number] {
  const count: [number, number] = [0, 0];
  for (const [judge, place] of row.entries()) {
    const against = other[judge] ?? null;
    if (place === null || against === null || place === against) continue;
    count[place < against ? 0 : 1]++;
  }
  return count;
}

function pairs(people: number): number {
  return (people * (people - 1)) / 2;
}
