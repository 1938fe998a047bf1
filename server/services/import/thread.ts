import { parentPort, workerData } from 'node:worker_threads';
import { must } from '#shared/must.ts';
import { systemClock } from '../../clock.ts';
import { openDatabase } from '../../db/database.ts';
import { writeLogBack } from '../../db/transaction.ts';
import { idSource, systemRandomBytes } from '../../ids.ts';
import { threadAnswer } from '../thread-answer.ts';
import { calledOff, type ImportDeps, type ImportOrder, type Watch } from './order.ts';
import { runImport } from './run.ts';
import type { FromThread, ThreadStart, ToThread } from './thread-messages.ts';

/*
 * A thread in which files are imported: parsing, checking, hashing, measuring agreement and writing take seconds, and a meeting must not wait
 * for that (law I5). It has a database connection of its own, so that SQLite's log is also written back here.
 */
/** Transactions. Left to itself, SQLite would write its log back in the middle of a ballot once it is long. */
const WRITTEN_BACK_EVERY = 16;

const port = must(parentPort);
const post = (message: FromThread): void => port.postMessage(message);
const opened = openDatabase(workerData as ThreadStart);

const depsHere = async (): Promise<ImportDeps> => ({
  db: await opened,
  clock: systemClock,
  newId: idSource(systemRandomBytes),
});

let pieces: Uint8Array[] = [];
let controller = new AbortController();
let mayWrite: () => void = () => undefined;
let written = 0;

/** One transaction, when the server's own thread has put its connection aside. */
async function writing<T>(write: () => Promise<T>): Promise<T> {
  const { promise, resolve } = Promise.withResolvers<void>();
  mayWrite = resolve;
  post({ writes: true });
  await promise;
  try {
    return await write();
  } finally {
    post({ writes: false });
    written += 1;
    if (written % WRITTEN_BACK_EVERY === 0) await writeLogBack(await opened);
  }
}

async function run(order: ImportOrder): Promise<void> {
  const file = Buffer.concat(pieces);
  pieces = [];
  controller = new AbortController();
  const watch: Watch = {
    signal: controller.signal,
    progress: (progress) => post({ progress }),
    writing,
  };
  post({ answer: await threadAnswer(async () => runImport(await depsHere(), order, file, watch)) });
}

port.on('message', (message: ToThread) => {
  if ('piece' in message) pieces.push(message.piece);
  else if ('order' in message) void run(message.order);
  else if ('write' in message) mayWrite();
  else {
    pieces = [];
    controller.abort(calledOff());
  }
});
