import { Worker } from 'node:worker_threads';
import type { DatabaseConfig } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { RefusedError } from '../refused.ts';
import { compute, type Answer, type AskName, type Asked } from './compute.ts';
import type { Facts } from './facts.ts';
import type { WorkerAnswer, WorkerAsk } from './worker-messages.ts';

/** After this long without a question the thread, its memory and its connection are given back. */
const IDLE_MS = 60_000;
/** Questions that may wait; beyond that somebody is asking faster than anybody can read. */
const MOST_WAITING = 50;

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** One thread that computes for all projects; started with the first question, ended when nobody asks. */
class Desk {
  readonly #database: DatabaseConfig;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #idle: NodeJS.Timeout | undefined;
  #asks = 0;

  constructor(database: DatabaseConfig) {
    this.#database = database;
  }

  ask(name: AskName, facts: Facts, asked: unknown): Promise<unknown> {
    if (this.#waiting.size >= MOST_WAITING) return Promise.reject(new RefusedError('too-many-tries'));
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const id = (this.#asks += 1);
    this.#waiting.set(id, { resolve, reject });
    clearTimeout(this.#idle);
    const ask: WorkerAsk = { id, name, facts, asked };
    this.#started().postMessage(ask);
    return promise;
  }

  #started(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: this.#database });
    // The process may end while a figure is being computed; an answer nobody waits for is worth nothing.
    worker.unref();
    worker.on('message', (answer: WorkerAnswer) => this.#answered(answer));
    worker.on('error', (error: Error) => this.#lost(worker, error));
    worker.on('exit', () => this.#lost(worker, new Error('The thread that computes agreement ended.')));
    this.#worker = worker;
    return worker;
  }

  #answered(answer: WorkerAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (this.#waiting.size === 0)
      this.#idle = setTimeout(() => void this.#worker?.terminate(), IDLE_MS).unref();
    if (answer.ok) return waiting?.resolve(answer.answer);
    if ('failed' in answer) return waiting?.reject(new Error(answer.failed));
    const { code, message, field } = answer.refused;
    waiting?.reject(new RefusedError(code, message, field));
  }

  /** Whoever waits is told; the next question starts a new thread. */
  #lost(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

const desks = new WeakMap<Deps, Desk>();

function deskOf(deps: Deps): Desk {
  const { dataDir, databaseUrl } = deps.config;
  const desk = desks.get(deps) ?? new Desk({ dataDir, databaseUrl });
  desks.set(deps, desk);
  return desk;
}

/** Computes away from the event loop. A database in memory belongs to this thread alone, so it is read here. */
export async function computed<K extends AskName>(
  deps: Deps,
  name: K,
  facts: Facts,
  asked: Asked<K>,
): Promise<Answer<K>> {
  const { dataDir, databaseUrl } = deps.config;
  if (databaseUrl === null && dataDir === ':memory:') return compute(name, deps.db, facts, asked);
  return (await deskOf(deps).ask(name, facts, asked)) as Answer<K>;
}
