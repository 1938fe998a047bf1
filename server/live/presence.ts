import type { PersonId } from '#shared/ids.ts';

/** A reload or a tunnel must not flicker through the room: gone means gone for this long. */
const GRACE_MS = 6_000;

interface Here {
  sockets: Set<string>;
  leaving: NodeJS.Timeout | null;
}

/** Who is connected to one session, across tabs and devices, with a grace period before somebody counts as away. */
export class Presence {
  readonly #people = new Map<PersonId, Here>();
  #connected: ReadonlySet<PersonId> = new Set();
  readonly #onChange: () => void;
  readonly #graceMs: number;

  constructor(onChange: () => void, graceMs = GRACE_MS) {
    this.#onChange = onChange;
    this.#graceMs = graceMs;
  }

  /** Everybody who is here now. A new set after every change, so that whoever holds one keeps what they saw. */
  get connected(): ReadonlySet<PersonId> {
    return this.#connected;
  }

  arrive(personId: PersonId, socketId: string): void {
    const here = this.#people.get(personId);
    if (!here) {
      this.#people.set(personId, { sockets: new Set([socketId]), leaving: null });
      return this.#changed();
    }
    here.sockets.add(socketId);
    if (here.leaving) clearTimeout(here.leaving);
    here.leaving = null;
  }

  leave(personId: PersonId, socketId: string): void {
    const here = this.#people.get(personId);
    if (!here?.sockets.delete(socketId) || here.sockets.size > 0) return;
    here.leaving = setTimeout(() => this.#gone(personId), this.#graceMs);
    here.leaving.unref();
  }

  /** Ends all waiting; for the end of the process. */
  clear(): void {
    for (const here of this.#people.values()) if (here.leaving) clearTimeout(here.leaving);
    this.#people.clear();
  }

  #changed(): void {
    this.#connected = new Set(this.#people.keys());
    this.#onChange();
  }

  #gone(personId: PersonId): void {
    this.#people.delete(personId);
    this.#changed();
  }
}
