import { itemId, type ItemId } from '#shared/ids.ts';
import type { ItemContent } from '#shared/items/item.ts';
import { sql } from 'kysely';
import type { Db, Tx } from '../db/database.ts';
import { insertRows } from '../db/insert-rows.ts';
import { listOf } from '../db/json-sql.ts';
import type { ItemsTable } from '../db/tables/items.table.ts';

/** Values that one statement may bind, with room to spare below SQLite's 32,766. */
const CHUNK = 1_000;

export interface Item {
  readonly id: ItemId;
  readonly content: ItemContent;
  readonly addedAt: number;
}

export interface NewItem {
  readonly id: string;
  readonly contentHash: string;
  readonly content: ItemContent;
}

const toItem = (row: Pick<ItemsTable, 'id' | 'content' | 'created_at'>): Item => ({
  id: itemId.parse(row.id),
  content: JSON.parse(row.content) as ItemContent,
  addedAt: row.created_at,
});

const chunked = <T>(list: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(list.length / CHUNK) }, (_, i) => list.slice(i * CHUNK, (i + 1) * CHUNK));

/** Which of these contents the project has already. */
export async function knownContents(
  db: Db | Tx,
  projectId: string,
  hashes: readonly string[],
): Promise<Set<string>> {
  const known = new Set<string>();
  for (const part of chunked(hashes)) {
    const rows = await db
      .selectFrom('items')
      .select('content_hash')
      .where('project_id', '=', projectId)
      .where('content_hash', 'in', part)
      .execute();
    for (const row of rows) known.add(row.content_hash);
  }
  return known;
}

const COLUMNS = [
  'id',
  'project_id',
  'content_hash',
  'external_id',
  'content',
  'created_at',
  'batch_id',
  'position',
] as const satisfies readonly (keyof ItemsTable)[];

/** Where new items come from; `position` is the place of the first of them among the new ones of its import. */
interface Origin {
  readonly projectId: string;
  readonly batchId: string | null;
  readonly at: number;
  readonly position?: number;
}

/** Adds items whose contents the project does not have. */
export async function insertItems(tx: Tx, from: Origin, items: readonly NewItem[]): Promise<void> {
  const { projectId, batchId, at, position = 0 } = from;
  const rows = items.map(({ id, contentHash, content }, index) => [
    ...[id, projectId, contentHash, content.externalId, JSON.stringify(content)],
    ...[at, batchId, position + index],
  ]);
  await insertRows(tx, 'stored_items', COLUMNS, rows);
}

export async function itemById(db: Db | Tx, projectId: string, id: string): Promise<Item | null> {
  const row = await db
    .selectFrom('items')
    .select(['id', 'content', 'created_at'])
    .where('project_id', '=', projectId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ? toItem(row) : null;
}

export async function itemsByIds(db: Db | Tx, projectId: string, ids: readonly string[]): Promise<Item[]> {
  const found: Item[] = [];
  for (const part of chunked(ids)) {
    const rows = await db
      .selectFrom('items')
      .select(['id', 'content', 'created_at'])
      .where('project_id', '=', projectId)
      .where('id', 'in', part)
      .execute();
    found.push(...rows.map(toItem));
  }
  return found;
}

/** The newest item for each of these ids of the source. */
export async function itemsByExternalIds(
  db: Db | Tx,
  projectId: string,
  externalIds: readonly string[],
): Promise<Map<string, Item>> {
  const found = new Map<string, Item>();
  for (const part of chunked(externalIds)) {
    const rows = await db
      .selectFrom('items')
      .select(['id', 'content', 'created_at', 'external_id'])
      .where('project_id', '=', projectId)
      .where('external_id', 'in', part)
      .orderBy('created_at')
      .orderBy('position')
      .execute();
    for (const row of rows) found.set(row.external_id, toItem(row));
  }
  return found;
}

/** Ids of all items of the project, or of one import, in the order in which they came. */
export async function itemIds(db: Db | Tx, projectId: string, batchId?: string): Promise<ItemId[]> {
  const rows = await db
    .selectFrom('items')
    .select('id')
    .where('project_id', '=', projectId)
    .$if(batchId !== undefined, (query) => query.where('batch_id', '=', batchId ?? ''))
    .orderBy('created_at')
    .orderBy('position')
    .execute();
  return rows.map((row) => itemId.parse(row.id));
}

/** A person's words are words, not a pattern. */
const likePattern = (words: string) => `%${words.toLowerCase().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

/** Which of these items have the words in their content, ignoring case. */
export async function itemsWithWords(
  db: Db | Tx,
  projectId: string,
  ids: readonly string[],
  words: string,
): Promise<Set<string>> {
  const rows = await db
    .selectFrom('items')
    .select('id')
    .where('project_id', '=', projectId)
    .where(sql<boolean>`id in ${listOf(db, ids)}`)
    .where(sql<boolean>`lower(content) like ${likePattern(words)} escape '\\'`)
    .execute();
  return new Set(rows.map((row) => row.id));
}

/** Items of a project, or of one of its imports. */
export interface ItemRange {
  readonly projectId: string;
  readonly batchId: string | undefined;
}

const within = (db: Db | Tx, { projectId, batchId }: ItemRange) =>
  db
    .selectFrom('items')
    .where('project_id', '=', projectId)
    .$if(batchId !== undefined, (query) => query.where('batch_id', '=', batchId ?? ''));

export async function countItems(db: Db | Tx, range: ItemRange): Promise<number> {
  const row = await within(db, range)
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** One page of items in the order in which they came. */
export async function findItems(
  db: Db | Tx,
  range: ItemRange,
  page: { readonly offset: number; readonly limit: number },
): Promise<Item[]> {
  const rows = await within(db, range)
    .select(['id', 'content', 'created_at'])
    .orderBy('created_at')
    .orderBy('position')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return rows.map(toItem);
}
