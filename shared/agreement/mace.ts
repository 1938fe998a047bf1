import { at } from './arrays.ts';
import { digamma } from './distributions.ts';
import type { Random } from './random.ts';
import { undefinedBecause } from './result.ts';
import type { Undefined } from './result.ts';
import { pairableBasis } from './table.ts';
import type { Label, RatingTable } from './table.ts';

export interface MaceOptions {
  readonly random: Random;
  /** Random starts, of which the most likely end is kept; 10 unless told otherwise. */
  readonly restarts?: number;
  /** Rounds from each start; 50 unless told otherwise. */
  readonly rounds?: number;
}

export interface Mace {
  readonly defined: true;
  /** Per unit, the most probable label; null for a unit without labels. */
  readonly labels: readonly (Label | null)[];
  /** Per unit, the probability of each category. */
  readonly posterior: readonly (readonly number[])[];
  /** Per person, how likely a label of theirs is given without looking at the item. */
  readonly spamProbability: readonly number[];
  readonly logLikelihood: number;
}

const SPAM_PRIOR = 0.5;
const STRATEGY_PRIOR = 10;
const START_NOISE = 0.5;

/**
 * MACE (Hovy, Berg-Kirkpatrick, Vaswani & Hovy 2013): a person either knows the true label and gives it, or
 * spams with a habit of their own. Variational Bayes with Beta(½, ½) on knowing and a flat habit of weight
 * 10.
 *
 * Far fewer parameters than Dawid–Skene, so it stands on sparse tables, but it cannot describe a person who
 * errs in a direction. Several random starts; the result depends on `random` as little as the data allow.
 * Refused without identity.
 */
export function mace(
  table: RatingTable,
  { random, restarts = 10, rounds = 50 }: MaceOptions,
): Mace | Undefined {
  const basis = pairableBasis(table);
  if (table.raterIds === null) return undefinedBecause('rater-identity-absent', basis);
  if (table.codes.length === 0) return undefinedBecause('no-labels', basis);
  let best = climb(table, random, rounds);
  for (let start = 1; start < restarts; start++) {
    const next = climb(table, random, rounds);
    if (next.expected.logLikelihood > best.expected.logLikelihood) best = next;
  }
  return describe(table, best);
}

interface Model {
  /** Weight of spamming and of knowing, per person. */
  readonly spams: Float64Array;
  readonly knows: Float64Array;
  /** Habit of person g at [g × K + category]. */
  readonly habit: Float64Array;
}

interface Expected {
  readonly posterior: Float64Array;
  readonly logLikelihood: number;
  readonly spams: Float64Array;
  readonly knows: Float64Array;
  readonly habit: Float64Array;
}

interface Climbed {
  readonly model: Model;
  readonly expected: Expected;
}

function climb(table: RatingTable, random: Random, rounds: number): Climbed {
  let model = randomModel(table, random);
  let expected = expect(table, model);
  for (let round = 0; round < rounds; round++) {
    model = maximise(table, expected);
    expected = expect(table, model);
  }
  return { model, expected };
}

function randomModel({ raterIds, categories }: RatingTable, random: Random): Model {
  const [people, k] = [raterIds?.length ?? 0, categories.length];
  const jitter = (): number => 1 + START_NOISE * random();
  const spams = Float64Array.from({ length: people }, () => {
    const [spam, know] = [jitter(), jitter()];
    return spam / (spam + know);
  });
  const habit = Float64Array.from({ length: people * k }, jitter);
  for (let row = 0; row < habit.length; row += k) {
    const own = habit.subarray(row, row + k);
    const total = own.reduce((sum, value) => sum + value, 0);
    for (let c = 0; c < k; c++) own[c] = at(own, c) / total;
  }
  return { spams, knows: spams.map((share) => 1 - share), habit };
}

/** Posterior of every unit, and how often each person is expected to have spammed with which label. */
function expect(table: RatingTable, { spams, knows, habit }: Model): Expected {
  const k = table.categories.length;
  const posterior = new Float64Array(table.unitIds.length * k);
  const counts = {
    spams: new Float64Array(spams.length),
    knows: new Float64Array(spams.length),
    habit: new Float64Array(habit.length),
  };
  let logLikelihood = 0;
  for (let unit = 0; unit < table.unitIds.length; unit++) {
    const [from, to] = [at(table.starts, unit), at(table.starts, unit + 1)];
    if (from === to) continue;
    const own = posterior.subarray(unit * k, (unit + 1) * k);
    logLikelihood += posteriorInto(own, table, from, to, { spams, knows, habit });
    for (let i = from; i < to; i++) {
      const [rater, code] = [at(table.raters ?? [], i), at(table.codes, i)];
      const spam = at(spams, rater) * at(habit, rater * k + code);
      const known = (at(own, code) * at(knows, rater)) / (at(knows, rater) + spam);
      counts.knows[rater] = at(counts.knows, rater) + known;
      counts.spams[rater] = at(counts.spams, rater) + 1 - known;
      counts.habit[rater * k + code] = at(counts.habit, rater * k + code) + 1 - known;
    }
  }
  return { posterior, logLikelihood, ...counts };
}

/** Fills the posterior of one unit and returns the logarithm of its likelihood. */
function posteriorInto(
  own: Float64Array,
  { codes, raters }: RatingTable,
  from: number,
  to: number,
  model: Model,
): number {
  const k = own.length;
  const logs = Float64Array.from({ length: k }, () => -Math.log(k));
  for (let i = from; i < to; i++) {
    const [rater, code] = [at(raters ?? [], i), at(codes, i)];
    const spam = at(model.spams, rater) * at(model.habit, rater * k + code);
    for (let truth = 0; truth < k; truth++) {
      logs[truth] = at(logs, truth) + Math.log(spam + (truth === code ? at(model.knows, rater) : 0));
    }
  }
  const most = Math.max(...logs);
  const total = logs.reduce((sum, log) => sum + Math.exp(log - most), 0);
  for (let truth = 0; truth < k; truth++) own[truth] = Math.exp(at(logs, truth) - most) / total;
  return most + Math.log(total);
}

/** Variational step: exp(ψ(count + prior) - ψ(sum)). */
function maximise({ categories }: RatingTable, { spams, knows, habit }: Expected): Model {
  const k = categories.length;
  const share = (count: number, total: number): number => Math.exp(digamma(count) - digamma(total));
  const weight = (own: Float64Array): Float64Array =>
    own.map((count, rater) =>
      share(count + SPAM_PRIOR, at(spams, rater) + at(knows, rater) + 2 * SPAM_PRIOR),
    );
  const habits = habit.map((count, cell) => {
    const rater = Math.floor(cell / k);
    return share(count + STRATEGY_PRIOR, at(spams, rater) + k * STRATEGY_PRIOR);
  });
  return { spams: weight(spams), knows: weight(knows), habit: habits };
}

function describe({ categories, unitIds, starts }: RatingTable, { model, expected }: Climbed): Mace {
  const k = categories.length;
  const posterior = unitIds.map((_, unit) => [...expected.posterior.subarray(unit * k, (unit + 1) * k)]);
  const labels = posterior.map((row, unit) =>
    at(starts, unit + 1) > at(starts, unit) ? (categories[row.indexOf(Math.max(...row))] ?? null) : null,
  );
  const { logLikelihood } = expected;
  return { defined: true, labels, posterior, spamProbability: [...model.spams], logLikelihood };
}
