import { can } from '#shared/access/policy.ts';
import { distinctTitles, titledItem } from '#shared/items/distinct-titles.ts';
import { itemTitle } from '#shared/items/title.ts';
import type { ImportedLabel, ItemDetail, ItemRow, Items } from '#shared/protocol/http/items.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';
import { dimensionOf } from '#shared/rubric/slots.ts';
import { rulesFor } from '#shared/rubric/scales/index.ts';
import type { Deps } from '../deps.ts';
import { countItems, findItems, itemById, type Item } from '../repositories/items.ts';
import { countImportedLabels, importedLabels, type StoredLabel } from '../repositories/labels.ts';
import { requireAction } from './access.ts';
import type { Actor } from './actor.ts';
import { headVersion } from './guideline-service.ts';
import { RefusedError } from './refused.ts';
import { renderedItem } from './rendered-item-service.ts';

const PAGE = 50;

const toRow = ({ id, content, addedAt }: Item, title: string, labels: number): ItemRow => ({
  id,
  title,
  externalId: content.externalId,
  task: content.task,
  lang: content.lang,
  responses: content.responses.length,
  importedLabels: labels,
  addedAt,
});

export async function listItems(
  deps: Deps,
  actor: Actor,
  projectId: string,
  query: { readonly page: number; readonly search: string; readonly batch?: string | undefined },
): Promise<Items> {
  const { db } = deps;
  const role = await requireAction(db, actor.personId, projectId, 'items.view');
  const search = { projectId, search: query.search, batchId: query.batch };
  const total = await countItems(db, search);
  const items = await findItems(db, search, { offset: (query.page - 1) * PAGE, limit: PAGE });
  const titles = distinctTitles(items.map(({ content }) => titledItem(content)));
  const ids = can({ role }, 'labels.view') ? items.map((item) => item.id) : [];
  const labels = await countImportedLabels(db, projectId, ids);
  return {
    items: items.map((item, at) =>
      toRow(item, titles[at] ?? itemTitle(item.content), labels.get(item.id) ?? 0),
    ),
    page: query.page,
    pages: Math.max(1, Math.ceil(total / PAGE)),
    total,
  };
}

function inWords(rubric: Rubric, label: StoredLabel): string {
  const scale = dimensionOf(rubric, label.dimensionId)?.scale;
  if (label.value.kind === 'na') return 'Not applicable';
  return scale?.kind === label.value.kind ? rulesFor(scale).words(scale, label.value) : '—';
}

const toImported = (rubric: Rubric, label: StoredLabel): ImportedLabel => ({
  dimensionId: label.dimensionId,
  dimension: dimensionOf(rubric, label.dimensionId)?.name ?? label.dimensionId,
  target: label.target,
  rater: label.rater,
  raterKnown: label.raterKnown,
  words: inWords(rubric, label),
  reason: label.reason,
  madeAt: label.madeAt,
});

/** An item with its sources; with the labels made elsewhere for whoever may see them before a meeting. */
export async function readItem(
  deps: Deps,
  actor: Actor,
  projectId: string,
  itemId: string,
): Promise<ItemDetail> {
  const { db } = deps;
  const role = await requireAction(db, actor.personId, projectId, 'items.view');
  const item = await itemById(db, projectId, itemId);
  if (!item) throw new RefusedError('not-found');
  const labels = can({ role }, 'labels.view')
    ? await importedLabels(db, projectId, { itemIds: [itemId] })
    : null;
  const { rubric } = await headVersion(db, projectId);
  return {
    id: item.id,
    title: itemTitle(item.content),
    content: item.content,
    rendered: renderedItem(item.id, item.content),
    addedAt: item.addedAt,
    labels: labels && labels.map((label) => toImported(rubric, label)),
  };
}
