import { expect } from 'vitest';
import {
  bhapkar,
  bowker,
  changeOnDifferentItems,
  changeOnSameItems,
  mcnemar,
  seededRandom,
  stuartMaxwell,
  tableFromMatrix,
  valueOrNull,
} from '#shared/agreement/index.ts';
import type { Change, ChangeOptions, ChiSquare, Confusion, RatingTable } from '#shared/agreement/index.ts';
import { expectMetric, expectNear, expectPart, familyTests, scaleOf } from '../reference.ts';
import type { LabelMatrix, ReferenceCase } from '../reference.ts';

function side(reference: ReferenceCase, name: 'before' | 'after'): RatingTable {
  return tableFromMatrix(scaleOf(reference), reference.data[name] as LabelMatrix);
}

function expectWithin(range: unknown, value: number | undefined, what: string): void {
  const [low, high] = range as [number, number];
  expect(
    value !== undefined && value >= low && value <= high,
    `${what}: ${String(value)} within ${String(range)}`,
  ).toBe(true);
}

function checkChange(reference: ReferenceCase, change: Change): void {
  if (!change.defined) {
    expect.unreachable(change.explanation);
    return;
  }
  expectMetric(reference, 'before', change.before);
  expectMetric(reference, 'after', change.after);
  expectMetric(reference, 'delta', change.value);
  const {
    permutationExactTwoSided: exact,
    permutationExactGreater,
    permutationMonteCarlo,
    bootstrapDelta,
  } = reference.expected;
  if (exact === undefined) expectWithin(permutationMonteCarlo?.range, change.test.p, 'Monte Carlo p');
  else {
    expect(change.test.method).toBe('exact');
    expectNear(change.test.p, exact.value, 1e-9, 'exact p');
    expectNear(change.test.permutations, exact['permutations'], 0, 'permutations');
    expectNear(change.test.undefinedPermutations, exact['undefined'], 0, 'undefined permutations');
  }
  if (permutationExactGreater !== undefined)
    expectNear(change.test.pGreater, permutationExactGreater.value, 1e-9, 'one-sided p');
  if (bootstrapDelta === undefined) return;
  const limits = bootstrapDelta as unknown as Record<'lower' | 'upper', { range: unknown }>;
  expectWithin(limits.lower.range, change.interval?.low, 'lower limit');
  expectWithin(limits.upper.range, change.interval?.high, 'upper limit');
}

familyTests('before-after', (reference) => {
  const options: ChangeOptions = {
    random: seededRandom(7),
    of: reference.options.metric ?? 'alpha',
    permutations: 5000,
  };
  const change = reference.metric === 'beforeAfterPaired' ? changeOnSameItems : changeOnDifferentItems;
  checkChange(reference, change(side(reference, 'before'), side(reference, 'after'), options));
});

function expectChiSquare(reference: ReferenceCase, metric: string, got: ChiSquare): void {
  expectMetric(reference, metric, valueOrNull(got));
  if (!got.defined) return;
  expectPart(reference, metric, 'df', got.df);
  expectPart(reference, metric, 'p', got.p);
}

familyTests('paired-tests', (reference) => {
  const counts = reference.data.values as readonly (readonly number[])[];
  if (reference.metric === 'mcnemar') {
    const result = mcnemar(counts[0]?.[1] ?? NaN, counts[1]?.[0] ?? NaN);
    expectMetric(reference, 'pExact', result.exactP);
    expectMetric(reference, 'pMid', result.midP);
    expectMetric(reference, 'chi2', valueOrNull(result.chiSquare));
    expectMetric(reference, 'chi2Continuity', valueOrNull(result.chiSquareContinuity));
    if (result.chiSquare.defined) expectPart(reference, 'chi2', 'p', result.chiSquare.p);
    if (result.chiSquareContinuity.defined)
      expectPart(reference, 'chi2Continuity', 'p', result.chiSquareContinuity.p);
    return;
  }
  const confusion: Confusion = { categories: counts.map((_, code) => code), counts };
  expectChiSquare(reference, 'stuartMaxwell', stuartMaxwell(confusion));
  expectChiSquare(reference, 'bhapkar', bhapkar(confusion));
  expectChiSquare(reference, 'bowker', bowker(confusion));
});
