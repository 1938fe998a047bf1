import type { Batch } from '#shared/protocol/http/imports.ts';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { appendAudit } from '../../repositories/audit-log.ts';
import { insertBatch } from '../../repositories/import-batches.ts';
import type { ImportOrder } from './order.ts';

/** Notes the import itself: what came, when, from whom; with its audit row, in the transaction that stores what it brought. */
export async function storeBatch(
  tx: Tx,
  deps: Deps,
  order: ImportOrder,
  facts: Pick<Batch, 'kind' | 'fileName' | 'counts'>,
): Promise<string> {
  const { projectId, by } = order;
  const id = deps.newId();
  const at = deps.clock();
  const detail = { kind: facts.kind, fileName: facts.fileName, ...facts.counts };
  await appendAudit(tx, {
    at,
    actorId: by,
    projectId,
    action: `${facts.kind}.imported`,
    subject: id,
    detail,
  });
  await insertBatch(tx, projectId, { id, ...facts, importedAt: at, by });
  return id;
}
