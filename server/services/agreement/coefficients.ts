import { atLevel } from '#shared/agreement/at-level.ts';
import { bootstrapInterval } from '#shared/agreement/bootstrap.ts';
import { brennanPrediger } from '#shared/agreement/brennan-prediger.ts';
import { cohenKappa } from '#shared/agreement/cohen-kappa.ts';
import { congerKappa } from '#shared/agreement/conger-kappa.ts';
import { fleissKappa } from '#shared/agreement/fleiss-kappa.ts';
import { gwetAC } from '#shared/agreement/gwet-ac.ts';
import { alphaStatisticOf, krippendorffAlpha } from '#shared/agreement/krippendorff-alpha.ts';
import { percentAgreement, unanimousShare } from '#shared/agreement/percent-agreement.ts';
import { seededRandom } from '#shared/agreement/random.ts';
import { judgeMatrices, rankAgreementByItem } from '#shared/agreement/rank-agreement.ts';
import { tableReport } from '#shared/agreement/report.ts';
import { estimate, type Estimate } from '#shared/agreement/result.ts';
import type { RatingTable } from '#shared/agreement/table.ts';
import type { NumberId } from '#shared/protocol/http/agreement-words.ts';
import type { Coefficient } from '#shared/protocol/http/agreement-detail.ts';
import { DEFAULT_COEFFICIENT } from './coefficient-words.ts';

const SEED = 20_260_102;
const REPLICATES = 2_000;

function row(name: string, about: NumberId, of: Estimate, note: string): Coefficient {
  const interval = of.defined ? of.interval : undefined;
  return {
    ...{ name, about, note, isDefault: false, value: of.defined ? of.value : null },
    ...{ low: interval?.low ?? null, high: interval?.high ?? null },
    undefinedBecause: of.defined ? null : of.explanation,
  };
}

function byDefault(table: RatingTable): Coefficient {
  const { name, about, why } = DEFAULT_COEFFICIENT[table.scale.level];
  return { ...row(name, about, tableReport(table).alpha, why), isDefault: true };
}

function byBootstrap(table: RatingTable): Coefficient {
  const alpha = krippendorffAlpha(table);
  const options = { random: seededRandom(SEED), replicates: REPLICATES };
  const interval = alpha.defined ? bootstrapInterval(alphaStatisticOf(table), options) : undefined;
  const of = alpha.defined ? estimate(alpha.value, alpha, {}, interval) : alpha;
  const note = `The same number with another interval: items drawn with replacement ${REPLICATES} times. Where it differs much from the first, there are too few items.`;
  return row('Alpha, bootstrap interval', 'bootstrap', of, note);
}

const raw = (table: RatingTable): Coefficient[] => [
  row(
    'Share of agreeing pairs',
    'percent-agreement',
    percentAgreement(table),
    'Not corrected for chance: with one answer that nearly everybody gives, it is high even when nobody looks.',
  ),
  row(
    'Items on which all agree',
    'unanimous',
    unanimousShare(table),
    'Falls as people are added, so it cannot be compared between panels of different size.',
  ),
];

const chanceCorrected = (table: RatingTable): Coefficient[] => [
  row(
    'Fleiss’ kappa',
    'fleiss-kappa',
    fleissKappa(table),
    'The same idea of chance as alpha, without its correction for small samples; items with one answer still shift it.',
  ),
  row(
    'Conger’s kappa',
    'conger-kappa',
    congerKappa(table),
    'Chance from each person’s own habits, so a strict and a lenient person are not charged for differing in habit. Needs to know who answered.',
  ),
  row(
    'Cohen’s kappa',
    'cohen-kappa',
    cohenKappa(table),
    'For exactly two people who answer the same items. The matrix of pairs shows it for every two.',
  ),
  row(
    'Brennan–Prediger',
    'brennan-prediger',
    brennanPrediger(table),
    'Chance is a blind throw at the declared answers, so an answer nobody uses raises it.',
  ),
  row(
    'Gwet’s AC1',
    'gwet-ac',
    gwetAC(table),
    'Stays high where one answer is rare and alpha falls to 0. Look at it beside alpha when the base rate is high, not instead.',
  ),
];

function atOtherLevels(table: RatingTable): Coefficient[] {
  const levels = ['nominal', 'ordinal', 'interval'] as const;
  const notes = {
    nominal: 'Treats every difference as complete: 4 against 5 weighs as much as 1 against 5.',
    ordinal: 'Uses the order of the points only.',
    interval: 'Treats the numbers of the points as sizes, which the anchors do not promise.',
  };
  return levels
    .filter((level) => level !== table.scale.level)
    .flatMap((level) => {
      const other = atLevel(table, level);
      const { name, about } = DEFAULT_COEFFICIENT[level];
      return other === null ? [] : row(name, about, tableReport(other).alpha, notes[level]);
    });
}

const weighted = (table: RatingTable): Coefficient[] => [
  row(
    'Conger’s kappa, quadratic weights',
    'conger-kappa',
    congerKappa(table, { weights: 'quadratic' }),
    'A near miss is charged by the square of its size, taken from the numbers of the points. Needs to know who answered.',
  ),
  row(
    'Gwet’s AC2, ordinal weights',
    'gwet-ac',
    gwetAC(table, { weights: 'ordinal' }),
    'Partial credit for near misses and an idea of chance that does not collapse where one point is used most.',
  ),
];

function ofRankings(table: RatingTable): Coefficient[] {
  const items = rankAgreementByItem(judgeMatrices(table));
  const byDistance = tableReport({
    ...table,
    scale: { level: 'ranking', measure: 'kendall-distance' },
  }).alpha;
  const mean = 'Mean over the items.';
  return [
    row(
      'Alpha on pair order',
      'alpha-ranking',
      byDistance,
      'Compares whole orders across items; fits only where the same systems are ranked on every item.',
    ),
    row('Kendall’s W', 'kendall-w', items.meanW, `${mean} Near 0 also when two people give reversed orders.`),
    row('Spearman’s rho', 'rank-correlation', items.meanSpearman, `${mean} Over pairs of people.`),
    row('Kendall’s tau-b', 'rank-correlation', items.meanTauB, `${mean} Over pairs of people.`),
    row(
      'Share of response pairs in the same order',
      'percent-agreement',
      items.meanOrder,
      `${mean} One half is what unrelated orders give.`,
    ),
  ];
}

function ofSets(table: RatingTable): Coefficient[] {
  const masi = tableReport({ ...table, scale: { level: 'set', distance: 'masi' } }).alpha;
  const exact = atLevel(table, 'nominal');
  return [
    row('Alpha with MASI distance', 'alpha-set', masi, 'Also rewards one answer holding the other.'),
    ...(exact === null
      ? []
      : [
          row(
            'Alpha, equal sets only',
            'alpha-nominal',
            tableReport(exact).alpha,
            'No credit for shared options.',
          ),
        ]),
  ];
}

function others(table: RatingTable): Coefficient[] {
  switch (table.scale.level) {
    case 'nominal':
      return [...raw(table), ...chanceCorrected(table)];
    case 'ordinal':
    case 'interval':
    case 'ratio':
      return [...atOtherLevels(table), ...weighted(table), ...raw(table)];
    case 'ranking':
      return ofRankings(table);
    case 'set':
      return [...ofSets(table), ...raw(table)];
  }
}

/** The coefficient that fits the scale, and what else a person may want to look at, each with why it is not the default. */
export const coefficientsOf = (table: RatingTable): Coefficient[] => [
  byDefault(table),
  byBootstrap(table),
  ...others(table),
];
