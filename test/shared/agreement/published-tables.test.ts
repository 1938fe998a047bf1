import { describe, expect, test } from 'vitest';
import {
  binomialTest,
  bradleyTerry,
  brennanPrediger,
  cohenKappaOfCounts,
  fleissKappa,
  fleissPerCategory,
  gwetAC,
  kendallTauB,
  kendallW,
  krippendorffAlpha,
  linearisedAlpha,
  mcnemar,
  pooledAgreement,
  proportion,
  spearman,
  stuartMaxwell,
  tableFromCounts,
  tableFromMatrix,
  valueOrNull,
} from '#shared/agreement/index.ts';
import type { Estimate, Level, RatingTable } from '#shared/agreement/index.ts';

function expectPrinted(got: Estimate, printed: number, digits: number): void {
  expect(valueOrNull(got)).toBeCloseTo(printed, digits);
}

describe('Krippendorff (2011), Computing Krippendorff’s Alpha-Reliability, 12 units × 4 observers', () => {
  const _ = null;
  const observers = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
    [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
  ];
  const units = Array.from({ length: 12 }, (_unit, unit) => observers.map((row) => row[unit] ?? null));
  const tableAt = (level: Level): RatingTable => tableFromMatrix({ level }, units);

  test.each([
    ['nominal', 0.743],
    ['ordinal', 0.815],
    ['interval', 0.849],
    ['ratio', 0.797],
  ] as const)('%s alpha is %f', (level, printed) => {
    expectPrinted(krippendorffAlpha(tableAt(level)), printed, 3);
  });

  test('40 values of 11 units are pairable; the unit with one value is left out and counted', () => {
    const alpha = krippendorffAlpha(tableAt('nominal'));
    expect(alpha).toMatchObject({
      n: 40,
      units: 11,
      raters: 4,
      excluded: [{ reason: 'unit-with-one-label', count: 1 }],
    });
  });

  test('Gwet (2014): AC1 .775 with standard error .143, Fleiss .761, alpha .743', () => {
    const table = tableAt('nominal');
    const ac1 = gwetAC(table);
    expectPrinted(ac1, 0.775, 3);
    expect(ac1.defined && ac1.interval?.standardError).toBeCloseTo(0.14295, 5);
    expect(ac1.defined && ac1.interval?.low).toBeCloseTo(0.461, 3);
    expectPrinted(fleissKappa(table), 0.761, 3);
    expectPrinted(linearisedAlpha(table), 0.743, 3);
    expectPrinted(pooledAgreement(table), 0.782, 3);
  });
});

describe('Fleiss’ kappa, the worked example of fourteen raters and ten subjects', () => {
  const counts = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
  ];
  const rows = counts.flatMap((row, unit) =>
    row.map((count, category) => ({ unit: String(unit), label: category + 1, count })),
  );
  const table = tableFromCounts({ level: 'nominal', categories: [1, 2, 3, 4, 5] }, rows);

  test('kappa is .210, observed agreement .378, chance .213', () => {
    const kappa = fleissKappa(table);
    expectPrinted(kappa, 0.21, 3);
    expect(kappa.defined && kappa.observedAgreement).toBeCloseTo(0.378, 3);
    expect(kappa.defined && kappa.expectedAgreement).toBeCloseTo(0.213, 3);
  });

  test('the weighted mean of category kappas, weights p (1 - p), is kappa itself', () => {
    const shares = [20, 28, 39, 21, 32].map((count) => count / 140);
    const spread = shares.map((share) => share * (1 - share));
    const perCategory = fleissPerCategory(table).map(({ kappa }) => valueOrNull(kappa) ?? NaN);
    const weighted = perCategory.reduce((total, kappa, k) => total + kappa * (spread[k] ?? 0), 0);
    expectPrinted(fleissKappa(table), weighted / spread.reduce((total, share) => total + share, 0), 12);
  });

  test('free-marginal kappa takes chance from the number of declared categories', () => {
    expectPrinted(brennanPrediger(table), (0.378022 - 0.2) / 0.8, 5);
  });
});

describe('Cohen’s kappa, textbook tables', () => {
  const kappa = (counts: number[][]): Estimate => cohenKappaOfCounts({ categories: ['yes', 'no'], counts });

  test('20 5 / 10 15 gives .40', () =>
    expectPrinted(
      kappa([
        [20, 5],
        [10, 15],
      ]),
      0.4,
      10,
    ));
  test('45 15 / 25 15 gives .1304 and 25 35 / 5 35 gives .2593: equal agreement, other margins', () => {
    expectPrinted(
      kappa([
        [45, 15],
        [25, 15],
      ]),
      0.1304,
      4,
    );
    expectPrinted(
      kappa([
        [25, 35],
        [5, 35],
      ]),
      0.2593,
      4,
    );
  });

  test('the prevalence paradox: 94 % agreement, kappa below 0 (Feinstein & Cicchetti 1990)', () => {
    const paradox = cohenKappaOfCounts({
      categories: ['yes', 'no'],
      counts: [
        [118, 5],
        [2, 0],
      ],
    });
    expect(paradox.defined && paradox.observedAgreement).toBeCloseTo(0.944, 3);
    expectPrinted(paradox, -0.0234, 3);
  });
});

describe('paired tests and proportions', () => {
  test('Stuart (1955), unaided vision of 7,477 women: Q = 11.96 with 3 degrees of freedom', () => {
    const counts = [
      [1520, 266, 124, 66],
      [234, 1512, 432, 78],
      [117, 362, 1772, 205],
      [36, 82, 179, 492],
    ];
    const q = stuartMaxwell({ categories: [1, 2, 3, 4], counts });
    expectPrinted(q, 11.96, 2);
    expect(q.defined && q.df).toBe(3);
  });

  test('McNemar of 121 and 59 changes: chi-square 21.36, with continuity correction 20.67', () => {
    const result = mcnemar(121, 59);
    expectPrinted(result.chiSquare, 21.356, 3);
    expectPrinted(result.chiSquareContinuity, 20.672, 3);
    expect(result.p).toBeLessThan(1e-5);
  });

  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('Newcombe (1998): Wilson interval of %i in %i', (successes, n, low, high) => {
    const share = proportion(successes, n);
    expect(share.defined && share.interval?.low).toBeCloseTo(low, 4);
    expect(share.defined && share.interval?.high).toBeCloseTo(high, 4);
  });

  test('Fisher’s tea: eight heads in eight throws of a fair coin have p = 2/256', () => {
    expectPrinted(binomialTest(8, 8), 2 / 256, 12);
  });
});

describe('orders and strengths with closed forms', () => {
  const x = [106, 86, 100, 101, 99, 103, 97, 113, 112, 110];
  const hours = [7, 0, 27, 50, 28, 29, 20, 12, 6, 17];

  test('Spearman of the textbook example of intelligence and television is -29/165', () => {
    expectPrinted(spearman(x, hours), -29 / 165, 12);
  });

  test('tau-b without ties is (C - D) / pairs', () => {
    const tau = kendallTauB([1, 2, 3, 4], [1, 2, 4, 3]);
    expect(tau).toMatchObject({ defined: true, concordant: 5, discordant: 1 });
    expectPrinted(tau, 4 / 6, 12);
  });

  test('W of two people is (rho + 1) / 2', () => {
    const rho = valueOrNull(spearman(x, hours)) ?? NaN;
    expectPrinted(kendallW(x.map((own, i) => [own, hours[i] ?? null])), (rho + 1) / 2, 12);
  });

  test('Bradley–Terry of two answers is the logit of the win rate', () => {
    const fit = bradleyTerry({
      wins: [
        [0, 30],
        [10, 0],
      ],
    });
    expect(fit.defined && (fit.logStrength[0] ?? 0) - (fit.logStrength[1] ?? 0)).toBeCloseTo(Math.log(3), 10);
  });
});
