import { categoryAgreement, confusedCategories } from '#shared/agreement/category-agreement.ts';
import { coincidences } from '#shared/agreement/krippendorff-alpha.ts';
import { pairwiseMatrix } from '#shared/agreement/pairwise-matrix.ts';
import { UNDEFINED_REASONS, valueOrNull } from '#shared/agreement/result.ts';
import type { RatingTable } from '#shared/agreement/table.ts';
import type { ItemContent } from '#shared/items/item.ts';
import { itemTitle } from '#shared/items/title.ts';
import { must } from '#shared/must.ts';
import type { AgreementFilter } from '#shared/protocol/http/agreement.ts';
import type { DimensionDetail, ItemFigures, PairsFigures } from '#shared/protocol/http/agreement-detail.ts';
import type { Db } from '../../db/database.ts';
import { itemsByIds } from '../../repositories/items.ts';
import { ratedLabels, type RatedLabel } from '../../repositories/agreement-labels.ts';
import { beforeSide, changeAcross, changeBetween } from './change.ts';
import { coefficientsOf } from './coefficients.ts';
import type { CountedDimension } from './dimensions.ts';
import { disputes, type Dispute } from './disputes.ts';
import type { Facts } from './facts.ts';
import { castOf } from './individuals.ts';
import { labelKey, labelWords } from './label-words.ts';
import { personKey, ratedTable, withNames } from './labels.ts';
import { movementBetween } from './movement.ts';
import { askedDimension, labelFilter } from './order.ts';

/** How much of each list is made. */
export interface Reach {
  readonly items: number;
  readonly people: number;
  /** More categories than this are no matrix that anybody reads. */
  readonly categories: number;
}

const ON_SCREEN: Reach = { items: 100, people: 40, categories: 24 };

type Categories = Pick<DimensionDetail, 'categories' | 'coincidences' | 'confused'>;

function categoriesOf({ dimension }: CountedDimension, table: RatingTable, most: number): Categories {
  const named = (label: (typeof table.categories)[number]) => ({
    key: labelKey(label),
    words: labelWords(dimension, label),
  });
  const isReadable = table.categories.length <= most;
  return {
    categories: (isReadable ? categoryAgreement(table) : []).map(
      ({ label, count, specificAgreement, alpha }) => ({
        ...named(label),
        count,
        specificAgreement: valueOrNull(specificAgreement),
        alpha: valueOrNull(alpha),
      }),
    ),
    coincidences: isReadable ? coincidences(table) : null,
    confused: confusedCategories(table)
      .slice(0, most)
      .map(({ first, second, count, share }) => {
        const [one, two] = [named(first), named(second)];
        return {
          first: one.key,
          second: two.key,
          firstWords: one.words,
          secondWords: two.words,
          count,
          share,
        };
      }),
  };
}

function pairsOf(
  of: CountedDimension,
  facts: Facts,
  labels: readonly RatedLabel[],
  most: number,
): DimensionDetail['pairs'] {
  const named = withNames(labels);
  if (named.length === 0)
    return { why: UNDEFINED_REASONS[labels.length === 0 ? 'no-labels' : 'rater-identity-absent'] };
  const { shown, notShown } = castOf(facts, named, most);
  const keys = new Set(shown.map(({ key }) => key));
  const matrix = pairwiseMatrix(
    ratedTable(
      of,
      named.filter((label) => keys.has(personKey(label))),
    ),
  );
  if (!matrix.defined) return { why: matrix.explanation };
  const places = shown.map(({ key }) => matrix.raters.indexOf(key));
  const arranged = <T>(cells: readonly (readonly T[])[], hole: T): T[][] =>
    places.map((row) => places.map((column) => cells[row]?.[column] ?? hole));
  const figures: PairsFigures = {
    ...{ people: shown, notShown, overlap: arranged(matrix.overlap, 0) },
    agreement: arranged(matrix.agreement, null),
    kappa: arranged(matrix.kappa, null),
  };
  return figures;
}

async function titled(db: Db, projectId: string, found: readonly Dispute[]): Promise<ItemFigures[]> {
  const items = await itemsByIds(
    db,
    projectId,
    found.map(({ itemId }) => itemId),
  );
  const contents = new Map<string, ItemContent>(items.map(({ id, content }) => [id, content]));
  return found.map((dispute) => {
    const content = must(contents.get(dispute.itemId), 'the item of a label');
    return { ...dispute, title: itemTitle(content), externalId: content.externalId };
  });
}

/** The newest two versions that have labels: their items differ, so it shows less clearly than a second vote does. */
function versionChange(
  of: CountedDimension,
  labels: readonly RatedLabel[],
): DimensionDetail['versionChange'] {
  const byVersion = Map.groupBy(labels, ({ version }) => version);
  const numbers = [...byVersion.keys()].filter((version) => version !== null).toSorted((a, b) => a - b);
  const [from, to] = numbers.slice(-2);
  if (from === undefined || to === undefined) return null;
  const side = (version: number) => ratedTable(of, byVersion.get(version) ?? []);
  return { from, to, ...changeAcross(side(from), side(to)) };
}

/** Everything about one dimension that needs to know who said what. */
export async function detail(
  db: Db,
  facts: Facts,
  asked: AgreementFilter,
  reach = ON_SCREEN,
): Promise<DimensionDetail> {
  const of = await askedDimension(db, facts, asked);
  const { dimension, scale } = of;
  const filter = { ...labelFilter(facts, asked), dimensionId: dimension.id };
  const blind = await ratedLabels(db, { ...filter, side: 'blind' });
  const after = await ratedLabels(db, { ...filter, side: 'after' });
  const labels = filter.side === 'blind' ? blind : after;
  const table = ratedTable(of, labels);
  const found = disputes(of, table);
  const [earlier, later] = [ratedTable(of, beforeSide(facts, blind, after)), ratedTable(of, after)];
  return {
    ...{ dimensionId: dimension.id, name: dimension.name, level: scale.level },
    coefficients: coefficientsOf(table),
    ...categoriesOf(of, table, reach.categories),
    pairs: pairsOf(of, facts, labels, reach.people),
    items: await titled(db, facts.projectId, found.filter(({ share }) => share > 0).slice(0, reach.items)),
    itemsWithLabels: found.length,
    change: after.length === 0 ? null : changeBetween(earlier, later),
    movement: after.length === 0 ? null : movementBetween(of, facts, earlier, later),
    versionChange: versionChange(of, labels),
  };
}
