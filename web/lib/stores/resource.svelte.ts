import { untrack } from 'svelte';
import { toApiError, type ApiError } from '#lib/api/error.ts';
import { connectivity } from '#lib/api/connectivity.svelte.ts';

/** What a screen knows of something it asked the server for. */
export type Loading<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly value: T }
  | { readonly status: 'failed'; readonly error: ApiError };

/** Asked by the clock: the browser's own word that it is online tells nothing of the server. */
const AGAIN_MS = 3_000;

/**
 * Something read from the server: loading, ready or failed, in one value that a screen renders (`resource-view.svelte`). A newer load
 * overtakes an older one; a reload keeps showing what is there, and goes on without a connection until it has one (law W7).
 */
export class Resource<T> {
  #state = $state.raw<Loading<T>>({ status: 'loading' });
  #running: AbortController | null = null;
  readonly #fetch: (signal: AbortSignal) => Promise<T>;

  constructor(fetch: (signal: AbortSignal) => Promise<T>) {
    this.#fetch = fetch;
  }

  get state(): Loading<T> {
    return this.#state;
  }

  /** The value, once there is one. */
  get value(): T | null {
    return this.#state.status === 'ready' ? this.#state.value : null;
  }

  /** Puts in what an act answered, without asking again. */
  set(value: T): void {
    this.#state = { status: 'ready', value };
  }

  /** Untracked: an effect that loads must not run again because the load changed what is shown. */
  load(): Promise<void> {
    if (untrack(() => this.#state.status === 'failed')) this.#state = { status: 'loading' };
    return this.#ask();
  }

  /** Stops caring about an answer that is still on its way. */
  stop(): void {
    this.#running?.abort();
  }

  async #ask(): Promise<void> {
    const signal = this.#begin();
    try {
      const value = await this.#fetch(signal);
      if (!signal.aborted) this.set(value);
    } catch (error) {
      if (!signal.aborted) this.#fail(toApiError(error), signal);
    }
  }

  #fail(error: ApiError, signal: AbortSignal): void {
    const isLost = error.code === 'unreachable';
    if (!isLost || this.#state.status !== 'ready') this.#state = { status: 'failed', error };
    if (!isLost) return;
    connectivity.isOffline = true;
    const timer = setTimeout(() => void this.#ask(), AGAIN_MS);
    signal.onabort = () => clearTimeout(timer);
  }

  #begin(): AbortSignal {
    this.#running?.abort();
    this.#running = new AbortController();
    return this.#running.signal;
  }
}

/** A resource of the calling component: loads at once, and again when what `fetch` reads before its first `await` changes. */
export function useResource<T>(fetch: (signal: AbortSignal) => Promise<T>): Resource<T> {
  const resource = new Resource(fetch);
  $effect(() => {
    void resource.load();
    return () => resource.stop();
  });
  return resource;
}
