import { expect } from 'vitest';
import {
  brennanPrediger,
  cohenKappaMax,
  cohenKappaOfCounts,
  congerKappa,
  fleissKappa,
  fleissNullTest,
  fleissPerCategory,
  gwetAC,
  itemDisagreement,
  linearisedAlpha,
  percentAgreement,
  pooledAgreement,
  scottPi,
  tableFromCounts,
  tableFromMatrix,
  twoByTwoIndices,
  unanimousShare,
  valueOrNull,
  weightedAgreement,
} from '#shared/agreement/index.ts';
import type { CohenKappa, Confusion, Kappa, Point, RatingTable } from '#shared/agreement/index.ts';
import { expectMetric, expectNear, expectPart, familyTests, scaleOf } from '../reference.ts';
import type { LabelMatrix, ReferenceCase } from '../reference.ts';

function expectKappa(reference: ReferenceCase, metric: string, kappa: Kappa): void {
  const expected = reference.expected[metric];
  expectMetric(reference, metric, valueOrNull(kappa));
  if (!kappa.defined || expected === undefined) return;
  expectPart(reference, metric, 'pa', kappa.observedAgreement, 1e-9);
  expectPart(reference, metric, 'pe', kappa.expectedAgreement, 1e-9);
  if (typeof expected['se'] !== 'number') return;
  const { interval } = kappa;
  expectNear(interval?.standardError, expected['se'], Number(expected['seTol']), `${metric}.se`);
  expectNear([interval?.low, interval?.high], expected['ci95'], Number(expected['ciTol']), `${metric}.ci95`);
}

familyTests('chance-corrected', (reference) => {
  const table = tableFromMatrix(scaleOf(reference), reference.data.values as LabelMatrix);
  const { weights = 'identity', confidence = 0.95 } = reference.options;
  const options = { weights, confidence };
  expectKappa(reference, 'percentAgreement', weightedAgreement(table, options));
  expectKappa(reference, 'brennanPrediger', brennanPrediger(table, options));
  expectKappa(reference, 'fleissKappa', fleissKappa(table, options));
  expectKappa(reference, 'congerKappa', congerKappa(table, options));
  expectKappa(reference, 'gwetAC', gwetAC(table, options));
  expectKappa(reference, 'krippendorffAlpha', linearisedAlpha(table, options));
  expectMetric(reference, 'percentAgreementPooledPairs', valueOrNull(pooledAgreement(table)));
  expectMetric(reference, 'fullAgreementRate', valueOrNull(unanimousShare(table)));
  if (weights !== 'identity') return;
  const plain = percentAgreement(table);
  expectMetric(reference, 'percentAgreement', valueOrNull(plain));
  if (plain.defined) expectPart(reference, 'percentAgreement', 'se', plain.interval?.standardError, 1e-8);
});

/** The two people behind a table of counts. */
function tableOf({ categories, counts }: Confusion): RatingTable {
  const rows = counts.flatMap((row, i) =>
    row.flatMap((count, j) =>
      Array.from({ length: count }, () => [categories[i] ?? null, categories[j] ?? null]),
    ),
  );
  return tableFromMatrix({ level: 'nominal', categories: categories as readonly Point[] }, rows);
}

function expectCohen(reference: ReferenceCase, metric: string, kappa: CohenKappa): void {
  expectMetric(reference, metric, valueOrNull(kappa));
  if (!kappa.defined) return;
  const seTol = Number(reference.expected[metric]?.['seTol']);
  expectPart(reference, metric, 'po', kappa.observedAgreement);
  expectPart(reference, metric, 'pe', kappa.expectedAgreement);
  expectPart(reference, metric, 'se', kappa.interval?.standardError, seTol);
  expectPart(reference, metric, 'se0', kappa.nullStandardError, seTol);
  expectPart(reference, metric, 'ci95', [kappa.interval?.low, kappa.interval?.high], 1e-7);
}

familyTests('cohen-kappa', (reference) => {
  const confusion: Confusion = {
    categories: reference.data['categories'] as readonly Point[],
    counts: reference.data.values as readonly (readonly number[])[],
  };
  expectCohen(reference, 'kappa', cohenKappaOfCounts(confusion));
  expectCohen(reference, 'kappaLinear', cohenKappaOfCounts(confusion, { weights: 'linear' }));
  expectCohen(reference, 'kappaQuadratic', cohenKappaOfCounts(confusion, { weights: 'quadratic' }));
  expectMetric(reference, 'kappaMax', valueOrNull(cohenKappaMax(confusion)));
  const table = tableOf(confusion);
  const pi = scottPi(table);
  expectMetric(reference, 'scottPi', valueOrNull(pi));
  if (pi.defined) expectPart(reference, 'scottPi', 'pe', pi.expectedAgreement);
  const ac1 = gwetAC(table);
  expectMetric(reference, 'gwetAC1', valueOrNull(ac1));
  if (ac1.defined) expectPart(reference, 'gwetAC1', 'pe', ac1.expectedAgreement);
  const indices = twoByTwoIndices(confusion);
  expectMetric(reference, 'prevalenceIndex', indices?.prevalence);
  expectMetric(reference, 'biasIndex', indices?.bias);
  expectMetric(reference, 'pabak', indices?.pabak);
});

familyTests('fleiss-kappa', (reference) => {
  const counts = reference.data.values as readonly (readonly number[])[];
  const categories = (counts[0] ?? []).map((_, code) => code);
  const rows = counts.flatMap((row, unit) =>
    row.map((count, label) => ({ unit: String(unit), label, count })),
  );
  const table = tableFromCounts({ level: 'nominal', categories }, rows);
  const kappa = fleissKappa(table);
  expectMetric(reference, 'fleissKappa', valueOrNull(kappa));
  expectMetric(
    reference,
    'perCategoryKappa',
    fleissPerCategory(table).map(({ kappa: own }) => valueOrNull(own)),
  );
  expectMetric(reference, 'randolphKappa', valueOrNull(brennanPrediger(table)));
  expectMetric(reference, 'observedAgreement', valueOrNull(percentAgreement(table)));
  const itemAgreement = itemDisagreement(table).map(({ pairDisagreement }) => 1 - (pairDisagreement ?? NaN));
  expectMetric(reference, 'itemAgreement', itemAgreement);
  const test = fleissNullTest(table);
  expect(test.defined).toBe(kappa.defined);
  if (!kappa.defined || !test.defined) return;
  expectPart(reference, 'fleissKappa', 'po', kappa.observedAgreement);
  expectPart(reference, 'fleissKappa', 'pe', kappa.expectedAgreement);
  expectPart(reference, 'fleissKappa', 'seNull', test.standardError);
  expectPart(reference, 'fleissKappa', 'z', test.value);
});
