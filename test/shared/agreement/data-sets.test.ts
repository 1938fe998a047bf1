import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  alphaStatisticOf,
  bootstrapInterval,
  cohenKappa,
  congerKappa,
  fleissKappa,
  gwetAC,
  judgeMatrices,
  krippendorffAlpha,
  pairwiseMatrix,
  percentAgreement,
  pooledAgreement,
  rankAgreementByItem,
  seededRandom,
  tableFromLabels,
  unanimousShare,
  valueOrNull,
} from '#shared/agreement/index.ts';
import type { Estimate, Label, LabelRow, Point, RatingTable, Scale } from '#shared/agreement/index.ts';
import { DATA_SETS, expectNear, readJson } from './reference.ts';

interface SourceLabel {
  readonly item: string;
  readonly annotator: string;
  readonly dimension: string;
  readonly target?: string;
  readonly value: unknown;
}

type Expected = Readonly<Record<string, unknown>>;

const ROUNDED = 1e-6;

function load(set: string): {
  labels: SourceLabel[];
  expected: Readonly<Record<string, Expected>>;
  points: Map<string, Point[]>;
} {
  const { dimensions } = readJson(resolve(DATA_SETS, set, 'expected.json')) as {
    dimensions: Record<string, Expected>;
  };
  const described = readJson(resolve(DATA_SETS, set, 'dataset.json')) as {
    dimensions: { name: string; values?: Point[] }[];
  };
  const points = new Map(
    described.dimensions.flatMap(({ name, values }) => (values === undefined ? [] : [[name, values]])),
  );
  return { labels: readLines<SourceLabel>(set, 'labels.jsonl'), expected: dimensions, points };
}

function readLines<T>(set: string, file: string): T[] {
  return readFileSync(resolve(DATA_SETS, set, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

/**
 * The unit is the item, or item × answer where the dimension is about answers; `item#k` means that nobody
 * knows who.
 */
function rowOf({ item, annotator, target, value }: SourceLabel): LabelRow {
  const unit = target === undefined ? item : JSON.stringify([item, target]);
  return { unit, rater: annotator.includes('#') ? null : annotator, label: value as Label };
}

function scaleOf(level: 'nominal' | 'ordinal' | 'interval', points: readonly Point[] | undefined): Scale {
  if (level === 'interval' || points === undefined) return { level };
  return { level, categories: points };
}

function expectRounded(expected: unknown, got: Estimate, what: string): void {
  if (expected !== undefined) expectNear(valueOrNull(got), expected, ROUNDED, what);
}

function checkDimension(
  rows: readonly LabelRow[],
  expected: Expected,
  points: readonly Point[] | undefined,
): void {
  const nominal = tableFromLabels(scaleOf('nominal', points), rows);
  if (expected['units'] !== undefined) expect(nominal.unitIds.length).toBe(expected['units']);
  expect(nominal.codes.length).toBe(expected['labels']);
  checkPercent(nominal, expected['percent_agreement'] as Readonly<Record<string, unknown>> | undefined);
  expectRounded(expected['fleiss_kappa'], fleissKappa(nominal), 'Fleiss');
  expectRounded(expected['gwet_ac1'], gwetAC(nominal), 'AC1');
  for (const level of ['nominal', 'ordinal', 'interval'] as const) {
    const table = tableFromLabels(scaleOf(level, points), rows);
    expectRounded(expected[`alpha_${level}`], krippendorffAlpha(table), `${level} alpha`);
    checkBootstrap(table, expected[`alpha_${level}_boot95`]);
  }
}

function checkPercent(table: RatingTable, expected: Readonly<Record<string, unknown>> | undefined): void {
  if (expected === undefined) return;
  const mean = percentAgreement(table);
  expect(mean.units).toBe(expected['pairable_units']);
  expectRounded(expected['unit_mean'], mean, 'unit mean');
  expectRounded(expected['pooled'], pooledAgreement(table), 'pooled');
  expectRounded(expected['unanimous_share'], unanimousShare(table), 'unanimous');
}

/** The expected limits come from 300 draws only. */
function checkBootstrap(table: RatingTable, expected: unknown): void {
  if (!Array.isArray(expected)) return;
  const [low, high] = expected as [number, number];
  const interval = bootstrapInterval(alphaStatisticOf(table), { random: seededRandom(20), replicates: 2000 });
  const tolerance = Math.max(0.03, (high - low) / 5);
  expectNear([interval?.low, interval?.high], [low, high], tolerance, 'bootstrap limits');
}

function checkRanking(rows: readonly LabelRow[], expected: Expected): void {
  const rankings = tableFromLabels({ level: 'ranking' }, rows);
  expect(rankings.unitIds.length).toBe(expected['items']);
  expect(rankings.codes.length).toBe(expected['rankings']);
  expectRounded(expected['alpha_ordinal_on_positions'], krippendorffAlpha(rankings), 'alpha on positions');
  const { meanW, meanTauB } = rankAgreementByItem(judgeMatrices(rankings));
  expectRounded(expected['mean_kendall_w'], meanW, 'mean W');
  expectRounded(expected['mean_pairwise_kendall_tau'], meanTauB, 'mean tau');
}

function checkCohen(
  rows: readonly LabelRow[],
  expected: Readonly<Record<string, Record<string, number>>>,
): void {
  for (const [pair, { n, agree, cohen_kappa: kappa }] of Object.entries(expected)) {
    const people = pair.split('|');
    const table = tableFromLabels(
      { level: 'nominal' },
      rows.filter(({ rater }) => rater !== null && people.includes(rater)),
    );
    expect(cohenKappa(table).units).toBe(n);
    expectRounded(agree, percentAgreement(table), `agreement of ${pair}`);
    expectRounded(kappa, cohenKappa(table), `kappa of ${pair}`);
  }
}

function checkEvery(
  set: string,
  dimension: string,
  expected: Expected,
  labels: readonly SourceLabel[],
  points: Map<string, Point[]>,
): void {
  const rows = labels.filter((label) => label.dimension === dimension).map(rowOf);
  if ('alpha_ordinal_on_positions' in expected) checkRanking(rows, expected);
  else checkDimension(rows, expected, points.get(dimension));
  if ('cohen' in expected) checkCohen(rows, expected['cohen'] as Record<string, Record<string, number>>);
  if (rows.some(({ rater }) => rater === null)) checkRefusals(set, rows);
}

function checkRefusals(set: string, rows: readonly LabelRow[]): void {
  const table = tableFromLabels({ level: 'nominal' }, rows);
  for (const refused of [cohenKappa(table), congerKappa(table), pairwiseMatrix(table)]) {
    expect(refused.defined ? null : refused.reason, set).toBe('rater-identity-absent');
  }
}

const SETS = [
  'dices350-safety',
  'hanna-mturk-csv',
  'multipico-irony-demographics',
  'pandalm-pairwise',
  'recipes-likert6',
  'squality-rank-rate-spans',
  'ukpconvarg-pairwise5',
];

/** Dimensions whose expected numbers are not statistics of agreement. */
const NOT_AGREEMENT = ['highlight', 'mqm_error', 'control_error'];

describe('reference data sets', () => {
  for (const set of SETS) {
    if (!existsSync(resolve(DATA_SETS, set))) {
      test.skip(`${set} is not beside this repository`);
      continue;
    }
    const { labels, expected, points } = load(set);
    for (const [dimension, own] of Object.entries(expected)) {
      if (NOT_AGREEMENT.includes(dimension)) continue;
      test(`${set}, ${dimension}: every expected statistic is reproduced`, () => {
        checkEvery(set, dimension, own, labels, points);
      });
    }
  }
});

const IRONY = 'multipico-irony-demographics';

test.skipIf(!existsSync(resolve(DATA_SETS, IRONY)))(
  `${IRONY}: statistics of groups of items and of people`,
  () => {
    const { labels, expected, points } = load(IRONY);
    const lang = new Map(
      readLines<{ id: string; lang: string }>(IRONY, 'items.jsonl').map(({ id, lang: own }) => [id, own]),
    );
    const people = readLines<{ id: string; demographics?: { Gender?: string } }>(IRONY, 'annotators.jsonl');
    const gender = new Map(people.map(({ id, demographics }) => [id, demographics?.Gender]));
    const irony = expected['irony'] ?? {};
    for (const [language, own] of Object.entries(irony['by_language'] as Record<string, Expected>)) {
      checkDimension(
        labels.filter(({ item }) => lang.get(item) === language).map(rowOf),
        own,
        points.get('irony'),
      );
    }
    for (const [group, own] of Object.entries(irony['by_gender'] as Record<string, Expected>)) {
      checkDimension(
        labels.filter(({ annotator }) => gender.get(annotator) === group).map(rowOf),
        own,
        points.get('irony'),
      );
    }
  },
);

const SPANS = 'wmt23-sxs-mqm-spans';

interface MqmError {
  readonly category: string;
  readonly severity: string;
}

/** Penalty of one marked error, as `formula` of the data set says. */
function penalty({ category, severity }: MqmError): number {
  if (category === 'Source issue') return 0;
  if (category === 'Non-translation!') return 25;
  if (severity === 'Major') return 5;
  return category === 'Fluency/Punctuation' ? 0.1 : 1;
}

test.skipIf(!existsSync(resolve(DATA_SETS, SPANS)))(
  `${SPANS}: dimensions derived from marked errors, per answer`,
  () => {
    const { labels, expected } = load(SPANS);
    const marks = new Map<string, { row: LabelRow; errors: MqmError[] }>();
    for (const label of labels.filter(({ dimension }) => dimension === 'mqm_error')) {
      const row = rowOf(label);
      const key = JSON.stringify([row.unit, row.rater]);
      const own = marks.get(key) ?? { row, errors: [] };
      if (label.value !== null) own.errors.push(label.value as MqmError);
      marks.set(key, own);
    }
    const derive = (labelOf: (errors: readonly MqmError[]) => Label): LabelRow[] =>
      [...marks.values()].map(({ row, errors }) => ({ ...row, label: labelOf(errors) }));
    const score = derive((errors) => errors.reduce((total, error) => total + penalty(error), 0));
    checkDimension(score, expected['mqm_score'] ?? {}, undefined);
    const major = derive((errors) => (errors.some(({ severity }) => severity === 'Major') ? 1 : 0));
    checkDimension(major, expected['any_major_error'] ?? {}, [0, 1]);
    const any = derive((errors) => (errors.some((error) => penalty(error) > 0) ? 1 : 0));
    checkDimension(any, expected['any_error'] ?? {}, [0, 1]);
  },
);
