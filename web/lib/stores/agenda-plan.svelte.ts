import type { AgendaQuery, AgendaSuggestion, SuggestedItem } from '#shared/protocol/http/agenda.ts';
import { toApiError, type ApiError } from '#lib/api/error.ts';
import type { AgendaWish } from '#lib/agenda-wish.ts';
import { moved } from '#lib/reorder.ts';

export type SuggestAgenda = (query: AgendaQuery, signal: AbortSignal) => Promise<AgendaSuggestion>;

const FIRST_WISH: AgendaWish = { by: 'disagreement', minutes: 45, minutesPerItem: 4, batch: '', fresh: true };

/** Items that may be put on the agenda, and how many there are: the list may hold the first of them. */
export type Pool = Pick<AgendaSuggestion, 'items' | 'total'>;
const EMPTY: Pool = { items: [], total: 0 };

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
  #suggested = $state.raw<Pool>(EMPTY);
  #found = $state.raw<Pool | null>(null);
  #words = '';
  #searching: AbortController | null = null;
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

  /** What may be put on the agenda, in the order of the method; what was found, while words are looked for. */
  get pool(): Pool {
    return this.#found ?? this.#suggested;
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
    if (this.#words !== '' && !running.signal.aborted) await this.find(this.#words);
  }

  /** Looks for words in all items of the project (law S14); without words the pool is what was suggested. */
  async find(words: string): Promise<void> {
    this.#searching?.abort();
    this.#words = words.trim();
    if (this.#words === '') return void (this.#found = null);
    const searching = new AbortController();
    this.#searching = searching;
    this.#error = null;
    try {
      const query = { ...queryOf(this.#wish), search: this.#words };
      const found = await this.#suggest(query, searching.signal);
      if (!searching.signal.aborted) this.#found = found;
    } catch (error) {
      if (!searching.signal.aborted) this.#error = toApiError(error);
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

  #take({ items, fits, total }: AgendaSuggestion): void {
    this.#suggested = { items, total };
    if (this.#wish.by !== 'hand') this.#chosen = items.slice(0, fits);
  }
}
