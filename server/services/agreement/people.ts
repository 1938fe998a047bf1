import { annotatorDiagnostics, type AnnotatorDiagnostics } from '#shared/agreement/annotator-diagnostics.ts';
import { krippendorffAlpha } from '#shared/agreement/krippendorff-alpha.ts';
import { UNDEFINED_REASONS, valueOrNull } from '#shared/agreement/result.ts';
import type { Level, RatingTable } from '#shared/agreement/table.ts';
import type { AgreementFilter } from '#shared/protocol/http/agreement.ts';
import type {
  AgreementPeople,
  PeopleRow,
  PersonCell,
  PersonRef,
} from '#shared/protocol/http/agreement-detail.ts';
import type { Db } from '../../db/database.ts';
import { ratedLabels, type RatedLabel } from '../../repositories/agreement-labels.ts';
import type { CountedDimension } from './dimensions.ts';
import type { Facts } from './facts.ts';
import { castOf } from './individuals.ts';
import { ratedTable, withNames } from './labels.ts';
import { askedDimensions, labelFilter } from './order.ts';

const MOST_COLUMNS = 60;
/** People × labels above which leaving each out in turn takes longer than anybody waits. */
const MOST_WORK = 200_000_000;

export const isOrdered = (level: Level): boolean =>
  level === 'ordinal' || level === 'interval' || level === 'ratio';

/** From the lowest to the highest point; null where answers have no size. */
function spanOf(level: Level, { categories }: RatingTable): number | null {
  const points = categories.filter((category) => typeof category === 'number');
  return isOrdered(level) && points.length > 1 ? Math.max(...points) - Math.min(...points) : null;
}

const cellOf = (own: AnnotatorDiagnostics): PersonCell => ({
  labels: own.labels,
  withOthers: valueOrNull(own.agreementWithOthers),
  alphaWithout: valueOrNull(own.alphaWithout),
  alphaGain: own.alphaGain,
  signedDifference: valueOrNull(own.meanSignedDifference),
});

function rowOf(of: CountedDimension, labels: readonly RatedLabel[], people: readonly PersonRef[]): PeopleRow {
  const { dimension, scale } = of;
  const own = labels.filter(({ dimensionId }) => dimensionId === dimension.id);
  const table = ratedTable(of, withNames(own));
  const facts = {
    ...{ dimensionId: dimension.id, name: dimension.name, isOrdered: isOrdered(scale.level) },
    alpha: valueOrNull(krippendorffAlpha(table)),
    span: spanOf(scale.level, table),
  };
  const refused = (why: string): PeopleRow => ({ ...facts, why, cells: people.map(() => null) });
  if (own.length > 0 && table.codes.length === 0) return refused(UNDEFINED_REASONS['rater-identity-absent']);
  if (table.codes.length * (table.raterIds?.length ?? 0) > MOST_WORK)
    return refused('there are too many people here to leave each out in turn: choose a session or an import');
  const panel = annotatorDiagnostics(table);
  if (!panel.defined) return refused(panel.explanation);
  const byKey = new Map(panel.people.map((person) => [person.rater, person]));
  const cells = people.map(({ key }) => byKey.get(key)).map((person) => (person ? cellOf(person) : null));
  return { ...facts, why: null, cells };
}

/** Each person against the others, dimension by dimension; in order of names, for it is no ranking. */
export async function people(
  db: Db,
  facts: Facts,
  asked: AgreementFilter,
  most = MOST_COLUMNS,
): Promise<AgreementPeople> {
  const { counted } = await askedDimensions(db, facts, asked);
  const labels = await ratedLabels(db, labelFilter(facts, asked));
  const { shown, notShown, anonymous } = castOf(facts, withNames(labels), most);
  const wanted = counted.filter(
    ({ dimension: { id } }) =>
      (asked.dimension === undefined || id === asked.dimension) &&
      labels.some(({ dimensionId }) => dimensionId === id),
  );
  return { people: shown, notShown, anonymous, rows: wanted.map((of) => rowOf(of, labels, shown)) };
}
