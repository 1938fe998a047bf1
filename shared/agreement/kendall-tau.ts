import { at } from './arrays.ts';
import { normalTwoSided } from './distributions.ts';
import { pairBasis, pairedValues, tieSizes } from './ranks.ts';
import type { PairedValues } from './ranks.ts';
import { estimate, undefinedBecause } from './result.ts';
import type { Estimate } from './result.ts';

interface PairCounts {
  readonly concordant: number;
  readonly discordant: number;
  /** Pairs tied on the first side, on the second, or on both (counted in either). */
  readonly tiedX: number;
  readonly tiedY: number;
}

export type TauB = Estimate<
  Pick<PairCounts, 'concordant' | 'discordant'> & {
    /** Two-sided, normal approximation with tie correction; null for fewer than three answers. */
    readonly p: number | null;
    /** Two-sided and exact; null where there are ties or more than 60 answers. */
    readonly exactP: number | null;
  }
>;

/**
 * Kendall's tau-b of two people over the same answers: (C - D) / sqrt((P - T_x)(P - T_y)), P pairs of
 * answers, T tied on one side.
 *
 * Source: Kendall (1945). Places where one side is null are left out. Undefined for fewer than two answers,
 * or when one side ties all of them.
 */
export function kendallTauB(x: readonly (number | null)[], y: readonly (number | null)[]): TauB {
  const paired = pairedValues(x, y);
  const basis = pairBasis(paired, x.length - paired.x.length);
  if (basis.units < 2) return undefinedBecause('too-few-items', basis);
  const { concordant, discordant, tiedX, tiedY } = countPairs(paired);
  const pairs = (basis.units * (basis.units - 1)) / 2;
  if (tiedX === pairs || tiedY === pairs) return undefinedBecause('constant-rating', basis);
  const value = (concordant - discordant) / Math.sqrt((pairs - tiedX) * (pairs - tiedY));
  const exactP =
    tiedX + tiedY === 0 && basis.units <= LARGEST_EXACT ? exactTwoSided(basis.units, discordant) : null;
  const p = approximateP(paired, concordant - discordant);
  return estimate(value, basis, { concordant, discordant, p, exactP });
}

/**
 * Share of answer pairs that two people put in the same order, among the pairs that both order: C / (C + D).
 * "They agree on 9 of 10 comparisons" is what people understand. Undefined when no pair is ordered by both.
 */
export function orderAgreement(x: readonly (number | null)[], y: readonly (number | null)[]): Estimate {
  const paired = pairedValues(x, y);
  const basis = pairBasis(paired, x.length - paired.x.length);
  if (basis.units < 2) return undefinedBecause('too-few-items', basis);
  const { concordant, discordant } = countPairs(paired);
  if (concordant + discordant === 0) return undefinedBecause('constant-rating', basis);
  return estimate(concordant / (concordant + discordant), basis, {});
}

function countPairs({ x, y }: PairedValues): PairCounts {
  let [concordant, discordant, tiedX, tiedY] = [0, 0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    for (let j = i + 1; j < x.length; j++) {
      const [dx, dy] = [Math.sign(at(x, i) - at(x, j)), Math.sign(at(y, i) - at(y, j))];
      if (dx === 0) tiedX++;
      if (dy === 0) tiedY++;
      if (dx * dy > 0) concordant++;
      if (dx * dy < 0) discordant++;
    }
  }
  return { concordant, discordant, tiedX, tiedY };
}

/** Variance of C - D under independence with ties: Kendall, Rank Correlation Methods (1970), ch. 4. */
function approximateP({ x, y }: PairedValues, score: number): number | null {
  const n = x.length;
  if (n < 3) return null;
  const [tx, ty] = [tieSizes(x), tieSizes(y)];
  const sum = (ties: readonly number[], term: (t: number) => number): number =>
    ties.reduce((total, t) => total + term(t), 0);
  const cubic = (t: number): number => t * (t - 1) * (2 * t + 5);
  const pairs = (t: number): number => t * (t - 1);
  const triples = (t: number): number => t * (t - 1) * (t - 2);
  const variance =
    (cubic(n) - sum(tx, cubic) - sum(ty, cubic)) / 18 +
    (sum(tx, pairs) * sum(ty, pairs)) / (2 * pairs(n)) +
    (sum(tx, triples) * sum(ty, triples)) / (9 * triples(n));
  return normalTwoSided(score / Math.sqrt(variance));
}

const LARGEST_EXACT = 60;

/** P(as few discordant pairs or as many): permutations of n counted by inversions. */
function exactTwoSided(n: number, discordant: number): number {
  const most = (n * (n - 1)) / 2;
  const extreme = Math.min(discordant, most - discordant);
  let shares = [1];
  for (let size = 2; size <= n; size++) shares = insertOne(shares, size);
  const tail = shares.slice(0, extreme + 1).reduce((total, share) => total + share, 0);
  return Math.min(1, 2 * tail);
}

/** Distribution of inversions after inserting the largest of `size` elements at a random place. */
function insertOne(shares: readonly number[], size: number): number[] {
  const next = new Array<number>(shares.length + size - 1).fill(0);
  for (const [inversions, share] of shares.entries()) {
    for (let more = 0; more < size; more++)
      next[inversions + more] = at(next, inversions + more) + share / size;
  }
  return next;
}
