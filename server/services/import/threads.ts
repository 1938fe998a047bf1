import { setImmediate as turn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { ImportReport } from '#shared/protocol/http/imports.ts';
import type { DatabaseConfig } from '../../db/database.ts';
import { RefusedError } from '../refused.ts';
import { answerOrThrow, type ThreadAnswer } from '../thread-answer.ts';
import type { ImportOrder, Watch } from './order.ts';
import type { FromThread, ToThread } from './thread-messages.ts';

/** More at once would only make each of them late. */
const MOST_AT_ONCE = 2;
const MOST_WAITING = 20;
/** Whoever maps columns asks again and again; after this long without an import the thread and its memory are given back. */
const IDLE_MS = 60_000;
/** A file of 50 MB needs about ten times its size. */
const MOST_MEGABYTES = 1_536;

const BYTES_PER_TURN = 1024 * 1024;

const SCRIPT = new URL('./thread.ts', import.meta.url);

const tellLost = (error: Error): Error =>
  'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? new RefusedError('unreadable-file', 'The file is too much to be read at once. Split it in two.')
    : error;

function settle<T>(answer: ThreadAnswer<T>, { resolve, reject }: PromiseWithResolvers<T>): void {
  try {
    resolve(answerOrThrow(answer));
  } catch (error) {
    reject(error);
  }
}

/** Copies, because a piece may be part of a larger buffer; in turns, because copying 50 MB takes as long as ten ballots. */
async function hand(worker: Worker, pieces: readonly Uint8Array[], signal: AbortSignal): Promise<void> {
  let copied = 0;
  for (const piece of pieces) {
    const copy = new Uint8Array(piece);
    worker.postMessage({ piece: copy } satisfies ToThread, [copy.buffer]);
    copied += piece.length;
    if (copied < BYTES_PER_TURN) continue;
    copied = 0;
    await turn();
    signal.throwIfAborted();
  }
}

/** Lets a thread write: runs `work`, in which it does, when nothing else here is being written. */
type WhileItWrites = (work: () => Promise<void>) => Promise<void>;

/** What goes on between a thread and whoever waits for its import. */
interface Errand {
  readonly report: Promise<ImportReport>;
  /** Nothing more is heard. */
  end(): void;
}

/** Rejects when the thread is lost: then nothing of its import is ever seen (law I4), and nobody waits for it to have written. */
function errandOf(worker: Worker, watch: Watch, whileItWrites: WhileItWrites): Errand {
  const report = Promise.withResolvers<ImportReport>();
  // Also heard of when the thread is lost before anybody waits for it.
  report.promise.catch(() => undefined);
  const gone = Promise.withResolvers<void>();
  let written = () => undefined as void;
  const letWrite = () =>
    whileItWrites(async () => {
      const done = Promise.withResolvers<void>();
      written = done.resolve;
      worker.postMessage({ write: true } satisfies ToThread);
      await Promise.race([done.promise, gone.promise]);
    });
  const hear = (message: FromThread): void => {
    if ('progress' in message) watch.progress(message.progress);
    else if ('answer' in message) settle(message.answer, report);
    else if (message.writes) letWrite().catch(report.reject);
    else written();
  };
  const lost = (error: Error) => report.reject(tellLost(error));
  const ended = () => {
    gone.resolve();
    report.reject(new Error('The thread of an import ended.'));
  };
  const stop = () => worker.postMessage({ stop: true } satisfies ToThread);
  worker.on('message', hear).on('error', lost).on('exit', ended);
  watch.signal.addEventListener('abort', stop);
  return {
    report: report.promise,
    end() {
      worker.off('message', hear).off('error', lost).off('exit', ended);
      watch.signal.removeEventListener('abort', stop);
    },
  };
}

async function importIn(
  worker: Worker,
  order: ImportOrder,
  pieces: readonly Uint8Array[],
  watch: Watch,
  whileItWrites: WhileItWrites,
): Promise<ImportReport> {
  const errand = errandOf(worker, watch, whileItWrites);
  try {
    await hand(worker, pieces, watch.signal);
    worker.postMessage({ order } satisfies ToThread);
    return await errand.report;
  } finally {
    errand.end();
  }
}

/** The threads of a server: started when somebody imports, ended when nobody has for a while. */
export class ImportThreads {
  readonly #database: DatabaseConfig;
  readonly #whileItWrites: WhileItWrites;
  readonly #alive = new Set<Worker>();
  readonly #waiting: (() => void)[] = [];
  #free: Worker[] = [];
  #busy = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(database: DatabaseConfig, whileItWrites: WhileItWrites) {
    this.#database = database;
    this.#whileItWrites = whileItWrites;
  }

  async run(order: ImportOrder, pieces: readonly Uint8Array[], watch: Watch): Promise<ImportReport> {
    await this.#turn(watch);
    const worker = this.#free.pop() ?? this.#started();
    try {
      return await importIn(worker, order, pieces, watch, this.#whileItWrites);
    } finally {
      this.#done(worker);
    }
  }

  /** Whoever comes when all threads are busy waits for one. */
  async #turn(watch: Watch): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#waiting.length >= MOST_WAITING)
      throw new RefusedError('unavailable', 'Too many imports at once. Try again in a minute.');
    if (this.#busy < MOST_AT_ONCE) this.#busy += 1;
    else {
      watch.progress({ step: 'waiting', done: 0, total: null });
      await new Promise<void>((resolve) => void this.#waiting.push(resolve));
    }
  }

  #started(): Worker {
    const resourceLimits = { maxOldGenerationSizeMb: MOST_MEGABYTES };
    const worker = new Worker(SCRIPT, { workerData: this.#database, resourceLimits });
    // The process may end in the middle of an import: nobody will ever see half of it.
    worker.unref();
    this.#alive.add(worker);
    const gone = () => {
      this.#alive.delete(worker);
      this.#free = this.#free.filter((one) => one !== worker);
    };
    return worker.on('error', gone).on('exit', gone);
  }

  #done(worker: Worker): void {
    if (this.#alive.has(worker)) this.#free.push(worker);
    const next = this.#waiting.shift();
    if (next) return next();
    this.#busy -= 1;
    if (this.#busy === 0) this.#timer = setTimeout(() => this.#rest(), IDLE_MS).unref();
  }

  #rest(): void {
    for (const worker of this.#free.splice(0)) void worker.terminate();
  }
}
