/** How many acts one person may do: `burst` at once, then `perSecond`. A room behind one address is not one person. */
export class TokenBucket {
  readonly #burst: number;
  readonly #perSecond: number;
  #tokens: number;
  #filledAt: number;

  constructor(burst: number, perSecond: number, at: number) {
    this.#burst = burst;
    this.#perSecond = perSecond;
    this.#tokens = burst;
    this.#filledAt = at;
  }

  /** Takes one token; false when there is none. A clock that goes backwards adds nothing. */
  take(at: number): boolean {
    const earned = (Math.max(0, at - this.#filledAt) / 1_000) * this.#perSecond;
    this.#tokens = Math.min(this.#burst, this.#tokens + earned);
    this.#filledAt = at;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
