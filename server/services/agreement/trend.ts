import type { TrendPoint, VersionPoint } from '#shared/protocol/http/agreement.ts';
import type { CountedLabels, CountedPerson } from '../../repositories/agreement-labels.ts';
import type { RubricVersion } from '../../repositories/agreement-context.ts';
import type { CountedDimension } from './dimensions.ts';
import type { Facts } from './facts.ts';
import { figureOf, ratersIn, reportOf } from './figure.ts';
import { countedTable } from './labels.ts';

/** Labels of one dimension with the people behind them. */
export interface Counted {
  readonly of: CountedDimension;
  readonly labels: readonly CountedLabels[];
  readonly people: readonly CountedPerson[];
}

const figureFor = (facts: Facts, { of, labels, people }: Counted) =>
  figureOf(reportOf(countedTable(of, labels).table, ratersIn(people), facts.threshold));

function sessionPoints(facts: Facts, counted: Counted): TrendPoint[] {
  const labels = Map.groupBy(counted.labels, ({ sessionId }) => sessionId);
  const people = Map.groupBy(counted.people, ({ sessionId }) => sessionId);
  return facts.meetings.flatMap(({ id, title, at, version }): TrendPoint[] => {
    const own = labels.get(id);
    if (!own) return [];
    const figure = figureFor(facts, { of: counted.of, labels: own, people: people.get(id) ?? [] });
    return [{ key: `session:${id}`, kind: 'session', sessionId: id, title, at, version, figure }];
  });
}

/**
 * Each import is a point when people can be compared within it. Otherwise (a file for each annotator, say) imports are one point
 * together.
 */
function importPoints(facts: Facts, counted: Counted): TrendPoint[] {
  const labels = Map.groupBy(counted.labels, ({ batchId }) => batchId ?? '');
  const people = Map.groupBy(counted.people, ({ batchId }) => batchId ?? '');
  const points = facts.batches.flatMap(({ id, fileName, importedAt }): TrendPoint[] => {
    const own = labels.get(id);
    if (!own) return [];
    const figure = figureFor(facts, { of: counted.of, labels: own, people: people.get(id) ?? [] });
    return [{ ...point(`batch:${id}`, fileName, importedAt), figure }];
  });
  if (points.length < 2 || points.every(({ figure }) => figure.n > 0)) return points;
  const latest = Math.max(...points.map(({ at }) => at));
  return [
    { ...point('imports', `${points.length} imported files`, latest), figure: figureFor(facts, counted) },
  ];
}

const point = (key: string, title: string, at: number) => ({
  ...{ key, title, at, kind: 'import' as const, sessionId: null, version: null },
});

/** The coefficient session by session and import by import, oldest first. */
export function trendOf(facts: Facts, counted: Counted): TrendPoint[] {
  const [imported, held] = split(counted);
  return [...importPoints(facts, imported), ...sessionPoints(facts, held)].toSorted((a, b) => a.at - b.at);
}

function split({ of, labels, people }: Counted): [Counted, Counted] {
  const isImport = ({ sessionId }: { readonly sessionId: string | null }) => sessionId === null;
  return [
    { of, labels: labels.filter(isImport), people: people.filter(isImport) },
    {
      of,
      labels: labels.filter((label) => !isImport(label)),
      people: people.filter((person) => !isImport(person)),
    },
  ];
}

/** The coefficient of all labels made under each guideline version, oldest first. */
export function versionTrend(
  facts: Facts,
  { of, labels, people }: Counted,
  versions: readonly RubricVersion[],
): VersionPoint[] {
  const versionOf = new Map(facts.meetings.map(({ id, version }) => [id, version]));
  const committedAt = new Map(versions.map((version) => [version.number, version.committedAt]));
  const byVersion = Map.groupBy(labels, ({ version }) => version);
  return [...byVersion]
    .flatMap(([version, own]): VersionPoint[] => {
      if (version === null) return [];
      const theirs = people.filter(({ sessionId }) => versionOf.get(sessionId ?? '') === version);
      const figure = figureFor(facts, { of, labels: own, people: theirs });
      return [{ version, committedAt: committedAt.get(version) ?? null, figure }];
    })
    .toSorted((a, b) => a.version - b.version);
}
