import type { AgendaQuery, AgendaSuggestion, SuggestedItem } from '#shared/protocol/http/agenda.ts';
import { toApiError, type ApiError } from '#lib/api/error.ts';
import type { AgendaWish } from '#lib/agenda-wish.ts';
import { moved } from '#lib/reorder.ts';

export type SuggestAgenda = (query: AgendaQuery, signal: AbortSignal) => Promise<AgendaSuggestion>;

const FIRST_WISH: AgendaWish = { by: 'disagreement', minutes: 45, minutesPerItem: 4, batch: '', fresh: true };

/** Most items that a session takes. */
const MAX_ITEMS = 200;

const queryOf = ({ batch, fresh, ...wish }: AgendaWish): AgendaQuery => ({
  ...wish,
  fresh: fresh ? '1' : '0',
  ...(batch === '' ? {} : { batch }),
});

/**
 * An agenda in the making: what the server suggests, what was chosen from it and in which order. A new wish fills the agenda anew,
 * unless it is chosen by hand: then nothing that a person put in is thrown out.
 */
export class AgendaPlan {
  readonly #suggest: SuggestAgenda;
  #running: AbortController | null = null;
  #wish = $state.raw<AgendaWish>(FIRST_WISH);
  #pool = $state.raw<readonly SuggestedItem[]>([]);
  #chosen = $state.raw<readonly SuggestedItem[]>([]);
  #pending = $state(false);
  #error = $state.raw<ApiError | null>(null);

  constructor(suggest: SuggestAgenda, wish: Partial<AgendaWish> = {}) {
    this.#suggest = suggest;
    this.#wish = { ...FIRST_WISH, ...wish };
  }

  get wish(): AgendaWish {
    return this.#wish;
  }

  /** Everything that may be put on the agenda, in the order of the method. */
  get pool(): readonly SuggestedItem[] {
    return this.#pool;
  }

  get chosen(): readonly SuggestedItem[] {
    return this.#chosen;
  }

  get pending(): boolean {
    return this.#pending;
  }

  get error(): ApiError | null {
    return this.#error;
  }

  /** Minutes that the chosen items take. */
  get planned(): number {
    return this.#chosen.length * this.#wish.minutesPerItem;
  }

  has(itemId: string): boolean {
    return this.#chosen.some((item) => item.itemId === itemId);
  }

  async change(change: Partial<AgendaWish>): Promise<void> {
    this.#wish = { ...this.#wish, ...change };
    await this.fill();
  }

  /** Asks for the suggestion that fits the wish and takes it over. */
  async fill(): Promise<void> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.#pending = true;
    this.#error = null;
    try {
      const suggestion = await this.#suggest(queryOf(this.#wish), running.signal);
      if (!running.signal.aborted) this.#take(suggestion);
    } catch (error) {
      if (!running.signal.aborted) this.#error = toApiError(error);
    } finally {
      if (this.#running === running) this.#pending = false;
    }
  }

  add(item: SuggestedItem): void {
    if (!this.has(item.itemId) && this.#chosen.length < MAX_ITEMS) this.#chosen = [...this.#chosen, item];
  }

  remove(itemId: string): void {
    this.#chosen = this.#chosen.filter((item) => item.itemId !== itemId);
  }

  move(from: number, to: number): void {
    this.#chosen = moved(this.#chosen, from, to);
  }

  #take({ items, fits }: AgendaSuggestion): void {
    this.#pool = items;
    if (this.#wish.by !== 'hand') this.#chosen = items.slice(0, fits);
  }
}
