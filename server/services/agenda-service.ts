import { setImmediate as turn } from 'node:timers/promises';
import type { z } from 'zod';
import type { ItemId } from '#shared/ids.ts';
import { distinctTitles, titledItem } from '#shared/items/distinct-titles.ts';
import { itemTitle } from '#shared/items/title.ts';
import type { agendaQuery, AgendaSuggestion, SuggestedItem } from '#shared/protocol/http/agenda.ts';
import { disagreement } from '#shared/rubric/disagreement.ts';
import type { Dimension, Rubric } from '#shared/rubric/rubric.ts';
import { shuffled } from '#shared/session/order.ts';
import { revealedRounds } from '#shared/session/queries.ts';
import type { Session } from '#shared/session/state.ts';
import type { Deps } from '../deps.ts';
import { itemIds, itemsByIds } from '../repositories/items.ts';
import { importedLabels, type StoredLabel } from '../repositories/labels.ts';
import { sessionsOfProject } from '../repositories/sessions.ts';
import { requireAction } from './access.ts';
import type { Actor } from './actor.ts';
import { headVersion } from './guideline-service.ts';
import { parkedItems, type ParkedIn } from './session/parked.ts';
import { sessionRooms } from './session/rooms.ts';

const MAX_LISTED = 200;
const SEED_BYTES = 16;
const ITEMS_PER_TURN = 250;
const NO_DISPUTES: ReadonlyMap<ItemId, Dispute> = new Map();

type Query = z.output<typeof agendaQuery>;

/** How far the labels of one item are apart where they are furthest. */
interface Dispute {
  readonly dimension: Dimension;
  readonly amount: number;
  readonly labels: number;
}

const meanOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

/** A person's later label on the same thing replaces the earlier; labels come oldest first. */
const lastOfEach = (labels: readonly StoredLabel[]): StoredLabel[] => [
  ...new Map(labels.map((label) => [label.rater, label])).values(),
];

/** For a dimension that judges each response: the mean over the responses. */
function disputeOn(dimension: Dimension, labels: readonly StoredLabel[]): Dispute[] {
  const own = labels.filter((label) => label.dimensionId === dimension.id);
  const byTarget = [...Map.groupBy(own, (label) => label.target).values()].map(lastOfEach);
  const amounts = byTarget
    .map((group) =>
      disagreement(
        dimension.scale,
        group.map((label) => label.value),
      ),
    )
    .filter((amount) => amount !== null);
  return amounts.length === 0 ? [] : [{ dimension, amount: meanOf(amounts), labels: own.length }];
}

function worstDispute(rubric: Rubric, labels: readonly StoredLabel[]): Dispute | null {
  const disputes = rubric.dimensions.flatMap((dimension) => disputeOn(dimension, labels));
  return disputes.toSorted((a, b) => b.amount - a.amount)[0] ?? null;
}

/** In slices: a set of a hundred thousand labels must not hold a meeting's ballots up. */
async function disputesByItem(
  deps: Deps,
  projectId: string,
  ids: readonly ItemId[],
  batchId: string | undefined,
): Promise<Map<ItemId, Dispute>> {
  const { rubric } = await headVersion(deps.db, projectId);
  const disputes = new Map<ItemId, Dispute>();
  for (let from = 0; from < ids.length; from += ITEMS_PER_TURN) {
    const part = ids.slice(from, from + ITEMS_PER_TURN);
    const labels = await importedLabels(deps.db, projectId, { itemIds: part, batchId });
    for (const [id, own] of Map.groupBy(labels, (label) => label.itemId)) {
      const dispute = worstDispute(rubric, own);
      if (dispute) disputes.set(id, dispute);
    }
    await turn();
  }
  return disputes;
}

/** What an ended session did not get to was not discussed; what one has on its agenda that has not ended will be. */
const wasMet = (session: Session, itemId: ItemId) =>
  session.phase !== 'ended' || revealedRounds(session, itemId).length > 0;

async function metBefore(deps: Deps, projectId: string): Promise<Set<ItemId>> {
  const met = new Set<ItemId>();
  for (const { id } of await sessionsOfProject(deps.db, projectId)) {
    const session = await sessionRooms(deps).read(id);
    for (const { itemId } of session?.agenda ?? []) if (session && wasMet(session, itemId)) met.add(itemId);
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
  if (dispute.amount === 0) return `${dispute.labels} labels agree.`;
  const share = Math.round(dispute.amount * 100);
  return `${dispute.labels} labels are ${share} % of the scale apart on ${dispute.dimension.name}.`;
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
  const { by, minutes, minutesPerItem, batch, fresh } = query;
  await requireAction(deps.db, actor.personId, projectId, 'session.create');
  const parked = await parkedItems(deps, projectId);
  const met = fresh === '1' ? await metBefore(deps, projectId) : new Set<ItemId>();
  const isOffered = (id: ItemId) => parked.has(id) || !met.has(id);
  const all = (await itemIds(deps.db, projectId)).filter(isOffered);
  const isRanked = by === 'disagreement' || batch !== undefined;
  const ranked = isRanked ? await disputesByItem(deps, projectId, all, batch) : NO_DISPUTES;
  const ids = batch === undefined ? all : all.filter((id) => parked.has(id) || ranked.has(id));
  const listed = inOrder(deps, by, ids, { disputes: ranked, parked }).slice(0, MAX_LISTED);
  const disputes = isRanked ? ranked : await disputesByItem(deps, projectId, listed, batch);
  return {
    by,
    fits: Math.max(1, Math.floor(minutes / minutesPerItem)),
    items: await describe(deps, projectId, by, listed, { disputes, parked }),
  };
}
