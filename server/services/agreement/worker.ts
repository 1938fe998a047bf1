import { parentPort, workerData } from 'node:worker_threads';
import { must } from '#shared/must.ts';
import { openDatabase } from '../../db/database.ts';
import { threadAnswer } from '../thread-answer.ts';
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

const answer = async ({ id, name, projectId, asked }: WorkerAsk): Promise<WorkerAnswer> => ({
  id,
  ...(await threadAnswer(async () => compute({ db: await opened, shelf }, name, projectId, asked as never))),
});

/** One after the other: two at once would only make both late. */
let last: Promise<void> = Promise.resolve();
port.on('message', (ask: WorkerAsk) => {
  last = last.then(async () => port.postMessage(await answer(ask)));
});
