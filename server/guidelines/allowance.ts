/** How much one socket may do: `burst` at once, then `perSecond`. Time is a monotonic count of milliseconds. */
export class Allowance {
  readonly #burst: number;
  readonly #perSecond: number;
  #left: number;
  #at: number;

  constructor(burst: number, perSecond: number, at: number) {
    this.#burst = burst;
    this.#perSecond = perSecond;
    this.#left = burst;
    this.#at = at;
  }

  /** Spends, into debt when it must be. Answers how many milliseconds to wait until there is none. */
  spend(cost: number, at: number): number {
    this.#earn(at);
    this.#left -= cost;
    return this.#left >= 0 ? 0 : Math.ceil((-this.#left / this.#perSecond) * 1_000);
  }

  /** Spends only what is there; false when it is not enough. */
  take(cost: number, at: number): boolean {
    this.#earn(at);
    if (this.#left < cost) return false;
    this.#left -= cost;
    return true;
  }

  #earn(at: number): void {
    this.#left = Math.min(this.#burst, this.#left + ((at - this.#at) / 1_000) * this.#perSecond);
    this.#at = at;
  }
}
