/**
 * Whose the Yjs client ids of a draft are. Everybody sees the ids of the others; whoever wrote with somebody else's would make
 * the server take that person's next edits for old ones and drop them without a word.
 */
export class ClientOwners {
  /** Ids that were written with; null: by the program itself. */
  readonly #claimed: Map<number, string | null>;
  /** Ids that open sockets have shown, and how many of them, before anything is written. */
  readonly #announced = new Map<number, { readonly personId: string; sockets: number }>();

  constructor(claimed: Iterable<readonly [number, string | null]>) {
    this.#claimed = new Map(claimed);
  }

  isClaimed(client: number): boolean {
    return this.#claimed.has(client);
  }

  /** Whether this id is this person's, or free. */
  mayWrite(client: number, personId: string): boolean {
    if (this.#claimed.has(client)) return this.#claimed.get(client) === personId;
    const announced = this.#announced.get(client);
    return announced === undefined || announced.personId === personId;
  }

  claim(client: number, personId: string | null): void {
    this.#claimed.set(client, personId);
  }

  /** Nothing was written with it after all. */
  release(client: number): void {
    this.#claimed.delete(client);
  }

  /** Keeps an id for whoever shows it first. False when it is somebody else's. */
  announce(client: number, personId: string): boolean {
    if (!this.mayWrite(client, personId)) return false;
    const known = this.#announced.get(client);
    if (known) known.sockets += 1;
    else this.#announced.set(client, { personId, sockets: 1 });
    return true;
  }

  /** A socket that announced this id has closed. */
  withdraw(client: number): void {
    const known = this.#announced.get(client);
    if (!known) return;
    known.sockets -= 1;
    if (known.sockets === 0) this.#announced.delete(client);
  }
}
