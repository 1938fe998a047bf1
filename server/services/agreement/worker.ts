import { parentPort, workerData } from 'node:worker_threads';
import { must } from '#shared/must.ts';
import { openDatabase } from '../../db/database.ts';
import { RefusedError } from '../refused.ts';
import { compute } from './compute.ts';
import { SessionShelf } from './session-shelf.ts';
import type { WorkerAnswer, WorkerAsk, WorkerStart } from './worker-messages.ts';

/*
 * The thread in which figures are computed: folding a year of sessions and grouping a million labels takes seconds, and a meeting must
 * not wait for that (law A5). It has a database connection of its own and only reads.
 */
const port = must(parentPort);
const opened = openDatabase(workerData as WorkerStart);
const shelf = new SessionShelf();

async function answer({ id, name, projectId, asked }: WorkerAsk): Promise<WorkerAnswer> {
  try {
    const db = await opened;
    return { id, ok: true, answer: await compute({ db, shelf }, name, projectId, asked as never) };
  } catch (error) {
    if (error instanceof RefusedError) {
      const { code, message, field } = error;
      return { id, ok: false, refused: { code, message, field } };
    }
    return { id, ok: false, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** One after the other: two at once would only make both late. */
let last: Promise<void> = Promise.resolve();
port.on('message', (ask: WorkerAsk) => {
  last = last.then(async () => port.postMessage(await answer(ask)));
});
