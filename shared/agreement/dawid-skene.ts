import { at } from './arrays.ts';
import { undefinedBecause } from './result.ts';
import type { Undefined } from './result.ts';
import { pairableBasis } from './table.ts';
import type { Label, RatingTable } from './table.ts';

export interface DawidSkeneOptions {
  /** Stops when no posterior moves by more than this; 1e-10 unless told otherwise. */
  readonly tolerance?: number;
  /** At most so many rounds (500), and exactly so many when `tolerance` is 0. */
  readonly rounds?: number;
}

export interface DawidSkene {
  readonly defined: true;
  readonly categories: readonly Label[];
  /** Per unit, the probability of each category being the true one. */
  readonly posterior: readonly (readonly number[])[];
  /** Per unit, the most probable label; null for a unit without labels. */
  readonly labels: readonly (Label | null)[];
  readonly prior: readonly number[];
  /** confusion[rater][true][said]. A row means nothing where a class has almost no weight for that person. */
  readonly confusion: readonly (readonly (readonly number[])[])[];
  /** Log likelihood after each round; it never falls. */
  readonly logLikelihood: readonly number[];
  readonly rounds: number;
  readonly converged: boolean;
}

const CLIP = 1e-10;

/**
 * Dawid–Skene (1979): what is true, and who errs how, estimated together by expectation–maximisation.
 *
 * Starts from vote shares, then M, and (E, M) repeated; error counts are clipped at 1e-10 before normalising,
 * without smoothing. Repeated labels of one person on one unit count as often as they stand in the table
 * (`repeats: 'keep'`). Convergence is judged by the posterior: the common lower bound that adds the prior
 * once per label is not the likelihood, and stops too early. Refused without identity.
 */
export function dawidSkene(
  table: RatingTable,
  { tolerance = 1e-10, rounds = 500 }: DawidSkeneOptions = {},
): DawidSkene | Undefined {
  const basis = pairableBasis(table);
  if (table.raters === null || table.raterIds === null)
    return undefinedBecause('rater-identity-absent', basis);
  if (table.codes.length === 0) return undefinedBecause('no-labels', basis);
  let posterior = voteShares(table);
  let model = maximise(table, posterior);
  const logLikelihood: number[] = [];
  let moved = Infinity;
  while (logLikelihood.length < rounds && moved > tolerance) {
    const next = expect(table, model);
    moved = largestMove(posterior, next.posterior);
    posterior = next.posterior;
    logLikelihood.push(next.logLikelihood);
    model = maximise(table, posterior);
  }
  return describe(table, posterior, model, logLikelihood, moved <= tolerance);
}

/** Posterior of all units, row by row. */
type Posterior = Float64Array;

interface Model {
  readonly prior: Float64Array;
  /** log P(said | true) of rater g at [(g × K + true) × K + said]. */
  readonly logErrors: Float64Array;
}

function voteShares({ categories, starts, codes, unitIds }: RatingTable): Posterior {
  const k = categories.length;
  const shares = new Float64Array(unitIds.length * k);
  for (let unit = 0; unit < unitIds.length; unit++) {
    const [from, to] = [at(starts, unit), at(starts, unit + 1)];
    for (let i = from; i < to; i++)
      shares[unit * k + at(codes, i)] = at(shares, unit * k + at(codes, i)) + 1 / (to - from);
  }
  return shares;
}

function maximise(table: RatingTable, posterior: Posterior): Model {
  const k = table.categories.length;
  return { prior: priorOf(table, posterior), logErrors: logRows(errorCounts(table, posterior), k) };
}

/** Mean posterior over the units with labels. */
function priorOf({ categories, starts, unitIds }: RatingTable, posterior: Posterior): Float64Array {
  const k = categories.length;
  const sums = new Float64Array(k);
  let units = 0;
  for (let unit = 0; unit < unitIds.length; unit++) {
    if (at(starts, unit + 1) === at(starts, unit)) continue;
    units++;
    for (let c = 0; c < k; c++) sums[c] = at(sums, c) + at(posterior, unit * k + c);
  }
  return sums.map((sum) => sum / units);
}

function errorCounts(
  { categories, starts, codes, raters, raterIds, unitIds }: RatingTable,
  posterior: Posterior,
): Float64Array {
  const k = categories.length;
  const counts = new Float64Array((raterIds?.length ?? 0) * k * k);
  for (let unit = 0; unit < unitIds.length; unit++) {
    for (let i = at(starts, unit); i < at(starts, unit + 1); i++) {
      for (let truth = 0; truth < k; truth++) {
        const cell = (at(raters ?? [], i) * k + truth) * k + at(codes, i);
        counts[cell] = at(counts, cell) + at(posterior, unit * k + truth);
      }
    }
  }
  return counts;
}

function logRows(counts: Float64Array, k: number): Float64Array {
  const clipped = counts.map((count) => Math.max(count, CLIP));
  for (let row = 0; row < clipped.length; row += k) {
    let total = 0;
    for (let c = 0; c < k; c++) total += at(clipped, row + c);
    for (let c = 0; c < k; c++) clipped[row + c] = Math.log(at(clipped, row + c) / total);
  }
  return clipped;
}

function expect(
  table: RatingTable,
  { prior, logErrors }: Model,
): { posterior: Posterior; logLikelihood: number } {
  const { starts, codes, raters, unitIds } = table;
  const k = table.categories.length;
  const posterior = new Float64Array(unitIds.length * k);
  let logLikelihood = 0;
  for (let unit = 0; unit < unitIds.length; unit++) {
    if (at(starts, unit + 1) === at(starts, unit)) continue;
    const logs = Array.from(prior, (share, truth) => {
      let log = Math.log(share);
      for (let i = at(starts, unit); i < at(starts, unit + 1); i++)
        log += at(logErrors, (at(raters ?? [], i) * k + truth) * k + at(codes, i));
      return log;
    });
    const most = Math.max(...logs);
    const total = logs.reduce((sum, log) => sum + Math.exp(log - most), 0);
    for (let truth = 0; truth < k; truth++)
      posterior[unit * k + truth] = Math.exp(at(logs, truth) - most) / total;
    logLikelihood += most + Math.log(total);
  }
  return { posterior, logLikelihood };
}

function largestMove(before: Posterior, after: Posterior): number {
  return after.reduce((most, value, i) => Math.max(most, Math.abs(value - at(before, i))), 0);
}

function describe(
  table: RatingTable,
  posterior: Posterior,
  model: Model,
  logLikelihood: readonly number[],
  converged: boolean,
): DawidSkene {
  const { categories, unitIds, raterIds, starts } = table;
  const k = categories.length;
  const rows = unitIds.map((_, unit) => [...posterior.subarray(unit * k, (unit + 1) * k)]);
  const labels = rows.map((row, unit) =>
    at(starts, unit + 1) > at(starts, unit) ? (categories[row.indexOf(Math.max(...row))] ?? null) : null,
  );
  const errorRow = (from: number): number[] => [...model.logErrors.subarray(from, from + k)].map(Math.exp);
  const confusion = (raterIds ?? []).map((_, rater) =>
    categories.map((_label, truth) => errorRow((rater * k + truth) * k)),
  );
  const rounds = logLikelihood.length;
  return {
    defined: true,
    categories,
    posterior: rows,
    labels,
    prior: [...model.prior],
    confusion,
    logLikelihood,
    rounds,
    converged,
  };
}
