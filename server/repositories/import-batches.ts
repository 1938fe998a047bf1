import type { Batch } from '#shared/protocol/http/imports.ts';
import type { Db, Tx } from '../db/database.ts';

export async function insertBatch(tx: Tx, projectId: string, batch: Batch): Promise<void> {
  await tx
    .insertInto('stored_import_batches')
    .values({
      id: batch.id,
      project_id: projectId,
      kind: batch.kind,
      file_name: batch.fileName,
      imported_at: batch.importedAt,
      by: batch.by,
      counts: JSON.stringify(batch.counts),
    })
    .execute();
}

export async function updateBatch(
  tx: Tx,
  id: string,
  { importedAt, counts }: Pick<Batch, 'importedAt' | 'counts'>,
): Promise<void> {
  await tx
    .updateTable('stored_import_batches')
    .set({ imported_at: importedAt, counts: JSON.stringify(counts) })
    .where('id', '=', id)
    .execute();
}

export async function deleteBatch(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('stored_import_batches').where('id', '=', id).execute();
}

/** Newest first; `by` is a person's id. */
export async function batchesOf(db: Db | Tx, projectId: string): Promise<Batch[]> {
  const rows = await db
    .selectFrom('import_batches')
    .selectAll()
    .where('project_id', '=', projectId)
    .orderBy('imported_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    fileName: row.file_name,
    importedAt: row.imported_at,
    by: row.by,
    counts: JSON.parse(row.counts) as Batch['counts'],
  }));
}
