import { must } from '#shared/must.ts';
import { countBefore } from './bisect.ts';
import { restOf, type Ground, type Run, type Stretch } from './ground.ts';
import type { Part, Place, Struct } from './scan.ts';

/** A struct with the part of the draft it stands in. */
export interface Placed {
  readonly struct: Struct;
  readonly part: Part;
}

/** Where a struct comes to stand: behind `left` and before `right`; null: an end of the part. */
export interface Spot {
  readonly left: Place | null;
  readonly right: Place | null;
}

const endOf = ({ struct }: Placed) => struct.clock + struct.length;

/**
 * Structs on their way into a document, laid over what is there already without touching it. Of the order only the seams are
 * kept: behind which place something else follows than below.
 */
export class Pile implements Ground {
  readonly #below: Ground;
  readonly #entries: Placed[] = [];
  readonly #byClient = new Map<number, Placed[]>();
  readonly #firsts = new Map<Part, Place>();
  /** By client and clock: what follows that place. */
  readonly #seams = new Map<number, Map<number, Place | null>>();

  constructor(below: Ground) {
    this.#below = below;
  }

  /** In the order in which they were laid. */
  get entries(): readonly Placed[] {
    return this.#entries;
  }

  get isEmpty(): boolean {
    return this.#entries.length === 0;
  }

  /** Puts a struct where it comes to stand. It goes on where the client's last one ended. */
  lay(entry: Placed, { left, right }: Spot): void {
    const { client, clock } = entry.struct;
    this.#entries.push(entry);
    const known = this.#byClient.get(client);
    if (known) known.push(entry);
    else this.#byClient.set(client, [entry]);
    if (left === null) this.#firsts.set(entry.part, { client, clock });
    else this.#sew(left, { client, clock });
    this.#sew({ client, clock: endOf(entry) - 1 }, right);
  }

  stateOf(client: number): number {
    const last = this.#byClient.get(client)?.at(-1);
    return last ? endOf(last) : this.#below.stateOf(client);
  }

  partAt(place: Place): Part | undefined {
    const entry = this.#find(place);
    return entry ? entry.part : this.#below.partAt(place);
  }

  first(part: Part): Place | null {
    return this.#firsts.get(part) ?? this.#below.first(part);
  }

  after(place: Place): Place | null {
    const sewn = this.#seams.get(place.client)?.get(place.clock);
    if (sewn !== undefined) return sewn;
    // The end of what lies here is always sewn to what follows.
    return this.#find(place) ? { client: place.client, clock: place.clock + 1 } : this.#below.after(place);
  }

  runAt(place: Place): Run {
    const { client, clock } = place;
    const entry = this.#find(place);
    const run = entry ? { ...restOf(entry.struct, clock), next: null } : this.#below.runAt(place);
    const cut = this.#firstSeam(client, clock, clock + run.length);
    if (cut === null) return run;
    return { ...run, length: cut + 1 - clock, next: this.after({ client, clock: cut }) };
  }

  *stretches(client: number, from: number, to: number): Iterable<Stretch> {
    yield* this.#below.stretches(client, from, Math.min(to, this.#below.stateOf(client)));
    const entries = this.#byClient.get(client) ?? [];
    const first = countBefore(entries, (one) => endOf(one) <= from);
    for (let index = first; index < entries.length; index++) {
      const { struct } = must(entries[index], 'an entry');
      if (struct.clock >= to) return;
      yield restOf(struct, from);
    }
  }

  #sew(left: Place, right: Place | null): void {
    const seams = this.#seams.get(left.client);
    if (seams) seams.set(left.clock, right);
    else this.#seams.set(left.client, new Map([[left.clock, right]]));
  }

  #firstSeam(client: number, from: number, to: number): number | null {
    const seams = this.#seams.get(client);
    if (!seams) return null;
    if (seams.size >= to - from) {
      for (let clock = from; clock < to; clock++) if (seams.has(clock)) return clock;
      return null;
    }
    let first = to;
    for (const clock of seams.keys()) if (clock >= from && clock < first) first = clock;
    return first < to ? first : null;
  }

  #find({ client, clock }: Place): Placed | undefined {
    const entries = this.#byClient.get(client);
    if (!entries) return undefined;
    const entry = entries[countBefore(entries, (one) => endOf(one) <= clock)];
    return entry && clock >= entry.struct.clock ? entry : undefined;
  }
}
