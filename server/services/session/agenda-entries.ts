import { itemId as itemIdSchema, type ItemId, type SessionId } from '#shared/ids.ts';
import { shapeOf, type ItemContent } from '#shared/items/item.ts';
import { itemMarks } from '#shared/items/distinct-titles.ts';
import { itemTitle } from '#shared/items/title.ts';
import type { AgendaEntry } from '#shared/session/state.ts';
import type { Db, Tx } from '../../db/database.ts';
import { readItemContents } from '../../repositories/session-items.ts';

function agendaEntryFor(id: ItemId, content: ItemContent, carriedFrom: SessionId | null = null): AgendaEntry {
  return {
    itemId: id,
    title: itemTitle(content),
    marks: itemMarks(content),
    shape: shapeOf(content),
    carriedFrom,
    state: 'listed',
    note: '',
  };
}

/** Agenda entries of the items among `ids` that belong to the project. */
export async function agendaEntries(
  db: Db | Tx,
  projectId: string,
  ids: readonly ItemId[],
): Promise<Record<ItemId, AgendaEntry>> {
  if (ids.length === 0) return {};
  const items = await readItemContents(db, projectId, ids);
  return Object.fromEntries(
    items.map(({ id, content }) => [id, agendaEntryFor(itemIdSchema.parse(id), content)]),
  );
}
