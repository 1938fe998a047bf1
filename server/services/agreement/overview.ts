import type { AgreementReport } from '#shared/agreement/report.ts';
import { valueOrNull } from '#shared/agreement/result.ts';
import type {
  Agreement,
  AgreementChoices,
  AgreementFilter,
  DimensionFigures,
  LeftOut,
} from '#shared/protocol/http/agreement.ts';
import { GROUPS } from '#shared/protocol/http/agreement.ts';
import { SOURCES, type Source } from '#shared/protocol/http/agreement-words.ts';
import type { Db } from '../../db/database.ts';
import { rubricVersions, tagsOf, tasksOf, type RubricVersion } from '../../repositories/agreement-context.ts';
import {
  countedLabels,
  countedPeople,
  notCounted,
  type CountedLabels,
  type CountedPerson,
  type NotCounted,
} from '../../repositories/agreement-labels.ts';
import { beforeSide, changeBetween } from './change.ts';
import { DEFAULT_COEFFICIENT } from './coefficient-words.ts';
import { dimensionsOf, type CountedDimension } from './dimensions.ts';
import type { Facts } from './facts.ts';
import { ratersIn, reportOf } from './figure.ts';
import { labelWords } from './label-words.ts';
import { countedTable } from './labels.ts';
import { askedDimensions, labelFilter } from './order.ts';
import { trendOf, versionTrend, type Counted } from './trend.ts';

/** Everything the overview is made of, as read. */
interface Read {
  readonly facts: Facts;
  readonly versions: readonly RubricVersion[];
  readonly counted: readonly CountedLabels[];
  readonly people: readonly CountedPerson[];
  readonly leftOut: readonly NotCounted[];
  readonly blind: readonly CountedLabels[];
  readonly after: readonly CountedLabels[];
}

function bySource(facts: Facts, labels: readonly CountedLabels[]): DimensionFigures['labels'] {
  const prework = new Set(facts.preworkRounds);
  const sums: Record<Source, number> = { import: 0, prework: 0, meeting: 0 };
  for (const { sessionId, roundId, count } of labels) {
    if (sessionId === null) sums.import += count;
    else sums[roundId !== null && prework.has(roundId) ? 'prework' : 'meeting'] += count;
  }
  return sums;
}

function missing(of: NotCounted | undefined, tabled: readonly LeftOut[]): LeftOut[] {
  const counts = [
    { reason: 'late', count: of?.late ?? 0 },
    { reason: 'exposed', count: of?.exposed ?? 0 },
    { reason: 'replaced', count: of?.replaced ?? 0 },
  ] as const;
  return [...counts.filter(({ count }) => count > 0), ...tabled];
}

function commonest({ dimension }: CountedDimension, { baseRate }: AgreementReport): string | null {
  return baseRate.defined ? labelWords(dimension, baseRate.label) : null;
}

const ofDimension = <L extends { readonly dimensionId: string }>(
  labels: readonly L[],
  { dimension }: CountedDimension,
): L[] => labels.filter(({ dimensionId }) => dimensionId === dimension.id);

function changeOf(of: CountedDimension, { facts, blind, after }: Read): DimensionFigures['change'] {
  const later = ofDimension(after, of);
  if (later.length === 0) return null;
  const earlier = beforeSide(facts, ofDimension(blind, of), later);
  return changeBetween(countedTable(of, earlier).table, countedTable(of, later).table);
}

function figuresOf(of: CountedDimension, read: Read): DimensionFigures {
  const { dimension, isCurrent, scale } = of;
  const counted: Counted = {
    of,
    labels: ofDimension(read.counted, of),
    people: ofDimension(read.people, of),
  };
  const { table, leftOut } = countedTable(of, counted.labels);
  const report = reportOf(table, ratersIn(counted.people), read.facts.threshold);
  const { name, about, why } = DEFAULT_COEFFICIENT[scale.level];
  return {
    ...{ dimensionId: dimension.id, name: dimension.name, safety: dimension.safety, isCurrent },
    ...{ level: scale.level, coefficient: name, about, why, report, commonest: commonest(of, report) },
    leftOut: missing(
      read.leftOut.find(({ dimensionId }) => dimensionId === dimension.id),
      leftOut,
    ),
    labels: bySource(read.facts, counted.labels),
    trend: trendOf(read.facts, counted),
    versions: versionTrend(read.facts, counted, read.versions),
    change: changeOf(of, read),
  };
}

const URGENCY = { below: 0, undecided: 1, above: 3 };
const UNDEFINED_URGENCY = 2;

const urgency = ({ report }: DimensionFigures): number =>
  report.verdict === null ? UNDEFINED_URGENCY : URGENCY[report.verdict];

const alphaOf = ({ report }: DimensionFigures): number => valueOrNull(report.alpha) ?? 0;

/** What is below the project's threshold comes first, and of equals the lower coefficient (law A6). */
const byUrgency = (a: DimensionFigures, b: DimensionFigures): number =>
  urgency(a) - urgency(b) || alphaOf(a) - alphaOf(b);

async function choicesOf(
  db: Db,
  facts: Facts,
  versions: readonly RubricVersion[],
): Promise<AgreementChoices> {
  const { projectId, meetings, people } = facts;
  const groups = new Set(Object.values(people).map(({ group }) => group));
  const { counted } = dimensionsOf(versions, null);
  return {
    sessions: meetings.map(({ id, title, at, version }) => ({ id, title, at, version })),
    versions: versions.map(({ number, committedAt }) => ({ number, committedAt })),
    dimensions: counted.map(({ dimension: { id, name } }) => ({ id, name })),
    tasks: await tasksOf(db, projectId),
    tags: await tagsOf(db, projectId),
    groups: GROUPS.filter((group) => groups.has(group)),
    sources: SOURCES,
  };
}

/** A dimension that was dropped is worth a line only where it has labels. */
const isWorthALine = ({ isCurrent, report, leftOut }: DimensionFigures): boolean =>
  isCurrent || report.n > 0 || report.excluded.length > 0 || leftOut.length > 0;

/** Every dimension's figures, from grouped counts. */
export async function overview(db: Db, facts: Facts, asked: AgreementFilter): Promise<Agreement> {
  const filter = labelFilter(facts, asked);
  const versions = await rubricVersions(db, facts.projectId);
  const { counted, uncounted } = await askedDimensions(db, facts, asked);
  const blind = await countedLabels(db, { ...filter, side: 'blind' });
  const after = await countedLabels(db, { ...filter, side: 'after' });
  const read: Read = {
    ...{ facts, versions, blind, after, counted: filter.side === 'blind' ? blind : after },
    people: await countedPeople(db, filter),
    leftOut: await notCounted(db, filter),
  };
  const shown = counted.filter(
    ({ dimension: { id } }) => asked.dimension === undefined || id === asked.dimension,
  );
  return {
    threshold: facts.threshold,
    choices: await choicesOf(db, facts, versions),
    dimensions: shown
      .map((of) => figuresOf(of, read))
      .filter(isWorthALine)
      .toSorted(byUrgency),
    uncounted: uncounted.map(({ id, name }) => ({ id, name })),
  };
}
