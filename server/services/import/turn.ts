import type { Batch } from '#shared/protocol/http/imports.ts';
import type { Tx } from '../../db/database.ts';
import { appendAudit } from '../../repositories/audit-log.ts';
import { updateBatch } from '../../repositories/import-batches.ts';
import { leavePlace, type PendingImport } from '../../repositories/pending-imports.ts';
import { requireAction } from '../access.ts';
import type { ImportDeps, ImportOrder, Watch } from './order.ts';
import { giveUp, keep, takeTurn, writing } from './place.ts';
import { slicesOf } from './slices.ts';

type Facts = Pick<Batch, 'kind' | 'fileName'>;

/** How rows of one kind are written. */
export interface RowWriter<T> {
  /** In characters. */
  readonly weightOf: (row: T) => number;
  readonly insert: (tx: Tx, batchId: string, part: readonly T[], position: number) => Promise<void>;
}

/** What an import found to write once it was alone in its project. */
export interface Found<T> {
  readonly rows: readonly T[];
  readonly counts: Batch['counts'];
}

/** Writes in short transactions: a meeting's ballot waits for one of them at most. */
async function writeSlices<T>(
  deps: ImportDeps,
  place: PendingImport,
  rows: readonly T[],
  { weightOf, insert }: RowWriter<T>,
  watch: Watch,
): Promise<void> {
  for (const { part, position } of slicesOf(rows, weightOf)) {
    watch.signal.throwIfAborted();
    await writing(deps, watch, async (tx) => {
      await keep(tx, deps, place);
      await insert(tx, place.batchId, part, position);
    });
    watch.progress({ step: 'writing', done: position + part.length, total: rows.length });
  }
}

/** From here on everybody sees it: the audit row, the import's own row and the end of its place are one transaction. */
async function finish(
  deps: ImportDeps,
  { projectId, by }: ImportOrder,
  facts: Facts,
  place: PendingImport,
  counts: Batch['counts'],
  watch: Watch,
): Promise<void> {
  const at = deps.clock();
  await writing(deps, watch, async (tx) => {
    if (by !== null) await requireAction(tx, by, projectId, 'items.import');
    await keep(tx, deps, place);
    await appendAudit(tx, {
      ...{ at, actorId: by, projectId, action: `${facts.kind}.imported`, subject: place.batchId },
      detail: { ...facts, ...counts },
    });
    await updateBatch(tx, place.batchId, { importedAt: at, counts });
    await leavePlace(tx, place);
  });
}

/** Writes what `find` finds, as the only import of its project. It is seen whole, or (killed, called off, forbidden) never (law I4). */
export async function writeInTurn<T, F extends Found<T>>(
  deps: ImportDeps,
  order: ImportOrder,
  facts: Facts,
  find: () => Promise<F>,
  writer: RowWriter<T>,
  watch: Watch,
): Promise<F & { readonly batchId: string }> {
  const place = await takeTurn(deps, order, facts, watch);
  try {
    const found = await find();
    await writeSlices(deps, place, found.rows, writer, watch);
    watch.signal.throwIfAborted();
    await finish(deps, order, facts, place, found.counts, watch);
    return { ...found, batchId: place.batchId };
  } catch (error) {
    // What cannot be taken away now is seen by nobody, and the next import takes it away.
    await giveUp(deps, place, watch).catch(() => undefined);
    throw error;
  }
}
