import { at } from './arrays.ts';
import { logGamma } from './distributions.ts';
import type { Random } from './random.ts';

const INVERSION_BELOW = 10;

/**
 * A draw from binomial(n, p): inversion for small means, else transformed rejection BTRS (Hörmann 1993).
 * Exact.
 */
export function drawBinomial(n: number, p: number, random: Random): number {
  if (n <= 0 || p <= 0) return 0;
  if (p >= 1) return n;
  if (p > 0.5) return n - drawBinomial(n, 1 - p, random);
  return n * p < INVERSION_BELOW ? byInversion(n, p, random) : byRejection(n, p, random);
}

/**
 * A draw from multinomial(trials; weights / Σ weights) into `into`, by conditional binomials: as if so many
 * units had been drawn with replacement, at the cost of one draw per category.
 */
export function drawMultinomial(
  trials: number,
  weights: Float64Array,
  random: Random,
  into: Float64Array,
): void {
  let left = trials;
  let weightLeft = 0;
  for (const weight of weights) weightLeft += weight;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] ?? 0;
    const drawn = left === 0 ? 0 : drawBinomial(left, weight / weightLeft, random);
    into[i] = drawn;
    left -= drawn;
    weightLeft -= weight;
  }
}

function byInversion(n: number, p: number, random: Random): number {
  const odds = p / (1 - p);
  let probability = Math.exp(n * Math.log1p(-p));
  let u = random();
  let k = 0;
  while (u > probability && k < n) {
    u -= probability;
    k++;
    probability *= (odds * (n - k + 1)) / k;
  }
  return k;
}

function byRejection(n: number, p: number, random: Random): number {
  const deviation = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * deviation;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const quick = 0.92 - 4.2 / b;
  for (;;) {
    const u = random() - 0.5;
    const v = random();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + n * p + 0.5);
    if (k < 0 || k > n) continue;
    if (us >= 0.07 && v <= quick) return k;
    const envelope = ((2.83 + 5.1 / b) * deviation * v) / (a / (us * us) + b);
    if (Math.log(envelope) <= logRatioToMode(k, n, p)) return k;
  }
}

/** log of P(k) / P(mode). */
function logRatioToMode(k: number, n: number, p: number): number {
  const odds = p / (1 - p);
  const mode = Math.floor((n + 1) * p);
  return (
    (mode + 0.5) * Math.log((mode + 1) / (odds * (n - mode + 1))) +
    (n + 1) * Math.log((n - mode + 1) / (n - k + 1)) +
    (k + 0.5) * Math.log((odds * (n - k + 1)) / (k + 1)) +
    (stirlingTail(mode) + stirlingTail(n - mode) - stirlingTail(k) - stirlingTail(n - k))
  );
}

const TAILS = Float64Array.from({ length: 10 }, (_, k) => logGamma(k + 1) - stirling(k));

function stirling(k: number): number {
  return (k + 0.5) * Math.log(k + 1) - (k + 1) + 0.5 * Math.log(2 * Math.PI);
}

/** log k! minus its Stirling approximation. */
function stirlingTail(k: number): number {
  if (k < TAILS.length) return at(TAILS, k);
  const square = (k + 1) * (k + 1);
  return (1 / 12 - (1 / 360 - 1 / 1260 / square) / square) / (k + 1);
}
