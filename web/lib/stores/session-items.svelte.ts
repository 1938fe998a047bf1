import type { RenderedItem } from '#shared/protocol/http/sessions.ts';
import { Resource, type Loading } from './resource.svelte.ts';

export type ItemLoader = (itemId: string, signal: AbortSignal) => Promise<RenderedItem>;

const LOADING: Loading<RenderedItem> = { status: 'loading' };

/** The items of a session, fetched once each. They never change, so that what was seen stays on the screen without a connection. */
export class ItemShelf {
  #resources = $state.raw<Readonly<Record<string, Resource<RenderedItem>>>>({});
  readonly #load: ItemLoader;

  constructor(load: ItemLoader) {
    this.#load = load;
  }

  state(itemId: string): Loading<RenderedItem> {
    return this.#resources[itemId]?.state ?? LOADING;
  }

  /** Fetches an item unless it is here or on its way; a failed one is tried again. */
  want(itemId: string): void {
    const known = this.#resources[itemId];
    if (known && known.state.status !== 'failed') return;
    const resource = known ?? new Resource((signal) => this.#load(itemId, signal));
    if (!known) this.#resources = { ...this.#resources, [itemId]: resource };
    void resource.load();
  }
}
