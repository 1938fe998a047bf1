import {
  kendallTauB,
  rankAgreement,
  rankAgreementByItem,
  spearman,
  valueOrNull,
} from '#shared/agreement/index.ts';
import type { JudgeMatrix } from '#shared/agreement/index.ts';
import { expectMetric, expectPart, familyTests } from '../reference.ts';
import type { ReferenceCase } from '../reference.ts';

function checkMatrix(reference: ReferenceCase): void {
  const { w, spearman: rho, tauB, order } = rankAgreement(reference.data.values as JudgeMatrix);
  expectMetric(reference, 'kendallW', valueOrNull(w));
  if (w.defined) {
    expectPart(reference, 'kendallW', 'uncorrectedForTies', w.uncorrectedForTies, 1e-9);
    expectPart(reference, 'kendallW', 'chi2', w.chiSquare);
    expectPart(reference, 'kendallW', 'df', w.df);
    expectPart(reference, 'kendallW', 'p', w.p, 1e-9);
    expectPart(reference, 'kendallW', 'items', w.units);
  }
  for (const [name, own] of [
    ['Spearman', rho],
    ['TauB', tauB],
    ['OrderAgreement', order],
  ] as const) {
    const matrixName = `${name.charAt(0).toLowerCase()}${name.slice(1)}Matrix`;
    expectMetric(reference, matrixName, own.matrix);
    expectMetric(reference, `mean${name}`, valueOrNull(own.mean));
    if (own.mean.defined) expectPart(reference, `mean${name}`, 'pairsUsed', own.mean.pairs);
  }
}

function checkVectors(reference: ReferenceCase): void {
  const [x, y] = [reference.data['x'], reference.data['y']] as [number[], number[]];
  const rho = spearman(x, y);
  expectMetric(reference, 'spearman', valueOrNull(rho));
  if (rho.defined) {
    expectPart(reference, 'spearman', 'pT', rho.p);
    expectPart(reference, 'spearman', 'n', rho.units);
  }
  const tau = kendallTauB(x, y);
  expectMetric(reference, 'tauB', valueOrNull(tau));
  if (!tau.defined) return;
  expectPart(reference, 'tauB', 'pAsymptotic', tau.p);
  expectPart(reference, 'tauB', 'pExact', tau.exactP);
  expectPart(reference, 'tauB', 'concordant', tau.concordant);
  expectPart(reference, 'tauB', 'discordant', tau.discordant);
}

function checkPrompts(reference: ReferenceCase): void {
  const { items, ...means } = rankAgreementByItem(reference.data.values as readonly JudgeMatrix[]);
  expectMetric(
    reference,
    'perPromptW',
    items.map(({ w }) => valueOrNull(w)),
  );
  expectMetric(
    reference,
    'perPromptMeanSpearman',
    items.map((item) => valueOrNull(item.spearman.mean)),
  );
  expectMetric(
    reference,
    'perPromptMeanTauB',
    items.map((item) => valueOrNull(item.tauB.mean)),
  );
  expectMetric(reference, 'meanW', valueOrNull(means.meanW));
  expectMetric(reference, 'meanSpearman', valueOrNull(means.meanSpearman));
  expectMetric(reference, 'meanTauB', valueOrNull(means.meanTauB));
}

familyTests('rank-agreement', (reference) => {
  if (reference.metric === 'rankAgreement') checkMatrix(reference);
  else if (reference.metric === 'rankCorrelation') checkVectors(reference);
  else checkPrompts(reference);
});
