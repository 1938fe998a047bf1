import {
  cutOff,
  edited,
  EMPTY_LEDGER,
  oldestUnstored,
  saveStatus,
  sent,
  stored,
  type Ledger,
  type SaveStatus,
} from '../guideline/save-status.ts';

const TICK_MS = 1_000;
const KEEP_AFTER_MS = 400;

/** Which edits the server has not confirmed, and how old the oldest is. Soon after every change it asks for them to be kept. */
export class UnstoredEdits {
  #ledger = $state.raw<Ledger>(EMPTY_LEDGER);
  #now = $state(0);
  #keepTimer: ReturnType<typeof setTimeout> | null = null;
  readonly #ticker: ReturnType<typeof setInterval>;
  readonly #clock: () => number;
  readonly #onkeep: () => void;

  constructor(clock: () => number, onkeep: () => void) {
    this.#clock = clock;
    this.#onkeep = onkeep;
    this.#now = clock();
    this.#ticker = setInterval(() => {
      if (this.since !== null) this.#now = clock();
    }, TICK_MS);
  }

  /** When the oldest unconfirmed edit was made; null when the server has everything. */
  get since(): number | null {
    return oldestUnstored(this.#ledger);
  }

  status(isConnected: boolean): SaveStatus {
    return saveStatus(this.#ledger, isConnected, this.#now);
  }

  edited(): void {
    this.#set(edited(this.#ledger, this.#clock()));
  }

  sent(): void {
    this.#set(sent(this.#ledger));
  }

  stored(frames: number): void {
    this.#set(stored(this.#ledger, frames));
  }

  cutOff(): void {
    this.#set(cutOff(this.#ledger));
  }

  /** Another history: nothing of it is unconfirmed but what was merged into it, made at this time. */
  restart(mergedSince: number | null = null): void {
    this.#ledger = mergedSince === null ? EMPTY_LEDGER : edited(EMPTY_LEDGER, mergedSince);
  }

  stop(): void {
    clearInterval(this.#ticker);
    if (this.#keepTimer !== null) clearTimeout(this.#keepTimer);
  }

  #set(ledger: Ledger): void {
    if (ledger === this.#ledger) return;
    this.#ledger = ledger;
    this.#now = this.#clock();
    this.#keepTimer ??= setTimeout(() => {
      this.#keepTimer = null;
      this.#onkeep();
    }, KEEP_AFTER_MS);
  }
}
