import { expect } from 'vitest';
import {
  annotatorDiagnostics,
  itemDisagreement,
  krippendorffAlpha,
  meanSignedDifference,
  pairwiseMatrix,
  tableFromMatrix,
  valueOrNull,
} from '#shared/agreement/index.ts';
import type { RatingTable } from '#shared/agreement/index.ts';
import { expectMetric, expectNear, expectPart, familyTests, scaleOf } from '../reference.ts';
import type { LabelMatrix, ReferenceCase } from '../reference.ts';

function tableOf(reference: ReferenceCase): RatingTable {
  return tableFromMatrix(scaleOf(reference), reference.data.values as LabelMatrix);
}

familyTests('item-disagreement', (reference) => {
  const items = itemDisagreement(tableOf(reference), reference.options.scaleSize);
  const observed = items.map((item) => ({
    labels: item.labels,
    pairDisagreement: item.pairDisagreement,
    contribution: item.contribution,
    entropyBits: item.entropyBits,
    entropyNormScale: item.entropyOfScale,
    entropyNormMax: item.entropyOfPossible,
    modalShare: item.modalShare,
    modes: item.modes,
  }));
  const { items: expectation } = reference.expected;
  const expected = expectation?.value as readonly Record<string, unknown>[];
  expect(observed.length).toBe(expected.length);
  for (const [i, own] of observed.entries()) {
    for (const [part, value] of Object.entries(own))
      expectNear(value, expected[i]?.[part], 1e-9, `item ${String(i)} ${part}`);
  }
  const sum = items.reduce((total, { contribution }) => total + (contribution ?? 0), 0);
  expectMetric(reference, 'sumOfContributions', sum);
  expectMetric(
    reference,
    'share',
    items.map(({ share }) => share),
  );
});

familyTests('annotator-diagnostics', (reference) => {
  const table = tableOf(reference);
  expectMetric(reference, 'alpha', valueOrNull(krippendorffAlpha(table)));
  const panel = annotatorDiagnostics(table);
  if (!panel.defined) expect.unreachable(panel.explanation);
  else {
    const { people } = panel;
    expectMetric(
      reference,
      'alphaWithout',
      people.map(({ alphaWithout }) => valueOrNull(alphaWithout)),
    );
    expectMetric(
      reference,
      'alphaDrop',
      people.map(({ alphaGain }) => alphaGain),
    );
    expectMetric(
      reference,
      'agreementWithOthers',
      people.map((own) => valueOrNull(own.agreementWithOthers)),
    );
    expectMetric(
      reference,
      'labelCount',
      people.map(({ labels }) => labels),
    );
    const signed = people.map((_, rater) => valueOrNull(meanSignedDifference(table, rater)));
    expectMetric(reference, 'meanSignedDifference', signed);
  }
  checkPairs(reference, table);
});

function checkPairs(reference: ReferenceCase, table: RatingTable): void {
  const plain = pairwiseMatrix(table);
  const quadratic = pairwiseMatrix(table, 'quadratic');
  if (!plain.defined || !quadratic.defined) {
    expect.unreachable('identity is known');
    return;
  }
  expectMetric(reference, 'kappaMatrix', plain.kappa);
  expectMetric(reference, 'kappaQuadraticMatrix', quadratic.kappa);
  expectMetric(reference, 'agreementMatrix', plain.agreement);
  expectMetric(reference, 'overlap', plain.overlap);
  expectMetric(reference, 'lightKappa', valueOrNull(plain.lightKappa));
  expectMetric(reference, 'meanKappaPerAnnotator', plain.meanKappa);
  if (plain.lightKappa.defined) expectPart(reference, 'lightKappa', 'pairsUsed', plain.lightKappa.pairs);
}
