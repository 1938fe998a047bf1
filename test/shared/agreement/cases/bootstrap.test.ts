import { expect } from 'vitest';
import {
  alphaStatisticOf,
  bootstrapInterval,
  bootstrapReplicates,
  krippendorffAlpha,
  seededRandom,
  tableFromMatrix,
  valueOrNull,
} from '#shared/agreement/index.ts';
import type { Statistic } from '#shared/agreement/index.ts';
import { expectMetric, expectNear, familyTests, referenceRandom, scaleOf } from '../reference.ts';
import type { LabelMatrix, ReferenceCase } from '../reference.ts';

function checkRange(reference: ReferenceCase, statistic: Statistic, draw: 'units' | 'patterns'): void {
  const interval = bootstrapInterval(statistic, { random: seededRandom(3), replicates: 4000, draw });
  if (interval === undefined) return expect.unreachable('replicates have values');
  expectMetric(reference, 'lower', interval.low);
  expectMetric(reference, 'upper', interval.high);
  expectMetric(reference, 'width', interval.high - interval.low);
  expectMetric(reference, 'se', interval.standardError);
  if (reference.expected['undefinedReplicateShare']?.value === 0)
    expect(interval.undefinedReplicates).toBe(0);
}

function checkDeterministic(reference: ReferenceCase, statistic: Statistic): void {
  const { B: replicates = 0, lcgSeed = 0 } = reference.options;
  const options = { replicates, draw: 'units' } as const;
  const drawn = bootstrapReplicates(statistic, { ...options, random: referenceRandom(lcgSeed) });
  expectMetric(reference, 'first5', [...drawn.values.subarray(0, 5)]);
  expectMetric(reference, 'undefinedReplicates', drawn.undefinedReplicates);
  for (const confidence of [0.95, 0.9]) {
    const interval = bootstrapInterval(statistic, {
      ...options,
      confidence,
      random: referenceRandom(lcgSeed),
    });
    const expected = reference.expected[`ci${String(100 * confidence)}`];
    expectNear([interval?.low, interval?.high], expected?.value, 1e-9, `interval at ${String(confidence)}`);
    expectMetric(reference, 'se', interval?.standardError);
  }
}

familyTests('bootstrap-ci', (reference) => {
  const table = tableFromMatrix(scaleOf(reference), reference.data.values as LabelMatrix);
  const statistic = alphaStatisticOf(table);
  expectMetric(reference, 'alpha', valueOrNull(krippendorffAlpha(table)));
  if (reference.metric === 'bootstrapAlphaDeterministic') checkDeterministic(reference, statistic);
  else {
    checkRange(reference, statistic, 'units');
    checkRange(reference, statistic, 'patterns');
  }
});
