import { expect } from 'vitest';
import { coincidences, krippendorffAlpha, tableFromMatrix, valueOrNull } from '#shared/agreement/index.ts';
import { expectMetric, expectNear, familyTests, scaleOf } from '../reference.ts';
import type { LabelMatrix } from '../reference.ts';

familyTests('krippendorff-alpha', (reference) => {
  const table = tableFromMatrix(scaleOf(reference), reference.data.values as LabelMatrix);
  const alpha = krippendorffAlpha(table);
  expectMetric(reference, 'alpha', valueOrNull(alpha));
  expectMetric(reference, 'nPairable', alpha.n);
  expectMetric(reference, 'unitsPairable', alpha.units);
  if (alpha.defined) {
    expectMetric(reference, 'Do', alpha.observedDisagreement);
    expectMetric(reference, 'De', alpha.expectedDisagreement);
    const trap = reference.expected['trapIfSingletonsCounted']?.value;
    if (typeof trap === 'number') expect(Math.abs(alpha.value - trap)).toBeGreaterThan(1e-6);
  }
  const { coincidence } = reference.expected;
  if (coincidence === undefined) return;
  expect(table.categories).toEqual(coincidence['categories']);
  expectNear(coincidences(table), coincidence.value, coincidence.tol ?? 0, 'coincidence');
});

familyTests('set-valued-alpha', (reference) => {
  const { distance = 'jaccard' } = reference.options;
  const table = tableFromMatrix({ level: 'set', distance }, reference.data.values as LabelMatrix);
  expectMetric(reference, 'alpha', valueOrNull(krippendorffAlpha(table)));
});
