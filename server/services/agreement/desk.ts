import { Worker } from 'node:worker_threads';
import type { DatabaseConfig } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { RefusedError } from '../refused.ts';
import { answerOrThrow } from '../thread-answer.ts';
import { compute, type Answer, type AskName, type Asked } from './compute.ts';
import { SessionShelf } from './session-shelf.ts';
import type { WorkerAnswer, WorkerAsk } from './worker-messages.ts';

/** After this long without a question the thread, its memory and its connection are given back. */
const IDLE_MS = 60_000;
/** Ten times what a million labels take: a computation that is not done by then never will be. */
const LONGEST_MS = 180_000;
/** Questions that may wait; beyond that somebody is asking faster than anybody can read. */
const MOST_WAITING = 50;

const SCRIPT = new URL('./worker.ts', import.meta.url);

interface Waiting {
  readonly ask: WorkerAsk;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * One thread that computes for all projects; started with the first question, ended when nobody asks. It answers in the order in which
 * it is asked, so the first that waits is the one being computed.
 */
export class Desk {
  readonly #database: DatabaseConfig;
  readonly #script: URL;
  readonly #longestMs: number;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  /** Until the thread rests, or until the question it is at has taken too long. */
  #timer: NodeJS.Timeout | undefined;
  #asks = 0;

  constructor(database: DatabaseConfig, { script = SCRIPT, longestMs = LONGEST_MS } = {}) {
    this.#database = database;
    this.#script = script;
    this.#longestMs = longestMs;
  }

  ask(name: AskName, projectId: string, asked: unknown): Promise<unknown> {
    if (this.#waiting.size >= MOST_WAITING) return Promise.reject(new RefusedError('too-many-tries'));
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const id = (this.#asks += 1);
    const ask: WorkerAsk = { id, name, projectId, asked };
    this.#waiting.set(id, { ask, resolve, reject });
    this.#started().postMessage(ask);
    if (this.#waiting.size === 1) this.#watch();
    return promise;
  }

  #started(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(this.#script, { workerData: this.#database });
    // The process may end while a figure is being computed; an answer nobody waits for is worth nothing.
    worker.unref();
    worker.on('message', (answer: WorkerAnswer) => this.#answered(answer));
    // An error may overtake answers that were sent before it, and then looks like that of a question that was answered.
    // When the thread has ended, all that it had sent is here.
    let reason = new Error('The thread that computes agreement ended.');
    worker.on('error', (error: Error) => void (reason = error));
    worker.on('exit', () => this.#lost(worker, reason));
    this.#worker = worker;
    return worker;
  }

  #answered(answer: WorkerAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    this.#watch();
    try {
      waiting?.resolve(answerOrThrow(answer));
    } catch (error) {
      waiting?.reject(error as Error);
    }
  }

  #watch(): void {
    clearTimeout(this.#timer);
    const [act, ms] =
      this.#waiting.size === 0 ? [() => this.#rest(), IDLE_MS] : [() => this.#giveUp(), this.#longestMs];
    this.#timer = setTimeout(act, ms).unref();
  }

  /** Forgotten before it ends, so that a question in between starts another. */
  #rest(): void {
    const worker = this.#worker;
    this.#worker = null;
    void worker?.terminate();
  }

  #giveUp(): void {
    const worker = this.#worker;
    if (!worker) return;
    this.#lost(worker, new Error('The computation took too long.'));
    void worker.terminate();
  }

  /** Whose question it was at is told; a new thread takes the others. */
  #lost(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    const [first] = this.#waiting.values();
    if (first) this.#waiting.delete(first.ask.id);
    for (const { ask } of this.#waiting.values()) this.#started().postMessage(ask);
    this.#watch();
    first?.reject(error);
  }
}

const desks = new WeakMap<Deps, Desk>();

function deskOf(deps: Deps): Desk {
  const { dataDir, databaseUrl } = deps.config;
  const desk = desks.get(deps) ?? new Desk({ dataDir, databaseUrl });
  desks.set(deps, desk);
  return desk;
}

const shelves = new WeakMap<Deps, SessionShelf>();

function shelfOf(deps: Deps): SessionShelf {
  const shelf = shelves.get(deps) ?? new SessionShelf();
  shelves.set(deps, shelf);
  return shelf;
}

/** Computes away from the event loop (law A5). A database in memory belongs to this thread alone, so it is read here. */
export async function computed<K extends AskName>(
  deps: Deps,
  name: K,
  projectId: string,
  asked: Asked<K>,
): Promise<Answer<K>> {
  const { dataDir, databaseUrl } = deps.config;
  if (databaseUrl === null && dataDir === ':memory:')
    return compute({ db: deps.db, shelf: shelfOf(deps) }, name, projectId, asked);
  return (await deskOf(deps).ask(name, projectId, asked)) as Answer<K>;
}
