import { setImmediate as turn } from 'node:timers/promises';
import type { z } from 'zod';
import type { ItemId } from '#shared/ids.ts';
import { distinctTitles, titledItem } from '#shared/items/distinct-titles.ts';
import { itemTitle } from '#shared/items/title.ts';
import type { agendaQuery, AgendaSuggestion, SuggestedItem } from '#shared/protocol/http/agenda.ts';
import { shuffled } from '#shared/session/order.ts';
import { openEnds } from '#shared/session/project/minutes.ts';
import { revealedRounds } from '#shared/session/queries.ts';
import type { Session } from '#shared/session/state.ts';
import type { Deps } from '../deps.ts';
import { itemIds, itemsByIds, itemsWithWords } from '../repositories/items.ts';
import { importedLabels } from '../repositories/labels.ts';
import { sessionsOfProject } from '../repositories/sessions.ts';
import { requireAction } from './access.ts';
import type { Actor } from './actor.ts';
import { disputeWords, worstDispute, type Dispute } from './agenda-dispute.ts';
import { headVersion } from './guideline-service.ts';
import { parkedItems, type ParkedIn } from './session/parked.ts';
import { sessionRooms } from './session/rooms.ts';

const MAX_LISTED = 200;
const SEED_BYTES = 16;
const ITEMS_PER_TURN = 250;
const NO_DISPUTES: ReadonlyMap<ItemId, Dispute> = new Map();

type Query = z.output<typeof agendaQuery>;

/** Goes through the items in slices: looking at a hundred thousand of them must not hold a meeting's ballots up. */
async function inSlices(
  ids: readonly ItemId[],
  look: (part: readonly ItemId[]) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < ids.length; from += ITEMS_PER_TURN) {
    await look(ids.slice(from, from + ITEMS_PER_TURN));
    await turn();
  }
}

async function withWords(
  { db }: Deps,
  projectId: string,
  ids: readonly ItemId[],
  search: string,
): Promise<ItemId[]> {
  const found = new Set<string>();
  await inSlices(ids, async (part) => {
    for (const id of await itemsWithWords(db, projectId, part, search)) found.add(id);
  });
  return ids.filter((id) => found.has(id));
}

async function disputesByItem(
  { db }: Deps,
  projectId: string,
  ids: readonly ItemId[],
  batchId: string | undefined,
): Promise<Map<ItemId, Dispute>> {
  const { rubric } = await headVersion(db, projectId);
  const disputes = new Map<ItemId, Dispute>();
  await inSlices(ids, async (part) => {
    const labels = await importedLabels(db, projectId, { itemIds: part, batchId });
    for (const [id, own] of Map.groupBy(labels, (label) => label.itemId)) {
      const dispute = worstDispute(rubric, own);
      if (dispute) disputes.set(id, dispute);
    }
  });
  return disputes;
}

/** What an ended session did not get to, or left split, is not done with; what one has on its agenda that has not ended will be. */
function metIn(session: Session): ItemId[] {
  const ids = session.agenda.map(({ itemId }) => itemId);
  if (session.phase !== 'ended') return ids;
  const open = new Set(openEnds(session).map(({ itemId }) => itemId));
  return ids.filter((id) => revealedRounds(session, id).length > 0 && !open.has(id));
}

async function metBefore(deps: Deps, projectId: string): Promise<Set<ItemId>> {
  const met = new Set<ItemId>();
  for (const { id } of await sessionsOfProject(deps.db, projectId)) {
    const session = await sessionRooms(deps).read(id);
    for (const itemId of session ? metIn(session) : []) met.add(itemId);
  }
  return met;
}

interface Known {
  readonly disputes: ReadonlyMap<ItemId, Dispute>;
  readonly parked: ReadonlyMap<ItemId, ParkedIn>;
}

function inOrder(deps: Deps, by: Query['by'], ids: readonly ItemId[], { disputes, parked }: Known): ItemId[] {
  const carried = [...parked.keys()].filter((id) => ids.includes(id));
  const others = ids.filter((id) => !parked.has(id));
  if (by === 'hand') return [...carried, ...others];
  const mixed = shuffled(others, deps.randomBytes(SEED_BYTES).toString('hex'));
  if (by === 'random') return [...carried, ...mixed];
  const weight = (id: ItemId) => disputes.get(id)?.amount ?? -1;
  return [...carried, ...mixed.toSorted((a, b) => weight(b) - weight(a))];
}

function reasonOf(by: Query['by'], dispute: Dispute | undefined, parked: ParkedIn | undefined): string {
  if (parked) return `Parked in "${parked.title}".`;
  if (!dispute) return by === 'disagreement' ? 'No two labels to compare.' : 'No labels yet.';
  return disputeWords(dispute);
}

async function describe(
  deps: Deps,
  projectId: string,
  by: Query['by'],
  ids: readonly ItemId[],
  known: Known,
): Promise<SuggestedItem[]> {
  const byId = new Map((await itemsByIds(deps.db, projectId, ids)).map((item) => [item.id, item]));
  const items = ids.flatMap((id) => byId.get(id) ?? []);
  const titles = distinctTitles(items.map(({ content }) => titledItem(content)));
  return items.map(({ id, content }, at) => {
    const [dispute, parked] = [known.disputes.get(id), known.parked.get(id)];
    return {
      itemId: id,
      title: titles[at] ?? itemTitle(content),
      disagreement: dispute?.amount ?? null,
      dimensionId: dispute?.dimension.id ?? null,
      labels: dispute?.labels ?? 0,
      carriedFrom: parked ?? null,
      reason: reasonOf(by, dispute, parked),
    };
  });
}

/** What may be put on an agenda at all: without what is left out on wish, and with the words that are looked for. */
async function offered(
  deps: Deps,
  projectId: string,
  { fresh, search }: Query,
  parked: Known['parked'],
): Promise<ItemId[]> {
  const met = fresh === '1' ? await metBefore(deps, projectId) : new Set<ItemId>();
  const all = await itemIds(deps.db, projectId);
  const ids = all.filter((id) => parked.has(id) || !met.has(id));
  return search === '' ? ids : withWords(deps, projectId, ids, search);
}

/**
 * Which items a meeting of so many minutes should take up: what was parked first, then where labels made elsewhere are furthest
 * apart; or at random; or all in order, to choose by hand.
 */
export async function suggestAgenda(
  deps: Deps,
  actor: Actor,
  projectId: string,
  query: Query,
): Promise<AgendaSuggestion> {
  const { by, minutes, minutesPerItem, batch } = query;
  await requireAction(deps.db, actor.personId, projectId, 'session.create');
  const parked = await parkedItems(deps, projectId);
  const all = await offered(deps, projectId, query, parked);
  const isRanked = by === 'disagreement' || batch !== undefined;
  const ranked = isRanked ? await disputesByItem(deps, projectId, all, batch) : NO_DISPUTES;
  const ids = batch === undefined ? all : all.filter((id) => parked.has(id) || ranked.has(id));
  const listed = inOrder(deps, by, ids, { disputes: ranked, parked }).slice(0, MAX_LISTED);
  const disputes = isRanked ? ranked : await disputesByItem(deps, projectId, listed, batch);
  return {
    by,
    fits: Math.max(1, Math.floor(minutes / minutesPerItem)),
    total: ids.length,
    items: await describe(deps, projectId, by, listed, { disputes, parked }),
  };
}
