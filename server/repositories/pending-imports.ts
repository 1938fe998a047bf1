import type { Db, Tx } from '../db/database.ts';

/** The import that is being written into a project, and who holds its place. */
export interface PendingImport {
  readonly projectId: string;
  readonly batchId: string;
  readonly heldBy: string;
  readonly touchedAt: number;
}

export async function pendingImport(db: Db | Tx, projectId: string): Promise<PendingImport | null> {
  const row = await db
    .selectFrom('pending_imports')
    .selectAll()
    .where('project_id', '=', projectId)
    .executeTakeFirst();
  return row ? { projectId, batchId: row.batch_id, heldBy: row.held_by, touchedAt: row.touched_at } : null;
}

/** Says whether the place was free. */
export async function takePlace(tx: Tx, pending: PendingImport): Promise<boolean> {
  const { projectId, batchId, heldBy, touchedAt } = pending;
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('pending_imports')
    .values({ project_id: projectId, batch_id: batchId, held_by: heldBy, touched_at: touchedAt })
    .onConflict((conflict) => conflict.column('project_id').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Notes that whoever holds the place goes on, or hands it to another holder; false when it is no longer theirs. */
export async function keepPlace(
  tx: Tx,
  { projectId, batchId, heldBy }: PendingImport,
  next: Pick<PendingImport, 'heldBy' | 'touchedAt'>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('pending_imports')
    .set({ held_by: next.heldBy, touched_at: next.touchedAt })
    .where('project_id', '=', projectId)
    .where('batch_id', '=', batchId)
    .where('held_by', '=', heldBy)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** From here on everybody sees what the import has in its tables. */
export async function leavePlace(tx: Tx, { projectId, batchId }: PendingImport): Promise<void> {
  await tx
    .deleteFrom('pending_imports')
    .where('project_id', '=', projectId)
    .where('batch_id', '=', batchId)
    .execute();
}

/** Takes away so many rows of an import; says whether there were any. */
export async function deleteWritten(tx: Tx, batchId: string, count: number): Promise<boolean> {
  for (const table of ['stored_labels', 'stored_items'] as const) {
    const { numDeletedRows } = await tx
      .deleteFrom(table)
      .where('id', 'in', (rows) =>
        rows.selectFrom(table).select('id').where('batch_id', '=', batchId).limit(count),
      )
      .executeTakeFirst();
    if (numDeletedRows > 0n) return true;
  }
  return false;
}
