import { expect } from 'vitest';
import {
  binomialTest,
  bootstrapWinRate,
  bradleyTerry,
  bradleyTerryIntervals,
  dawidSkene,
  lengthBias,
  mace,
  positionBias,
  proportion,
  seededRandom,
  tableFromLabels,
  valueOrNull,
  winRates,
} from '#shared/agreement/index.ts';
import type {
  Comparisons,
  DawidSkene,
  LengthPair,
  Logistic,
  Presentation,
  RatingTable,
} from '#shared/agreement/index.ts';
import { expectMetric, expectNear, expectPart, familyTests } from '../reference.ts';
import type { ReferenceCase } from '../reference.ts';

function taskTable(reference: ReferenceCase): RatingTable {
  const rows = reference.data.values as readonly [number, string, number][];
  const classes = (reference.options as { classes: number }).classes;
  const scale = { level: 'nominal', categories: Array.from({ length: classes }, (_, k) => k + 1) } as const;
  return tableFromLabels(
    scale,
    rows.map(([task, rater, label]) => ({ unit: String(task), rater, label })),
    'keep',
  );
}

function model(table: RatingTable, rounds?: number): DawidSkene {
  const result = dawidSkene(
    table,
    rounds === undefined ? { tolerance: 1e-13, rounds: 5000 } : { tolerance: 0, rounds },
  );
  if (!result.defined) throw new Error(result.explanation);
  return result;
}

function checkDawidSkene(reference: ReferenceCase): void {
  const table = taskTable(reference);
  const result = model(table);
  const tasks = (reference.expected['labels']?.['tasks'] as number[]).map(String);
  const inOrder = <T>(values: readonly T[]): (T | undefined)[] =>
    tasks.map((task) => values[table.unitIds.indexOf(task)]);
  expectMetric(reference, 'labels', inOrder(result.labels));
  expectMetric(reference, 'posterior', inOrder(result.posterior));
  expectMetric(reference, 'prior', result.prior);
  expectMetric(reference, 'logLik', result.logLikelihood.at(-1));
  checkConfusion(reference, table, result);
  for (const rounds of [1, 5]) {
    const early = model(table, rounds);
    const expected = reference.expected[`after${String(rounds)}`];
    expectNear(inOrder(early.posterior), expected?.['posterior'], 1e-6, `posterior after ${String(rounds)}`);
    expectNear(early.prior, expected?.['prior'], 1e-6, `prior after ${String(rounds)}`);
  }
  for (const [round, value] of result.logLikelihood.entries()) {
    const previous = result.logLikelihood[round - 1] ?? -Infinity;
    expect(value, `log likelihood of round ${String(round)}`).toBeGreaterThanOrEqual(previous - 1e-9);
  }
}

familyTests('dawid-skene', (reference) => {
  if (reference.metric === 'mace') checkMace(reference);
  else checkDawidSkene(reference);
});

function checkMace(reference: ReferenceCase): void {
  const table = taskTable(reference);
  const result = mace(table, { random: seededRandom(5) });
  if (!result.defined) return expect.unreachable(result.explanation);
  const { labels, spamProbability, spammiestAmong } = reference.expected;
  const expected = labels?.value as readonly number[];
  const equal = expected.filter(
    (label, task) => result.labels[table.unitIds.indexOf(String(task + 1))] === label,
  );
  expect(equal.length / expected.length).toBeGreaterThanOrEqual(Number(labels?.['minShareEqual']));
  const workers = spamProbability?.['workers'] as readonly string[];
  const people = table.raterIds ?? [];
  expectMetric(
    reference,
    'spamProbability',
    workers.map((worker) => result.spamProbability[people.indexOf(worker)]),
  );
  const most = people[result.spamProbability.indexOf(Math.max(...result.spamProbability))];
  expect(spammiestAmong?.value).toContain(most);
}

/** Rows of classes that have hardly any weight for a person are arbitrary. */
function checkConfusion(reference: ReferenceCase, table: RatingTable, result: DawidSkene): void {
  const workers = reference.expected['confusion']?.['workers'] as string[];
  const expected = reference.expected['confusion']?.value as number[][][];
  for (const [w, worker] of workers.entries()) {
    const rater = table.raterIds?.indexOf(worker) ?? -1;
    for (const [truth, row] of (expected[w] ?? []).entries()) {
      const mass = massOf(table, result, rater, truth);
      if (mass > 0.01) expectNear(result.confusion[rater]?.[truth], row, 0.001, `confusion of ${worker}`);
    }
  }
}

function massOf(
  { starts, raters, unitIds }: RatingTable,
  { posterior }: DawidSkene,
  rater: number,
  truth: number,
): number {
  let mass = 0;
  for (const unit of unitIds.keys()) {
    for (let i = starts[unit] ?? 0; i < (starts[unit + 1] ?? 0); i++) {
      if (raters?.[i] === rater) mass += posterior[unit]?.[truth] ?? 0;
    }
  }
  return mass;
}

function checkStrengths(reference: ReferenceCase, comparisons: Comparisons): void {
  const fit = bradleyTerry(comparisons);
  expectMetric(reference, 'logStrength', fit.defined ? fit.logStrength : null);
  if (fit.defined) {
    expectPart(reference, 'logStrength', 'se', fit.standardErrors, 1e-5);
    expectMetric(reference, 'strengthProb', fit.share);
    expectMetric(reference, 'winProbability', fit.winProbability);
    expectMetric(reference, 'logLik', fit.logLikelihood);
    const order = fit.logStrength
      .map((_, i) => i)
      .sort((a, b) => (fit.logStrength[b] ?? 0) - (fit.logStrength[a] ?? 0));
    if (reference.expected['ranking']?.value !== null) expectMetric(reference, 'ranking', order);
  }
  for (const penalty of [0.01, 0.1]) {
    const penalised = bradleyTerry(comparisons, { penalty });
    expectMetric(
      reference,
      `logStrengthL2_${String(penalty)}`,
      penalised.defined ? penalised.logStrength : null,
    );
  }
  const rates = reference.expected['winRates']?.value as { winRate: number; wilson: number[] }[];
  for (const [i, rate] of winRates(comparisons).entries()) {
    expectNear(valueOrNull(rate), rates[i]?.winRate, 1e-9, 'win rate');
    if (rate.defined) expectNear([rate.interval?.low, rate.interval?.high], rates[i]?.wilson, 1e-9, 'Wilson');
  }
}

familyTests('bradley-terry', (reference) => {
  const random = seededRandom(11);
  if (reference.metric === 'bradleyTerry') {
    const { values, ties } = reference.data as { values: number[][]; ties?: number[][] | null };
    checkStrengths(reference, { wins: values, ties: ties ?? null });
  } else if (reference.metric === 'bootstrapWinRate') {
    const counts = reference.data as unknown as { wins: number; ties: number; losses: number };
    const rate = bootstrapWinRate(counts, { random, replicates: 4000 });
    const wilson = proportion(counts.wins + counts.ties / 2, counts.wins + counts.ties + counts.losses);
    expectMetric(reference, 'winRate', valueOrNull(rate));
    if (!rate.defined || !wilson.defined) return expect.unreachable('counts are not empty');
    expectMetric(reference, 'lower', rate.interval?.low);
    expectMetric(reference, 'upper', rate.interval?.high);
    expectMetric(reference, 'se', rate.interval?.standardError);
    expectMetric(reference, 'wilsonHalfWins', [wilson.interval?.low, wilson.interval?.high]);
  } else {
    const comparisons = { wins: reference.data.values as number[][] };
    const fit = bradleyTerry(comparisons, { penalty: 0.01 });
    expectMetric(reference, 'logStrength', fit.defined ? fit.logStrength : null);
    const intervals = bradleyTerryIntervals(comparisons, 0.01, { random, replicates: 500 });
    expectMetric(
      reference,
      'lower',
      intervals.map((interval) => interval?.low),
    );
    expectMetric(
      reference,
      'upper',
      intervals.map((interval) => interval?.high),
    );
    expectMetric(
      reference,
      'se',
      intervals.map((interval) => interval?.standardError),
    );
  }
});

familyTests('proportions', (reference) => {
  const { successes, n } = reference.data as unknown as { successes: number; n: number };
  if (reference.metric === 'wilsonInterval') {
    const share = proportion(successes, n, reference.options.confidence);
    expectMetric(reference, 'proportion', valueOrNull(share));
    expectMetric(reference, 'wilson', share.defined ? [share.interval?.low, share.interval?.high] : null);
    return;
  }
  const { p0 = 0.5, alternative = 'two-sided' } = reference.options;
  expectMetric(reference, 'p', valueOrNull(binomialTest(successes, n, p0, alternative)));
  expectMetric(reference, 'share', valueOrNull(proportion(successes, n)));
});

function checkLogistic(reference: ReferenceCase, metric: string, fit: Logistic): void {
  const terms = fit.defined ? [...(fit.intercept === null ? [] : [fit.intercept]), fit.slope] : null;
  expectMetric(reference, metric, terms?.map(({ coefficient }) => coefficient) ?? null);
  if (!fit.defined || terms === null) return;
  expectPart(
    reference,
    metric,
    'se',
    terms.map(({ standardError }) => standardError),
    1e-6,
  );
  expectPart(
    reference,
    metric,
    'z',
    terms.map(({ z }) => z),
  );
  expectPart(
    reference,
    metric,
    'p',
    terms.map(({ p }) => p),
  );
  expectPart(reference, metric, 'slopePerSd', fit.slopePerSd);
  expectPart(reference, metric, 'oddsRatioPerSd', fit.oddsRatioPerSd, 1e-6);
  expectPart(reference, metric, 'logLik', fit.logLikelihood);
}

function checkLength(reference: ReferenceCase): void {
  const { lengthDiff, preference } = reference.data as unknown as {
    lengthDiff: number[];
    preference: number[];
  };
  const choice = (value: number | undefined): LengthPair['preferred'] =>
    value === 1 ? 'first' : value === 0 ? 'second' : 'tie';
  const bias = lengthBias(
    lengthDiff.map((lengthDifference, i) => ({ lengthDifference, preferred: choice(preference[i]) })),
  );
  expectMetric(reference, 'pointBiserial', valueOrNull(bias.pointBiserial));
  if (bias.pointBiserial.defined) {
    expectPart(reference, 'pointBiserial', 'p', bias.pointBiserial.p);
    expectPart(reference, 'pointBiserial', 'n', bias.pointBiserial.n);
  }
  const longer = bias.longerPreferred;
  expectMetric(reference, 'longerPreferred', valueOrNull(longer));
  if (longer.defined) {
    expectPart(reference, 'longerPreferred', 'successes', longer.successes);
    expectPart(reference, 'longerPreferred', 'n', longer.n);
    expectPart(reference, 'longerPreferred', 'wilson', [longer.interval?.low, longer.interval?.high]);
    expectPart(reference, 'longerPreferred', 'pBinomial', longer.p);
  }
  checkLogistic(reference, 'logistic', bias.logistic);
  if ('logisticNoIntercept' in reference.expected)
    checkLogistic(reference, 'logisticNoIntercept', bias.logisticNoIntercept);
}

function checkPosition(reference: ReferenceCase): void {
  const shown = reference.data.values as readonly (Omit<Presentation, 'item'> & { item: number })[];
  const { firstShare, swapConsistency } = positionBias(
    shown.map((own) => ({ ...own, item: String(own.item) })),
  );
  expectMetric(reference, 'firstShare', valueOrNull(firstShare));
  expectMetric(reference, 'swapConsistency', valueOrNull(swapConsistency));
  if (!firstShare.defined || !swapConsistency.defined) return expect.unreachable('both are defined');
  expectPart(reference, 'firstShare', 'successes', firstShare.successes);
  expectPart(reference, 'firstShare', 'n', firstShare.n);
  expectPart(reference, 'firstShare', 'wilson', [firstShare.interval?.low, firstShare.interval?.high]);
  expectPart(reference, 'firstShare', 'p', firstShare.p);
  expectPart(reference, 'swapConsistency', 'consistent', swapConsistency.consistent);
  expectPart(reference, 'swapConsistency', 'n', swapConsistency.units);
  expectPart(reference, 'swapConsistency', 'alwaysFirst', swapConsistency.alwaysFirst);
  expectPart(reference, 'swapConsistency', 'alwaysSecond', swapConsistency.alwaysSecond);
}

familyTests('bias', (reference) => {
  if (reference.metric === 'lengthBias') checkLength(reference);
  else checkPosition(reference);
});
