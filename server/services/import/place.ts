import { setTimeout as pause } from 'node:timers/promises';
import type { Batch } from '#shared/protocol/http/imports.ts';
import type { Tx } from '../../db/database.ts';
import { inTransaction } from '../../db/transaction.ts';
import { deleteBatch, insertBatch } from '../../repositories/import-batches.ts';
import {
  deleteWritten,
  keepPlace,
  leavePlace,
  pendingImport,
  takePlace,
  type PendingImport,
} from '../../repositories/pending-imports.ts';
import { RefusedError } from '../refused.ts';
import type { ImportDeps, ImportOrder, Watch } from './order.ts';

/*
 * One import at a time writes into a project, whichever process it runs in: what is new to the project, and how much, is then still true
 * when it is written. Its place is a row; whoever was killed in it is found by its age.
 */

/** Whoever has not written for so long was killed. */
const GIVEN_UP_AFTER_MS = 10_000;
const LOOK_EVERY_MS = 100;
const LONGEST_WAIT_MS = 120_000;
const ROWS_TAKEN_AWAY = 200;

/** A short transaction of an import. */
export const writing = <T>(deps: ImportDeps, watch: Watch, write: (tx: Tx) => Promise<T>): Promise<T> =>
  watch.writing(() => inTransaction(deps.db, write));

/** In every transaction of an import: what writes without its place would be seen half. */
export async function keep(tx: Tx, deps: ImportDeps, place: PendingImport): Promise<void> {
  const isKept = await keepPlace(tx, place, { heldBy: place.heldBy, touchedAt: deps.clock() });
  if (!isKept)
    throw new RefusedError('conflict', 'Another import took the place of this one. Nothing was imported.');
}

/** Takes away what an import has written and leaves its place, in slices as it was written. */
export async function giveUp(deps: ImportDeps, place: PendingImport, watch: Watch): Promise<void> {
  let isMore = true;
  while (isMore) {
    isMore = await writing(deps, watch, async (tx) => {
      await keep(tx, deps, place);
      if (await deleteWritten(tx, place.batchId, ROWS_TAKEN_AWAY)) return true;
      await deleteBatch(tx, place.batchId);
      await leavePlace(tx, place);
      return false;
    });
  }
}

/** Takes away what a killed import left; while it goes on, waits a little. */
async function makeRoom(deps: ImportDeps, place: PendingImport, watch: Watch): Promise<void> {
  const { projectId, heldBy, touchedAt } = place;
  const other = await pendingImport(deps.db, projectId);
  if (other === null) return;
  const isKilled = other.touchedAt < touchedAt - GIVEN_UP_AFTER_MS;
  const isOurs =
    isKilled && (await writing(deps, watch, (tx) => keepPlace(tx, other, { heldBy, touchedAt })));
  if (isOurs) await giveUp(deps, { ...other, heldBy }, watch);
  else await pause(LOOK_EVERY_MS);
}

const NOTHING: Batch['counts'] = { read: 0, imported: 0, unchanged: 0, problems: 0 };

/** Notes the import itself, so that rows can name it. */
function taken(deps: ImportDeps, batch: Batch, place: PendingImport, watch: Watch): Promise<boolean> {
  return writing(deps, watch, async (tx) => {
    if (!(await takePlace(tx, place))) return false;
    await insertBatch(tx, place.projectId, batch);
    return true;
  });
}

/** Waits for the place of the project's one import and takes it. */
export async function takeTurn(
  deps: ImportDeps,
  { projectId, by }: ImportOrder,
  facts: Pick<Batch, 'kind' | 'fileName'>,
  watch: Watch,
): Promise<PendingImport> {
  const ids = { batchId: deps.newId(), heldBy: deps.newId() };
  const until = performance.now() + LONGEST_WAIT_MS;
  while (performance.now() < until) {
    watch.signal.throwIfAborted();
    const at = deps.clock();
    const place = { ...ids, projectId, touchedAt: at };
    const batch = { ...facts, id: ids.batchId, importedAt: at, by, counts: NOTHING };
    if (await taken(deps, batch, place, watch)) return place;
    watch.progress({ step: 'waiting', done: 0, total: null });
    await makeRoom(deps, place, watch);
  }
  throw new RefusedError('conflict', 'Another import into this project takes long. Try again later.');
}
