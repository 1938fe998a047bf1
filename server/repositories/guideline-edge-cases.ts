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
  readonly supersededBy: string | null;
  readonly supersededAt: number | null;
  readonly dismissedBy: string | null;
  readonly dismissedAt: number | null;
  readonly dismissedReason: string | null;
  readonly block: string | null;
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
      'edge_cases.superseded_by as supersededBy',
      'edge_cases.superseded_at as supersededAt',
      'edge_cases.dismissed_by as dismissedBy',
      'edge_cases.dismissed_at as dismissedAt',
      'edge_cases.dismissed_reason as dismissedReason',
      'edge_cases.block',
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

/** Edge cases that the tray may have to show: those in no version yet, and those whose ruling was superseded. */
export async function edgeCasesForTray(db: Db | Tx, projectId: string): Promise<EdgeCaseRow[]> {
  return selected(db, projectId)
    .where((where) =>
      where.or([
        where('edge_cases.state', '!=', 'committed'),
        where('edge_cases.superseded_by', 'is not', null),
      ]),
    )
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
    .where('superseded_by', 'is', null)
    .where('dismissed_at', 'is', null)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** From the tray into the text. Answers false when somebody else placed it first. */
export async function markPlaced(
  tx: Tx,
  projectId: string,
  id: string,
  { clauseId, block }: { readonly clauseId: string; readonly block: string },
): Promise<boolean> {
  const result = await tx
    .updateTable('edge_cases')
    .set({ state: 'placed', clause_id: clauseId, block })
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
    .where('state', '!=', 'committed')
    .where('id', 'in', [...ids])
    .execute();
}

/** A later ruling holds on this item of the session: everything that earlier ones opened is superseded by it (law R8). */
export async function markSuperseded(
  tx: Tx,
  { sessionId, itemId }: { readonly sessionId: string; readonly itemId: string },
  by: { readonly rulingId: string; readonly at: number },
): Promise<void> {
  await tx
    .updateTable('edge_cases')
    .set({ superseded_by: by.rulingId, superseded_at: by.at })
    .where('session_id', '=', sessionId)
    .where('item_id', '=', itemId)
    .where('ruling_id', '!=', by.rulingId)
    .execute();
}

/** Sets or (null) takes back that nothing is to be written. */
export async function markDismissed(
  tx: Tx,
  projectId: string,
  id: string,
  dismissal: { readonly by: string; readonly at: number; readonly reason: string } | null,
): Promise<void> {
  await tx
    .updateTable('edge_cases')
    .set({
      dismissed_by: dismissal?.by ?? null,
      dismissed_at: dismissal?.at ?? null,
      dismissed_reason: dismissal?.reason ?? null,
    })
    .where('project_id', '=', projectId)
    .where('id', '=', id)
    .execute();
}
