import { at } from './arrays.ts';
import { DEFAULT_CONFIDENCE, gather, percentileInterval } from './bootstrap.ts';
import { drawMultinomial } from './binomial-draw.ts';
import { inverse, multiply } from './linear-algebra.ts';
import type { Matrix } from './linear-algebra.ts';
import type { Random } from './random.ts';
import { undefinedBecause } from './result.ts';
import type { Basis, Estimate, Interval, Undefined } from './result.ts';
import { proportion } from './wilson.ts';

/** wins[i][j]: how often i won against j; ties[i][j] symmetric, each tie once in either cell. */
export interface Comparisons {
  readonly wins: Matrix;
  readonly ties?: Matrix | null;
}

export interface BradleyTerry {
  readonly defined: true;
  /** Log strengths, centred on 0: i beats j with probability 1 / (1 + exp(s_j - s_i)). */
  readonly logStrength: readonly number[];
  /** Standard errors of the centred strengths; null for a penalised fit, where they would flatter. */
  readonly standardErrors: readonly number[] | null;
  /** Strengths as shares that sum to 1. */
  readonly share: readonly number[];
  readonly winProbability: Matrix;
  readonly logLikelihood: number;
  readonly comparisons: number;
}

export interface BradleyTerryOptions {
  /**
   * Adds penalty × Σ s² to the negative log likelihood; with one, every table has an estimate. 0 unless told
   * otherwise.
   */
  readonly penalty?: number;
}

/**
 * Bradley–Terry strengths by maximum likelihood; a tie is half a win for each side.
 *
 * Sources: Bradley & Terry (1952); existence Ford (1957): the estimate exists only when everybody can be
 * reached from everybody along wins. Otherwise some strengths are infinite, and this says "not-connected" in
 * place of a huge number. Newton's method; standard errors from the Moore–Penrose inverse of the information
 * matrix.
 */
export function bradleyTerry(
  comparisons: Comparisons,
  { penalty = 0 }: BradleyTerryOptions = {},
): BradleyTerry | Undefined {
  const wins = halfWins(comparisons);
  const basis = comparisonBasis(wins);
  if (basis.n === 0) return undefinedBecause('empty', basis);
  if (penalty === 0 && !isStronglyConnected(wins)) return undefinedBecause('not-connected', basis);
  const logStrength = fit(wins, penalty);
  const inverted = penalty === 0 ? inverse(withMean(information(wins, logStrength))) : null;
  const total = logStrength.reduce((sum, s) => sum + Math.exp(s), 0);
  return {
    defined: true,
    logStrength,
    standardErrors:
      inverted === null ? null : inverted.map((row, i) => Math.sqrt(at(row, i) - 1 / wins.length)),
    share: logStrength.map((s) => Math.exp(s) / total),
    winProbability: logStrength.map((own) => logStrength.map((other) => beats(own, other))),
    logLikelihood: logLikelihood(wins, logStrength),
    comparisons: basis.n,
  };
}

function comparisonBasis(wins: Matrix): Basis {
  const n = wins.flat().reduce((total, count) => total + count, 0);
  return { n, units: wins.length, raters: null, excluded: [] };
}

function halfWins({ wins, ties }: Comparisons): number[][] {
  return wins.map((row, i) => row.map((count, j) => (i === j ? 0 : count + at(ties?.[i] ?? [], j) / 2)));
}

function beats(own: number, other: number): number {
  return 1 / (1 + Math.exp(other - own));
}

/** Every answer can be reached from every other along wins. */
function isStronglyConnected(wins: Matrix): boolean {
  const forwards = reachable(wins.length, (i, j) => at(wins[i] ?? [], j) > 0);
  const backwards = reachable(wins.length, (i, j) => at(wins[j] ?? [], i) > 0);
  return forwards === wins.length && backwards === wins.length;
}

function reachable(n: number, edge: (from: number, to: number) => boolean): number {
  const seen = new Set([0]);
  for (const from of seen) {
    for (let to = 0; to < n; to++) if (edge(from, to)) seen.add(to);
  }
  return seen.size;
}

const MOST_STEPS = 200;
const CLOSE = 1e-12;

/** Newton steps, halved while they make the penalised likelihood worse. */
function fit(wins: Matrix, penalty: number, start: readonly number[] = wins.map(() => 0)): number[] {
  let strengths = [...start];
  for (let step = 0; step < MOST_STEPS; step++) {
    const gradient = gradientOf(wins, strengths, penalty);
    const curvature = withMean(information(wins, strengths)).map((row, i) =>
      row.map((value, j) => value + (i === j ? 2 * penalty : 0)),
    );
    const direction = multiply(inverse(curvature) ?? [], gradient);
    strengths = centre(descend(wins, strengths, direction, penalty));
    if (Math.max(...direction.map(Math.abs), 0) < CLOSE) break;
  }
  return strengths;
}

function descend(
  wins: Matrix,
  from: readonly number[],
  direction: readonly number[],
  penalty: number,
): number[] {
  const goodness = (s: readonly number[]): number =>
    logLikelihood(wins, s) - penalty * s.reduce((total, value) => total + value * value, 0);
  const here = goodness(from);
  let next = from.map((value, i) => value + at(direction, i));
  for (let length = 0.5; goodness(next) < here && length > 1e-6; length /= 2) {
    next = from.map((value, i) => value + length * at(direction, i));
  }
  return next;
}

function gradientOf(wins: Matrix, strengths: readonly number[], penalty: number): number[] {
  return strengths.map((own, i) => {
    const expected = strengths.reduce(
      (total, other, j) => total + games(wins, i, j) * (i === j ? 0 : beats(own, other)),
      0,
    );
    const won = (wins[i] ?? []).reduce((total, count) => total + count, 0);
    return won - expected - 2 * penalty * own;
  });
}

function information(wins: Matrix, strengths: readonly number[]): number[][] {
  return strengths.map((own, i) => {
    const row = strengths.map((other, j) =>
      i === j ? 0 : -games(wins, i, j) * beats(own, other) * beats(other, own),
    );
    row[i] = -row.reduce((total, value) => total + value, 0);
    return row;
  });
}

/** Adds 1/n everywhere: fixes the level that comparisons leave open and makes the matrix invertible. */
function withMean(matrix: Matrix): number[][] {
  return matrix.map((row) => row.map((value) => value + 1 / matrix.length));
}

function games(wins: Matrix, i: number, j: number): number {
  return at(wins[i] ?? [], j) + at(wins[j] ?? [], i);
}

function centre(values: readonly number[]): number[] {
  const middle = values.reduce((total, value) => total + value, 0) / values.length;
  return values.map((value) => value - middle);
}

function logLikelihood(wins: Matrix, strengths: readonly number[]): number {
  return wins.reduce(
    (sum, row, i) =>
      row.reduce(
        (total, count, j) =>
          count === 0 ? total : total + count * Math.log(beats(at(strengths, i), at(strengths, j))),
        sum,
      ),
    0,
  );
}

/**
 * Wins and half ties of each answer over its comparisons, with Wilson interval, in the order of the table.
 */
export function winRates(comparisons: Comparisons): readonly Estimate<{ readonly successes: number }>[] {
  const wins = halfWins(comparisons);
  return wins.map((row, i) => {
    const won = row.reduce((total, count) => total + count, 0);
    return proportion(
      won,
      row.reduce((total, _, j) => total + games(wins, i, j), 0),
    );
  });
}

export interface ComparisonBootstrap {
  readonly random: Random;
  readonly replicates?: number;
  readonly confidence?: number;
}

/**
 * Intervals of penalised log strengths: comparisons are drawn with replacement and the strengths fitted and
 * centred anew. A penalty is needed, since a replicate may well leave somebody unbeaten.
 */
export function bradleyTerryIntervals(
  comparisons: Comparisons,
  penalty: number,
  { random, replicates = 1000, confidence = DEFAULT_CONFIDENCE }: ComparisonBootstrap,
): readonly (Interval | undefined)[] {
  const { cells, n } = outcomes(comparisons);
  const counts = Float64Array.from(cells, ({ count }) => count);
  const drawn = new Float64Array(cells.length);
  const whole = fit(halfWins(comparisons), penalty);
  const fits = Array.from({ length: replicates }, () => {
    drawMultinomial(n, counts, random, drawn);
    return fit(fromOutcomes(comparisons.wins.length, cells, drawn), penalty, whole);
  });
  return comparisons.wins.map((_, i) => {
    const values = Float64Array.from(fits, (strengths) => at(strengths, i));
    return percentileInterval({ values, undefinedReplicates: 0 }, confidence);
  });
}

interface Outcome {
  readonly winner: number;
  readonly loser: number;
  readonly isTie: boolean;
  readonly count: number;
}

function outcomes({ wins, ties }: Comparisons): { cells: Outcome[]; n: number } {
  const cells = wins.flatMap((row, winner) =>
    row.flatMap((count, loser): Outcome[] => {
      const tied = winner < loser ? at(ties?.[winner] ?? [], loser) : 0;
      return [
        { winner, loser, isTie: false, count },
        { winner, loser, isTie: true, count: tied },
      ].filter((cell) => cell.count > 0);
    }),
  );
  return { cells, n: cells.reduce((total, { count }) => total + count, 0) };
}

function fromOutcomes(size: number, cells: readonly Outcome[], drawn: Float64Array): number[][] {
  const wins = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  for (const [index, { winner, loser, isTie }] of cells.entries()) {
    const times = at(drawn, index);
    add(wins, winner, loser, isTie ? times / 2 : times);
    if (isTie) add(wins, loser, winner, times / 2);
  }
  return wins;
}

function add(wins: number[][], row: number, column: number, value: number): void {
  const cells = wins[row];
  if (cells !== undefined) cells[column] = at(cells, column) + value;
}

/**
 * Win rate with ties as half wins, its interval by drawing comparisons with replacement. Undefined without
 * comparisons.
 */
export function bootstrapWinRate(
  { wins, ties, losses }: { readonly wins: number; readonly ties: number; readonly losses: number },
  { random, replicates = 1000, confidence = DEFAULT_CONFIDENCE }: ComparisonBootstrap,
): Estimate<{ readonly successes: number }> {
  const n = wins + ties + losses;
  const counts = Float64Array.of(wins, ties, losses);
  const drawn = new Float64Array(3);
  const rate = proportion(wins + ties / 2, n, confidence);
  if (!rate.defined) return rate;
  const once = (): number => {
    drawMultinomial(n, counts, random, drawn);
    return (at(drawn, 0) + at(drawn, 1) / 2) / n;
  };
  const interval = percentileInterval(gather(replicates, once), confidence);
  return interval === undefined ? rate : { ...rate, interval };
}
