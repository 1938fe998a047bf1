import { krippendorffAlpha } from '#shared/agreement/krippendorff-alpha.ts';
import { valueOrNull } from '#shared/agreement/result.ts';
import type { Label } from '#shared/agreement/table.ts';
import type { AgreementFilter } from '#shared/protocol/http/agreement.ts';
import type { Ratings } from '#shared/protocol/http/agreement-detail.ts';
import { categoriesOf } from '#shared/rubric/measure.ts';
import type { Db } from '../../db/database.ts';
import { externalIds } from '../../repositories/agreement-context.ts';
import { ratedLabels, type RatedLabel } from '../../repositories/agreement-labels.ts';
import type { CountedDimension } from './dimensions.ts';
import type { Facts } from './facts.ts';
import { anonymousSessions, individual } from './individuals.ts';
import { labelKey } from './label-words.ts';
import { collectionOf, personKey, ratedTable, readerOf, unitKey, unitParts } from './labels.ts';
import { askedDimension, labelFilter } from './order.ts';

type Rating = string | number | readonly string[];

/** One unit while it is filled: who said what, and what nobody in particular said. */
interface Row {
  readonly named: Map<string, Rating>;
  readonly unnamed: Rating[];
}

const plain = (label: Label): Rating => (typeof label === 'object' ? label.flat() : label);

function rowsOf(of: CountedDimension, facts: Facts, labels: readonly RatedLabel[]): Map<string, Row> {
  const read = readerOf(of.dimension);
  const anonymous = anonymousSessions(facts);
  const rows = new Map<string, Row>();
  for (const label of labels) {
    const parts = read(label.value);
    if (typeof parts === 'string') continue;
    const isNamed = label.raterKnown && !anonymous.has(label.sessionId ?? '');
    for (const [part, one] of parts) {
      const unit = unitKey({ ...label, collection: collectionOf(label), part });
      const row = rows.get(unit) ?? { named: new Map<string, Rating>(), unnamed: [] };
      if (isNamed) row.named.set(personKey(label), plain(one));
      else row.unnamed.push(plain(one));
      rows.set(unit, row);
    }
  }
  return rows;
}

/** Two people of one name are two columns. */
function columnNames(facts: Facts, keys: readonly string[]): string[] {
  const taken = new Map<string, number>();
  return keys.map((key) => {
    const name = individual(facts, key)?.name ?? key;
    const times = (taken.get(name) ?? 0) + 1;
    taken.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

/**
 * Units × raters as they enter the figure. Answers of anonymous sessions are sorted within their unit before they get a place, so
 * that no column follows a person (law B4).
 */
export async function ratings(db: Db, facts: Facts, asked: AgreementFilter): Promise<Ratings> {
  const of = await askedDimension(db, facts, asked);
  const { dimension, scale } = of;
  const labels = await ratedLabels(db, { ...labelFilter(facts, asked), dimensionId: dimension.id });
  const names = await externalIds(db, facts.projectId);
  const rows = [...rowsOf(of, facts, labels)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const people = [...new Set(rows.flatMap(([, { named }]) => [...named.keys()]))].toSorted();
  const places = rows.reduce((most, [, { unnamed }]) => Math.max(most, unnamed.length), 0);
  return {
    ...{ dimensionId: dimension.id, name: dimension.name, level: scale.level, filter: asked },
    categories: categoriesOf(dimension),
    alpha: valueOrNull(krippendorffAlpha(ratedTable(of, labels))),
    raters: [...columnNames(facts, people), ...Array.from({ length: places }, (_, i) => `unnamed ${i + 1}`)],
    units: rows.map(([unit, { named, unnamed }]) => {
      const { itemId, target, part, collection } = unitParts(unit);
      const sorted = unnamed.toSorted((a, b) => (labelKey(a) < labelKey(b) ? -1 : 1));
      return {
        ...{ item: names.get(itemId) ?? itemId, target, part: part === '' ? null : part, collection },
        ratings: [
          ...people.map((key) => named.get(key) ?? null),
          ...Array.from({ length: places }, (_, i) => sorted[i] ?? null),
        ],
      };
    }),
  };
}
