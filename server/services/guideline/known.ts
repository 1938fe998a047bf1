import type { Ground } from './ground.ts';
import type { Place } from './scan.ts';

/**
 * What whoever wrote something must have had before their eyes: all that it builds on, directly or not. Of each client that is
 * everything up to a clock, so that a clock for each client says it all.
 */
export class Known {
  readonly #before: Known | undefined;
  readonly #ends = new Map<number, number>();

  /** Begins with what was known `before`, and leaves that as it is. */
  constructor(before?: Known) {
    this.#before = before;
  }

  has({ client, clock }: Place): boolean {
    return clock < this.#endOf(client);
  }

  /** Adds this place and all that it builds on. `step` is called for each struct that is looked at. */
  learn(place: Place, ground: Ground, step: () => void): void {
    const todo = [place];
    for (let next = todo.pop(); next; next = todo.pop()) {
      const { client, clock } = next;
      const from = this.#endOf(client);
      if (clock < from) continue;
      this.#ends.set(client, clock + 1);
      for (const { origin, rightOrigin } of ground.stretches(client, from, clock + 1)) {
        step();
        if (origin && !this.has(origin)) todo.push(origin);
        if (rightOrigin && !this.has(rightOrigin)) todo.push(rightOrigin);
      }
    }
  }

  /** Takes over what was learnt in one that began with this. */
  adopt(later: Known): void {
    for (const [client, end] of later.#ends) this.#ends.set(client, Math.max(end, this.#endOf(client)));
  }

  #endOf(client: number): number {
    return this.#ends.get(client) ?? (this.#before ? this.#before.#endOf(client) : 0);
  }
}

/** What the authors of a draft knew as far as it was looked up, by the client they wrote with. */
export class KnownByAuthors {
  readonly #before: KnownByAuthors | undefined;
  readonly #byClient = new Map<number, Known>();

  constructor(before?: KnownByAuthors) {
    this.#before = before;
  }

  of(client: number): Known {
    const found = this.#byClient.get(client);
    if (found) return found;
    const known = new Known(this.#before ? this.#before.#byClient.get(client) : undefined);
    this.#byClient.set(client, known);
    return known;
  }

  /** Takes over what was looked up for a change that passed. */
  adopt(later: KnownByAuthors): void {
    for (const [client, known] of later.#byClient) this.of(client).adopt(known);
  }

  get size(): number {
    return this.#byClient.size;
  }
}
