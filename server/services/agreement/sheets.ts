import { LEFT_OUT, type TableName } from '#shared/protocol/http/agreement-words.ts';
import type {
  Agreement,
  AgreementFilter,
  ChangeFigures,
  DimensionFigures,
  Figure,
} from '#shared/protocol/http/agreement.ts';
import type { AgreementPeople, DimensionDetail, Ratings } from '#shared/protocol/http/agreement-detail.ts';
import { EXCLUSION_REASONS } from '#shared/agreement/result.ts';
import type { Db } from '../../db/database.ts';
import type { Cell, Sheet } from './csv.ts';
import { detail, type Reach } from './detail.ts';
import type { Facts } from './facts.ts';
import { overview } from './overview.ts';
import { people } from './people.ts';

const FIGURE = ['alpha', 'low', 'high', 'undefined_because', 'percent_agreement', 'n', 'units', 'raters'];
const figureCells = (of: Figure): Cell[] => [
  ...[of.value, of.low, of.high, of.why, of.agreement],
  ...[of.n, of.units, of.raters],
];

const CHANGE = [
  'items',
  'before',
  'after',
  'change',
  'low',
  'high',
  'permutation_p',
  'reading',
  'undefined_because',
];
const changeCells = (of: ChangeFigures): Cell[] => [
  ...[of.items, of.before, of.after, of.change, of.low, of.high, of.p, of.reading, of.why],
];

function excludedWords({ report, leftOut }: DimensionFigures): string {
  return [
    ...report.excluded.map(({ reason, count }) => `${count} ${EXCLUSION_REASONS[reason]}`),
    ...leftOut.map(({ reason, count }) => `${count} labels that ${LEFT_OUT[reason]}`),
  ].join('; ');
}

function dimensionCells(of: DimensionFigures): Cell[] {
  const { report, labels } = of;
  const { alpha, baseRate, percentAgreement } = report;
  const interval = alpha.defined ? alpha.interval : undefined;
  return [
    ...[of.dimensionId, of.name, of.level, of.coefficient, alpha.defined ? alpha.value : null],
    ...[interval?.low, interval?.high, interval?.method, alpha.defined ? null : alpha.explanation],
    ...[report.reading?.label, report.verdict, report.tooFewItems],
    ...[percentAgreement.defined ? percentAgreement.value : null, of.commonest],
    ...[baseRate.defined ? baseRate.value : null, report.n, report.units, report.raters],
    ...[labels.import, labels.prework, labels.meeting, excludedWords(of)],
  ];
}

const dimensionsSheet = ({ dimensions }: Agreement): Omit<Sheet, 'name'> => ({
  columns: [
    ...['dimension', 'name', 'level', 'coefficient', 'alpha', 'low', 'high', 'interval', 'undefined_because'],
    ...['reading', 'verdict', 'too_few_items', 'percent_agreement', 'commonest', 'base_rate', 'n', 'units'],
    ...['raters', 'labels_imported', 'labels_prework', 'labels_meeting', 'left_out'],
  ],
  rows: dimensions.map(dimensionCells),
});

const trendSheet = ({ dimensions }: Agreement): Omit<Sheet, 'name'> => ({
  columns: ['dimension', 'kind', 'title', 'at', 'version', ...FIGURE],
  rows: dimensions.flatMap(({ dimensionId, trend, versions }) => [
    ...trend.map((point) => [
      ...[dimensionId, point.kind, point.title, new Date(point.at).toISOString(), point.version],
      ...figureCells(point.figure),
    ]),
    ...versions.map(({ version, committedAt, figure }) => [
      ...[dimensionId, 'version', `version ${version}`],
      ...[committedAt === null ? null : new Date(committedAt).toISOString(), version, ...figureCells(figure)],
    ]),
  ]),
});

const changeSheet = ({ dimensions }: Agreement): Omit<Sheet, 'name'> => ({
  columns: ['dimension', 'name', ...CHANGE],
  rows: dimensions.flatMap(({ dimensionId, name, change }) =>
    change === null ? [] : [[dimensionId, name, ...changeCells(change)]],
  ),
});

const peopleSheet = ({ people: shown, rows }: AgreementPeople): Omit<Sheet, 'name'> => ({
  columns: [
    ...['dimension', 'person', 'kind', 'labels', 'agreement_with_others', 'alpha_all', 'alpha_without'],
    ...['alpha_gain', 'mean_signed_difference'],
  ],
  rows: rows.flatMap(({ dimensionId, alpha, cells }) =>
    shown.flatMap(({ name, kind }, index) => {
      const cell = cells[index];
      if (!cell) return [];
      const { labels, withOthers, alphaWithout, alphaGain, signedDifference } = cell;
      return [
        [dimensionId, name, kind, labels, withOthers, alpha, alphaWithout, alphaGain, signedDifference],
      ];
    }),
  ),
});

function pairsSheet({ pairs }: DimensionDetail): Omit<Sheet, 'name'> {
  const columns = ['person', 'other', 'shared_units', 'agreement', 'cohen_kappa'];
  if ('why' in pairs) return { columns, rows: [] };
  const { people: shown, overlap, agreement, kappa } = pairs;
  return {
    columns,
    rows: shown.flatMap((person, i) =>
      shown.slice(i + 1).map((other, k) => {
        const j = i + 1 + k;
        return [person.name, other.name, overlap[i]?.[j], agreement[i]?.[j], kappa[i]?.[j]];
      }),
    ),
  };
}

/** Every pair of answers in both orders, the same one twice included. */
function coincidencesSheet({ categories, coincidences }: DimensionDetail): Omit<Sheet, 'name'> {
  const rows = (coincidences ?? []).flatMap((cells, i) => {
    const total = cells.reduce((sum, cell) => sum + cell, 0);
    return cells.map((cell, k) => [
      ...[categories[i]?.words, categories[k]?.words, cell, total === 0 ? null : cell / total],
    ]);
  });
  return { columns: ['answer', 'beside', 'coincidences', 'share_of_answer'], rows };
}

function movementSheet({ movement }: DimensionDetail): Omit<Sheet, 'name'> {
  const columns = ['what', 'from', 'to', 'count', 'p'];
  if (movement === null) return { columns, rows: [] };
  const { moves, mcnemarP, marginsP, marginsWhy: _why, ...counts } = movement;
  return {
    columns,
    rows: [
      ...Object.entries(counts).map(([what, count]) => [what, null, null, count, null]),
      ...moves.map(({ from, to, count }) => ['move', from, to, count, null]),
      ['McNemar', null, null, null, mcnemarP],
      ['Stuart–Maxwell', null, null, null, marginsP],
    ],
  };
}

/** A file holds what a page would not: everybody who can be compared, every item, every answer. */
const IN_FILES: Reach = { items: Infinity, people: 1_000, categories: 1_000 };

const DETAIL_SHEETS = {
  coincidences: coincidencesSheet,
  movement: movementSheet,
  pairs: pairsSheet,
  coefficients: ({ coefficients }: DimensionDetail) => ({
    columns: ['coefficient', 'is_default', 'value', 'low', 'high', 'undefined_because', 'note'],
    rows: coefficients.map((one) => [
      ...[one.name, one.isDefault, one.value, one.low, one.high, one.undefinedBecause, one.note],
    ]),
  }),
  items: ({ items }: DimensionDetail) => ({
    columns: [
      'item',
      'external_id',
      'title',
      'labels',
      'share_of_disagreement',
      'entropy_bits',
      'shape',
      'answers',
    ],
    rows: items.map((item) => [
      ...[item.itemId, item.externalId, item.title, item.labels, item.share, item.entropyBits, item.shape],
      item.counts.map(({ words, count }) => `${words} × ${count}`).join('; '),
    ]),
  }),
  categories: ({ categories }: DimensionDetail) => ({
    columns: ['answer', 'labels', 'specific_agreement', 'alpha_against_rest'],
    rows: categories.map(({ words, count, specificAgreement, alpha }) => [
      words,
      count,
      specificAgreement,
      alpha,
    ]),
  }),
  confusion: ({ confused }: DimensionDetail) => ({
    columns: ['answer', 'taken_for', 'coincidences', 'share_of_disagreement'],
    rows: confused.map(({ firstWords, secondWords, count, share }) => [
      firstWords,
      secondWords,
      count,
      share,
    ]),
  }),
} satisfies Partial<Record<TableName, (from: DimensionDetail) => Omit<Sheet, 'name'>>>;

/** One of the page's tables, for a spreadsheet. */
export async function sheet(db: Db, facts: Facts, asked: AgreementFilter, table: TableName): Promise<Sheet> {
  const name = `agreement-${table}`;
  switch (table) {
    case 'dimensions':
      return { name, ...dimensionsSheet(await overview(db, facts, asked)) };
    case 'trend':
      return { name, ...trendSheet(await overview(db, facts, asked)) };
    case 'change':
      return { name, ...changeSheet(await overview(db, facts, asked)) };
    case 'people':
      return { name, ...peopleSheet(await people(db, facts, asked, IN_FILES.people)) };
    case 'pairs':
    case 'coefficients':
    case 'items':
    case 'categories':
    case 'confusion':
    case 'coincidences':
    case 'movement':
      return { name, ...DETAIL_SHEETS[table](await detail(db, facts, asked, IN_FILES)) };
  }
}

type Rating = Ratings['units'][number]['ratings'][number];

const ratingCell = (level: Ratings['level'], rating: Rating): Cell =>
  typeof rating === 'object' && rating !== null ? rating.join(level === 'ranking' ? ' > ' : '|') : rating;

/** Units × raters as a spreadsheet takes it. */
export function ratingsSheet({ dimensionId, level, raters, units }: Ratings): Sheet {
  return {
    name: `ratings-${dimensionId}`,
    columns: ['item', 'target', 'part', 'collection', ...raters],
    rows: units.map((unit) => [
      ...[unit.item, unit.target, unit.part, unit.collection],
      ...unit.ratings.map((rating) => ratingCell(level, rating)),
    ]),
  };
}
