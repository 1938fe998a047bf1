import type { Db, Tx } from '../db/database.ts';
import type { EdgeCasesTable } from '../db/tables/edge-cases.table.ts';

/** An edge case with what its block needs of the session and the item. */
export interface EdgeCaseRow {
  readonly id: string;
  readonly projectId: string;
  readonly state: EdgeCasesTable['state'];
  readonly question: string;
  readonly ruling: string;
  readonly reason: string;
  /** JSON of dimension ids. */
  readonly dimensionIds: string;
  readonly clauseId: string | null;
  readonly createdAt: number;
  readonly committedVersion: number | null;
  readonly rulingId: string;
  readonly itemId: string;
  /** JSON of `ItemContent`. */
  readonly itemContent: string;
  readonly sessionId: string;
  readonly sessionTitle: string;
}

const selected = (db: Db | Tx, projectId: string) =>
  db
    .selectFrom('edge_cases')
    .innerJoin('sessions', 'sessions.id', 'edge_cases.session_id')
    .innerJoin('items', 'items.id', 'edge_cases.item_id')
    .select([
      'edge_cases.id',
      'edge_cases.project_id as projectId',
      'edge_cases.state',
      'edge_cases.question',
      'edge_cases.ruling_text as ruling',
      'edge_cases.reason',
      'edge_cases.dimension_ids as dimensionIds',
      'edge_cases.clause_id as clauseId',
      'edge_cases.created_at as createdAt',
      'edge_cases.committed_version as committedVersion',
      'edge_cases.ruling_id as rulingId',
      'edge_cases.item_id as itemId',
      'items.content as itemContent',
      'edge_cases.session_id as sessionId',
      'sessions.title as sessionTitle',
    ])
    .where('edge_cases.project_id', '=', projectId);

export async function edgeCaseById(db: Db | Tx, projectId: string, id: string): Promise<EdgeCaseRow | null> {
  return (await selected(db, projectId).where('edge_cases.id', '=', id).executeTakeFirst()) ?? null;
}

/** The edge case that became this clause of the guideline. */
export async function edgeCaseByClause(
  db: Db | Tx,
  projectId: string,
  clauseId: string,
): Promise<EdgeCaseRow | null> {
  const found = selected(db, projectId).where('edge_cases.clause_id', '=', clauseId);
  return (await found.executeTakeFirst()) ?? null;
}

/** Edge cases in these states, oldest first. */
export async function edgeCasesIn(
  db: Db | Tx,
  projectId: string,
  states: readonly EdgeCasesTable['state'][],
): Promise<EdgeCaseRow[]> {
  return selected(db, projectId)
    .where('edge_cases.state', 'in', [...states])
    .orderBy('edge_cases.created_at')
    .orderBy('edge_cases.id')
    .execute();
}

export async function countWaiting(db: Db | Tx, projectId: string): Promise<number> {
  const row = await db
    .selectFrom('edge_cases')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('project_id', '=', projectId)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow();
  return row.count;
}

/** From the tray into the text. Answers false when somebody else placed it first. */
export async function markPlaced(tx: Tx, projectId: string, id: string, clauseId: string): Promise<boolean> {
  const result = await tx
    .updateTable('edge_cases')
    .set({ state: 'placed', clause_id: clauseId })
    .where('project_id', '=', projectId)
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Its block was deleted from the draft: back into the tray, under the same clause id. */
export async function markWaiting(tx: Tx, projectId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable('edge_cases')
    .set({ state: 'waiting' })
    .where('project_id', '=', projectId)
    .where('state', '=', 'placed')
    .where('id', 'in', [...ids])
    .execute();
}

export async function markCommitted(
  tx: Tx,
  projectId: string,
  ids: readonly string[],
  version: number,
): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable('edge_cases')
    .set({ state: 'committed', committed_version: version })
    .where('project_id', '=', projectId)
    .where('state', '=', 'placed')
    .where('id', 'in', [...ids])
    .execute();
}
