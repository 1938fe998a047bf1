const EVERY_MS = 5_000;

/**
 * Says the newest of many sentences, none twice in a row and no two within a few seconds: counts that a screen reader read out one by
 * one would drown what somebody is writing.
 */
export class Spaced {
  readonly #say: (sentence: string) => void;
  #said = '';
  #next = '';
  #timer: ReturnType<typeof setTimeout> | null = null;
  #freeAt = 0;

  constructor(say: (sentence: string) => void) {
    this.#say = say;
  }

  /** Null: there is nothing to count any more, and the next count is a new one. */
  offer(sentence: string | null): void {
    if (sentence === null) this.#said = '';
    this.#next = sentence ?? '';
    this.#timer ??= setTimeout(() => this.#speak(), Math.max(0, this.#freeAt - Date.now()));
  }

  /** Leaves unsaid what waits. */
  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #speak(): void {
    this.#timer = null;
    if (this.#next === '' || this.#next === this.#said) return;
    this.#said = this.#next;
    this.#freeAt = Date.now() + EVERY_MS;
    this.#say(this.#next);
  }
}
