import { untrack } from 'svelte';
import { toApiError, type ApiError } from '#lib/api/error.ts';

/** What a screen knows of something it asked the server for. */
export type Loading<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly value: T }
  | { readonly status: 'failed'; readonly error: ApiError };

/**
 * Something read from the server: loading, ready or failed, in one value that a screen renders (`resource-view.svelte`). A newer load
 * overtakes an older one; a reload keeps showing what is there.
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

  async load(): Promise<void> {
    const signal = this.#begin();
    try {
      const value = await this.#fetch(signal);
      if (!signal.aborted) this.#state = { status: 'ready', value };
    } catch (error) {
      if (!signal.aborted) this.#state = { status: 'failed', error: toApiError(error) };
    }
  }

  /** Stops caring about an answer that is still on its way. */
  stop(): void {
    this.#running?.abort();
  }

  /** Untracked: an effect that loads must not run again because the load changed what is shown. */
  #begin(): AbortSignal {
    this.#running?.abort();
    this.#running = new AbortController();
    const failed = untrack(() => this.#state.status === 'failed');
    if (failed) this.#state = { status: 'loading' };
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
