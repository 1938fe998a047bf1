import { describe, expect, test } from 'vitest';
import {
  alphaStatisticOf,
  bootstrapInterval,
  isUnstable,
  jackknifeInterval,
  seededRandom,
  tableFromMatrix,
} from '#shared/agreement/index.ts';
import type { Interval, RatingTable } from '#shared/agreement/index.ts';
import { drawBinomial, drawMultinomial } from '#shared/agreement/binomial-draw.ts';
import {
  binomialProbability,
  chiSquareUpper,
  normalQuantile,
  normalUpper,
  studentQuantile,
  studentTwoSided,
} from '#shared/agreement/distributions.ts';

describe('seeded random numbers', () => {
  test('equal seeds repeat, different seeds differ, and all lie in [0, 1)', () => {
    const draw = (seed: number): number[] => Array.from({ length: 1000 }, seededRandom(seed));
    expect(draw(5)).toEqual(draw(5));
    expect(draw(5)).not.toEqual(draw(6));
    expect(draw(5).every((value) => value >= 0 && value < 1)).toBe(true);
    expect(draw(5).reduce((sum, value) => sum + value, 0) / 1000).toBeCloseTo(0.5, 1);
  });
});

describe('binomial draws follow the binomial distribution', () => {
  test.each([
    [5, 0.3],
    [40, 0.02],
    [60, 0.5],
    [1000, 0.04],
    [1000, 0.97],
    [30, 0.9],
  ])('n = %i, p = %f by chi-square', (n, p) => {
    const random = seededRandom(n * 1000 + p * 100);
    const draws = 40_000;
    const counts = new Float64Array(n + 1);
    for (let i = 0; i < draws; i++) {
      const k = drawBinomial(n, p, random);
      counts[k] = (counts[k] ?? 0) + 1;
    }
    let [statistic, cells] = [0, 0];
    for (const [k, count] of counts.entries()) {
      const expected = draws * binomialProbability(k, n, p);
      if (expected < 5) continue;
      statistic += (count - expected) ** 2 / expected;
      cells++;
    }
    expect(chiSquareUpper(statistic, cells - 1)).toBeGreaterThan(0.001);
  });

  test('a multinomial draw adds up to its trials and hits nothing of weight 0', () => {
    const into = new Float64Array(4);
    const random = seededRandom(3);
    for (let i = 0; i < 200; i++) {
      drawMultinomial(500, Float64Array.of(3, 0, 5, 2), random, into);
      expect(into.reduce((sum, count) => sum + count, 0)).toBe(500);
      expect(into[1]).toBe(0);
    }
  });
});

describe('distribution functions', () => {
  test('normal quantiles and tails as printed to fifteen digits', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 13);
    expect(normalQuantile(0.001)).toBeCloseTo(-3.090232306167813, 12);
    expect(normalQuantile(1e-10)).toBeCloseTo(-6.361340902404056, 11);
    expect(normalUpper(1.959963984540054)).toBeCloseTo(0.025, 13);
    expect(normalUpper(-1)).toBeCloseTo(0.8413447460685429, 13);
    expect(normalUpper(8)).toBeCloseTo(6.22096057427178e-16, 25);
  });

  test('Student t against its closed forms with one and two degrees of freedom, and its quantile against itself', () => {
    for (const t of [0.01, 0.5, 1, 2, 5, 40]) {
      expect(studentTwoSided(t, 1)).toBeCloseTo(1 - (2 / Math.PI) * Math.atan(t), 13);
      expect(studentTwoSided(-t, 2)).toBeCloseTo(1 - t / Math.sqrt(2 + t * t), 13);
    }
    expect(studentQuantile(0.95, 1)).toBeCloseTo(Math.tan(0.475 * Math.PI), 10);
    for (const df of [1, 3, 11, 200, 10_000]) {
      expect(studentTwoSided(studentQuantile(0.99, df), df)).toBeCloseTo(0.01, 13);
    }
    expect(studentQuantile(0.95, 1e7)).toBeCloseTo(1.95996, 5);
  });

  test('chi-square against its closed forms with one and two degrees of freedom, and a printed value', () => {
    for (const x of [0.01, 1, 3.84, 12, 60]) {
      expect(chiSquareUpper(x, 1)).toBeCloseTo(2 * normalUpper(Math.sqrt(x)), 14);
      expect(chiSquareUpper(x, 2)).toBeCloseTo(Math.exp(-x / 2), 14);
      expect(chiSquareUpper(x, 4)).toBeCloseTo(Math.exp(-x / 2) * (1 + x / 2), 14);
    }
    expect(chiSquareUpper(18.307038, 10)).toBeCloseTo(0.05, 8);
  });

  test('binomial probabilities sum to one', () => {
    const total = Array.from({ length: 401 }, (_, k) => binomialProbability(k, 400, 0.37)).reduce(
      (sum, p) => sum + p,
      0,
    );
    expect(total).toBeCloseTo(1, 11);
  });
});

function noisyTable(units: number): RatingTable {
  const random = seededRandom(units);
  const matrix = Array.from({ length: units }, () => {
    const truth = 1 + Math.floor(random() * 4);
    return Array.from({ length: 4 }, () => (random() < 0.7 ? truth : 1 + Math.floor(random() * 4)));
  });
  return tableFromMatrix({ level: 'ordinal', categories: [1, 2, 3, 4] }, matrix);
}

describe('intervals', () => {
  const width = ({ low, high }: Interval): number => high - low;

  test('drawing units and drawing patterns are the same bootstrap', () => {
    const statistic = alphaStatisticOf(noisyTable(400));
    const by = (draw: 'units' | 'patterns'): Interval | undefined =>
      bootstrapInterval(statistic, { random: seededRandom(1), replicates: 6000, draw });
    const [units, patterns] = [by('units'), by('patterns')];
    expect(units?.low).toBeCloseTo(patterns?.low ?? NaN, 2);
    expect(units?.high).toBeCloseTo(patterns?.high ?? NaN, 2);
  });

  test('the jackknife agrees with the bootstrap on its standard error, over patterns and over groups', () => {
    for (const units of [150, 3000]) {
      const statistic = alphaStatisticOf(noisyTable(units));
      const jackknife = jackknifeInterval(statistic)?.standardError ?? NaN;
      const bootstrap =
        bootstrapInterval(statistic, { random: seededRandom(4), replicates: 3000 })?.standardError ?? NaN;
      expect(jackknife / bootstrap).toBeGreaterThan(0.8);
      expect(jackknife / bootstrap).toBeLessThan(1.25);
    }
  });

  test('four times the items halve the width', () => {
    const of = (units: number): number => {
      const interval = bootstrapInterval(alphaStatisticOf(noisyTable(units)), { random: seededRandom(8) });
      return interval === undefined ? NaN : width(interval);
    };
    expect(of(200) / of(800)).toBeGreaterThan(1.6);
    expect(of(200) / of(800)).toBeLessThan(2.5);
  });

  test('replicates without variation are dropped, counted, and call the interval unstable', () => {
    const lone = tableFromMatrix({ level: 'nominal' }, [
      [1, 1],
      [1, 1],
      [1, 1],
      [1, 2],
    ]);
    const interval = bootstrapInterval(alphaStatisticOf(lone), { random: seededRandom(2), replicates: 1000 });
    expect((interval?.replicates ?? 0) + (interval?.undefinedReplicates ?? 0)).toBe(1000);
    expect(interval?.undefinedReplicates).toBeGreaterThan(200);
    expect(interval !== undefined && isUnstable(interval)).toBe(true);
  });

  test('there is no jackknife interval of one unit, nor where leaving one out leaves no variation', () => {
    expect(
      jackknifeInterval(alphaStatisticOf(tableFromMatrix({ level: 'nominal' }, [[1, 2]]))),
    ).toBeUndefined();
    const fragile = tableFromMatrix({ level: 'nominal' }, [
      [1, 1],
      [1, 1],
      [1, 2],
    ]);
    expect(jackknifeInterval(alphaStatisticOf(fragile))).toBeUndefined();
  });
});
