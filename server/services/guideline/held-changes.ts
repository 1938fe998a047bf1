import { MAX_HELD, MAX_HELD_BYTES } from './limits.ts';

interface Held {
  readonly personId: string;
  readonly bytes: Uint8Array;
}

/**
 * Changes that came before what they build on: two sockets of one person overtake each other. They wait here instead of in
 * the document, where they would be parked for ever, sent to every newcomer, and merged again with each further one.
 */
export class HeldChanges<T extends Held> {
  readonly #byPerson = new Map<string, T[]>();

  /** False when this person has too many waiting already. */
  add(change: T): boolean {
    const waiting = this.#byPerson.get(change.personId) ?? [];
    const bytes = waiting.reduce((sum, held) => sum + held.bytes.byteLength, change.bytes.byteLength);
    if (waiting.length >= MAX_HELD || bytes > MAX_HELD_BYTES) return false;
    this.#byPerson.set(change.personId, [...waiting, change]);
    return true;
  }

  /** Everything of this person, taken out. */
  take(personId: string): readonly T[] {
    const waiting = this.#byPerson.get(personId) ?? [];
    this.#byPerson.delete(personId);
    return waiting;
  }

  drop(personId: string): void {
    this.#byPerson.delete(personId);
  }
}
