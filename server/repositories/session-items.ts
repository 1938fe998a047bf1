import type { ItemContent } from '#shared/items/item.ts';
import type { Db, Tx } from '../db/database.ts';

/** Contents of the items among `ids` that belong to the project, in no particular order. */
export async function readItemContents(
  db: Db | Tx,
  projectId: string,
  ids: readonly string[],
): Promise<{ id: string; content: ItemContent }[]> {
  const rows = await db
    .selectFrom('items')
    .select(['id', 'content'])
    .where('project_id', '=', projectId)
    .where('id', 'in', ids)
    .execute();
  return rows.map((row) => ({ id: row.id, content: JSON.parse(row.content) as ItemContent }));
}
