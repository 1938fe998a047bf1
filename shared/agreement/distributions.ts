/**
 * Distribution functions for tests and intervals: normal, Student t, chi-square, binomial.
 *
 * Sources: log-gamma by Lanczos' series with Godfrey's coefficients (g = 607/128, 15 terms); incomplete gamma
 * by series and Lentz continued fraction (Abramowitz & Stegun 6.5.29, 6.5.31); incomplete beta by Lentz
 * continued fraction (A & S 26.5.8); normal quantile by Wichura, Algorithm AS 241 (1988). Absolute error
 * below 1e-12 for the arguments that occur here.
 */

const LANCZOS_G = 607 / 128;
const LANCZOS = [
  0.99999999999999709182, 57.156235665862923517, -59.597960355475491248, 14.136097974741747174,
  -0.49191381609762019978, 0.33994649984811888699e-4, 0.46523628927048575665e-4, -0.98374475304879564677e-4,
  0.15808870322491248884e-3, -0.21026444172410488319e-3, 0.2174396181152126432e-3, -0.16431810653676389022e-3,
  0.84418223983852743293e-4, -0.2619083840158140867e-4, 0.36899182659531622704e-5,
];
const TINY = 1e-300;
const PRECISION = 1e-16;
const MAX_STEPS = 100_000;

/** Natural logarithm of the gamma function, x > 0. */
export function logGamma(x: number): number {
  const z = x - 1;
  const series = LANCZOS.reduce((total, term, k) => (k === 0 ? term : total + term / (z + k)), 0);
  const t = z + LANCZOS_G + 0.5;
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(series);
}

/** Derivative of `logGamma`: recurrence up to 10, then the asymptotic series (A & S 6.3.18). */
export function digamma(x: number): number {
  let shift = 0;
  let z = x;
  for (; z < 10; z++) shift += 1 / z;
  const inverse = 1 / (z * z);
  const series =
    inverse * (1 / 12 - inverse * (1 / 120 - inverse * (1 / 252 - inverse * (1 / 240 - inverse / 132))));
  return Math.log(z) - 0.5 / z - series - shift;
}

/** Upper regularised incomplete gamma Q(a, x), a > 0, x ≥ 0. */
function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1;
  return x < a + 1 ? 1 - lowerGammaSeries(a, x) : upperGammaFraction(a, x);
}

function lowerGammaSeries(a: number, x: number): number {
  let term = 1 / a;
  let total = term;
  for (let k = 1; k < MAX_STEPS && term > total * PRECISION; k++) {
    term *= x / (a + k);
    total += term;
  }
  return total * Math.exp(-x + a * Math.log(x) - logGamma(a));
}

function upperGammaFraction(a: number, x: number): number {
  const value = lentz(
    (k) => (k === 0 ? 1 : -k * (k - a)),
    (k) => (k === 0 ? 0 : x + 2 * k - 1 - a),
    1,
  );
  return value * Math.exp(-x + a * Math.log(x) - logGamma(a));
}

/** Lentz's evaluation of b0 + a1/(b1 + a2/(b2 + …)); the first partial numerator is `first`. */
function lentz(numerator: (k: number) => number, denominator: (k: number) => number, first: number): number {
  let value = denominator(0) || TINY;
  let c = value;
  let d = 0;
  for (let k = 1; k < MAX_STEPS; k++) {
    const a = k === 1 ? first : numerator(k - 1);
    d = denominator(k) + a * d || TINY;
    c = denominator(k) + a / c || TINY;
    d = 1 / d;
    value *= c * d;
    if (Math.abs(c * d - 1) < PRECISION * 4) break;
  }
  return value;
}

/** Regularised incomplete beta I_x(a, b), 0 ≤ x ≤ 1. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  const direct = x < (a + 1) / (a + b + 2);
  return direct ? (front * betaFraction(x, a, b)) / a : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

function betaFraction(x: number, a: number, b: number): number {
  const numerator = (k: number): number => {
    const m = k >> 1;
    if (k % 2 === 0) return (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    return (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
  };
  return lentz(numerator, (k) => (k === 0 ? 0 : 1), 1);
}

/** P(Z > z) of the standard normal. */
export function normalUpper(z: number): number {
  const tail = 0.5 * upperGamma(0.5, (z * z) / 2);
  return z >= 0 ? tail : 1 - tail;
}

/** Two-sided p of a standard normal statistic. */
export function normalTwoSided(z: number): number {
  return upperGamma(0.5, (z * z) / 2);
}

/** Two-sided p of a Student t statistic. */
export function studentTwoSided(t: number, df: number): number {
  return incompleteBeta(df / (df + t * t), df / 2, 0.5);
}

/** P(X > x) of a chi-square variable. */
export function chiSquareUpper(x: number, df: number): number {
  return upperGamma(df / 2, x / 2);
}

const CENTRAL = {
  over: [
    3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
    45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
  ],
  under: [
    1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867,
    39307.89580009271061, 28729.085735721942674, 5226.495278852854561,
  ],
};
const TAIL = {
  over: [
    1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504,
    1.27045825245236838258, 0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4,
  ],
  under: [
    1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459,
    0.0151986665636164571966, 5.475938084995344946e-4, 1.05075007164441684324e-9,
  ],
};
const FAR_TAIL = {
  over: [
    6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123,
    0.026532189526576123093, 1.2426609473880784386e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
  ],
  under: [
    1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525, 7.868691311456132591e-4,
    1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15,
  ],
};

/** The z with P(Z ≤ z) = p, 0 < p < 1 (Wichura 1988, AS 241). */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * rational(CENTRAL, 0.180625 - q * q);
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  const z = r <= 5 ? rational(TAIL, r - 1.6) : rational(FAR_TAIL, r - 5);
  return q < 0 ? -z : z;
}

function rational({ over, under }: { over: readonly number[]; under: readonly number[] }, x: number): number {
  return polynomial(over, x) / polynomial(under, x);
}

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((total, coefficient) => total * x + coefficient, 0);
}

/** The t with P(|T| ≤ t) = confidence. */
export function studentQuantile(confidence: number, df: number): number {
  const tail = 1 - confidence;
  let low = 0;
  let high = Math.max(1, normalQuantile(1 - tail / 2));
  while (studentTwoSided(high, df) > tail) high *= 2;
  for (let step = 0; step < 200 && high - low > 1e-14 * high; step++) {
    const middle = (low + high) / 2;
    if (studentTwoSided(middle, df) > tail) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The z with P(|Z| ≤ z) = confidence. */
export function normalCritical(confidence: number): number {
  return normalQuantile(1 - (1 - confidence) / 2);
}

/** P(X = k) of a binomial(n, p); exact at p = 0 and p = 1. */
export function binomialProbability(k: number, n: number, p: number): number {
  if (p <= 0) return k === 0 ? 1 : 0;
  if (p >= 1) return k === n ? 1 : 0;
  const ways = logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
  return Math.exp(ways + k * Math.log(p) + (n - k) * Math.log1p(-p));
}
