import { setImmediate as turn } from 'node:timers/promises';
import { can } from '#shared/access/policy.ts';
import { distinctTitles, titledItem } from '#shared/items/distinct-titles.ts';
import type { ItemId } from '#shared/ids.ts';
import { itemTitle } from '#shared/items/title.ts';
import type { ImportedLabel, ItemDetail, ItemRow, Items } from '#shared/protocol/http/items.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';
import { dimensionOf } from '#shared/rubric/slots.ts';
import { rulesFor } from '#shared/rubric/scales/index.ts';
import type { Deps } from '../deps.ts';
import {
  countItems,
  findItems,
  itemById,
  itemIds,
  itemsByIds,
  itemsWithWords,
  type Item,
  type ItemRange,
} from '../repositories/items.ts';
import { countImportedLabels, importedLabels, type StoredLabel } from '../repositories/labels.ts';
import { requireAction } from './access.ts';
import type { Actor } from './actor.ts';
import { headVersion } from './guideline-service.ts';
import { RefusedError } from './refused.ts';
import { renderedItem } from './rendered-item-service.ts';

const PAGE = 50;
const ITEMS_PER_TURN = 1_000;

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

interface Search extends ItemRange {
  readonly search: string;
}

interface Found {
  readonly total: number;
  readonly items: readonly Item[];
}

/** Reads the contents in slices: looking through all of them takes as long as ten ballots. */
async function withWords({ db }: Deps, { projectId, batchId, search }: Search): Promise<ItemId[]> {
  const ids = await itemIds(db, projectId, batchId);
  const found: ItemId[] = [];
  for (let from = 0; from < ids.length; from += ITEMS_PER_TURN) {
    const part = ids.slice(from, from + ITEMS_PER_TURN);
    const matching = await itemsWithWords(db, projectId, part, search);
    found.push(...part.filter((id) => matching.has(id)));
    await turn();
  }
  return found;
}

/** One page, in the order in which items came. */
async function findPage(deps: Deps, query: Search, offset: number): Promise<Found> {
  const { db } = deps;
  if (query.search === '') {
    const total = await countItems(db, query);
    return { total, items: await findItems(db, query, { offset, limit: PAGE }) };
  }
  const ids = await withWords(deps, query);
  const wanted = ids.slice(offset, offset + PAGE);
  const items = new Map((await itemsByIds(db, query.projectId, wanted)).map((item) => [item.id, item]));
  return { total: ids.length, items: wanted.flatMap((id) => items.get(id) ?? []) };
}

export async function listItems(
  deps: Deps,
  actor: Actor,
  projectId: string,
  query: { readonly page: number; readonly search: string; readonly batch?: string | undefined },
): Promise<Items> {
  const { db } = deps;
  const { page, search, batch: batchId } = query;
  const role = await requireAction(db, actor.personId, projectId, 'items.view');
  const { total, items } = await findPage(deps, { projectId, search, batchId }, (page - 1) * PAGE);
  const titles = distinctTitles(items.map(({ content }) => titledItem(content)));
  const ids = can({ role }, 'labels.view') ? items.map((item) => item.id) : [];
  const labels = await countImportedLabels(db, projectId, ids);
  return {
    items: items.map((item, at) =>
      toRow(item, titles[at] ?? itemTitle(item.content), labels.get(item.id) ?? 0),
    ),
    page,
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
