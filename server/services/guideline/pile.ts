import type { Part, Place, Struct } from './scan.ts';

/** A struct with the part of the draft it stands in. */
export interface Placed {
  readonly struct: Struct;
  readonly part: Part;
}

const endOf = ({ struct }: Placed) => struct.clock + struct.length;

/** Structs on their way into a document, by client and in clock order. Looking one up takes the logarithm of their number. */
export class Pile {
  readonly #byClient = new Map<number, Placed[]>();

  get isEmpty(): boolean {
    return this.#byClient.size === 0;
  }

  add(entry: Placed): void {
    const known = this.#byClient.get(entry.struct.client);
    if (known) known.push(entry);
    else this.#byClient.set(entry.struct.client, [entry]);
  }

  addAll(other: Pile): void {
    for (const entries of other.#byClient.values()) for (const entry of entries) this.add(entry);
  }

  /** The next clock of a client; undefined when it has nothing here. */
  stateOf(client: number): number | undefined {
    const last = this.#byClient.get(client)?.at(-1);
    return last && endOf(last);
  }

  /** What stands at this place. */
  find({ client, clock }: Place): Placed | undefined {
    const entries = this.#byClient.get(client) ?? [];
    let [low, high] = [0, entries.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const entry = entries[middle];
      if (entry === undefined) return undefined;
      if (clock < entry.struct.clock) high = middle - 1;
      else if (clock >= endOf(entry)) low = middle + 1;
      else return entry;
    }
    return undefined;
  }
}
