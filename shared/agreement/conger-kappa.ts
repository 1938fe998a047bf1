import { at } from './arrays.ts';
import { corrected, labelledBasis, observedAgreement, refusalOf, weighted } from './chance-corrected.ts';
import type { Kappa, KappaOptions, ObservedAgreement } from './chance-corrected.ts';
import { undefinedBecause } from './result.ts';
import type { RatingTable } from './table.ts';
import type { WeightMatrix } from './weights.ts';

/**
 * Conger's kappa: chance is the mean over pairs of people of Cohen's chance term, each person with their own
 * use of categories. pe = Σ w_kl (p̄_k p̄_l - s_kl / r): p_gk the share of category k among the labels of
 * person g, s_kl its sample covariance over the r people.
 *
 * Source: Conger (1980), with holes as in Gwet (2014). Equals Cohen's kappa for two people and complete data.
 * Needs identity and at least two people with labels; people without labels are left out. One label per
 * person and unit is assumed.
 */
export function congerKappa(table: RatingTable, options: KappaOptions = {}): Kappa {
  const basis = labelledBasis(table);
  const refusal = refusalOf(table);
  if (refusal !== null) return undefinedBecause(refusal, basis);
  if (table.raters === null) return undefinedBecause('rater-identity-absent', basis);
  const people = usageByRater(table, table.raters);
  if (people.length < 2) return undefinedBecause('too-few-raters', basis);
  const observed = observedAgreement(table, options.weights ?? 'identity');
  const mean = meanUsage(people, observed.weights.size);
  const pe = chance(people, mean, observed.weights);
  const terms = unitTerms(table, observed, people, mean);
  const chanceTerms = { pe, perPattern: terms.chance };
  return corrected(
    table,
    options,
    observed,
    chanceTerms,
    new Float64Array(terms.chance.length).fill(1),
    terms.of,
  );
}

interface Person {
  readonly rater: number;
  readonly labels: number;
  /** p_gk. */
  readonly usage: Float64Array;
}

function usageByRater({ raterIds, categories, codes }: RatingTable, raters: Int32Array): Person[] {
  const counts = (raterIds ?? []).map(() => new Float64Array(categories.length));
  for (let i = 0; i < codes.length; i++) {
    const own = counts[at(raters, i)];
    if (own !== undefined) own[at(codes, i)] = at(own, at(codes, i)) + 1;
  }
  return counts.flatMap((own, rater) => {
    const labels = own.reduce((total, count) => total + count, 0);
    return labels === 0 ? [] : [{ rater, labels, usage: own.map((count) => count / labels) }];
  });
}

function meanUsage(people: readonly Person[], size: number): Float64Array {
  return Float64Array.from(
    { length: size },
    (_, k) => people.reduce((total, { usage }) => total + at(usage, k), 0) / people.length,
  );
}

/**
 * Mean over pairs g ≠ h of Σ w_kl p_gk p_hl, which is the formula above without subtracting large from large.
 */
function chance(people: readonly Person[], mean: Float64Array, weights: WeightMatrix): number {
  const r = people.length;
  const together = quadratic(weights, mean) * r * r;
  const alone = people.reduce((total, { usage }) => total + quadratic(weights, usage), 0);
  return (together - alone) / (r * (r - 1));
}

function quadratic(weights: WeightMatrix, f: Float64Array): number {
  const byRow = weighted(weights, f);
  return f.reduce((total, share, k) => total + share * at(byRow, k), 0);
}

interface UnitTerms {
  readonly chance: Float64Array;
  readonly of: (unit: number) => readonly [size: number, share: number];
}

/**
 * Chance terms e_i of the labelled units. With c_gk = (r p̄_k - p_gk) / (r (r - 1)), a label l of person g
 * adds (n / n_g) (Σ_k w_kl c_gk - Σ_kl w_kl p_gl c_gk), and every unit gets Σ_g Σ_kl w_kl p_gl c_gk.
 */
function unitTerms(
  table: RatingTable,
  observed: ObservedAgreement,
  people: readonly Person[],
  mean: Float64Array,
): UnitTerms {
  const gains = new Map<number, Float64Array>();
  let everywhere = 0;
  for (const { rater, labels, usage } of people) {
    const r = people.length;
    const toOthers = weighted(
      observed.weights,
      mean.map((share, k) => (r * share - at(usage, k)) / (r * (r - 1))),
    );
    const own = usage.reduce((total, share, k) => total + share * at(toOthers, k), 0);
    everywhere += own;
    gains.set(
      rater,
      toOthers.map((value) => (observed.n / labels) * (value - own)),
    );
  }
  const labelled = table.unitIds.flatMap((_, unit) =>
    at(table.starts, unit + 1) > at(table.starts, unit) ? [unit] : [],
  );
  const chance = Float64Array.from(labelled, (unit) => everywhere + gainOn(table, unit, gains));
  const of = (index: number): readonly [number, number] => {
    const pattern = at(observed.patterns.ofUnit, at(labelled, index));
    return [at(observed.patterns.sizes, pattern), at(observed.shares, pattern)];
  };
  return { chance, of };
}

function gainOn(
  { starts, codes, raters }: RatingTable,
  unit: number,
  gains: ReadonlyMap<number, Float64Array>,
): number {
  let total = 0;
  for (let i = at(starts, unit); i < at(starts, unit + 1); i++) {
    total += at(gains.get(at(raters ?? [], i)) ?? [], at(codes, i));
  }
  return total;
}
