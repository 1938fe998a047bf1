import * as Y from 'yjs';
import { draftRubric, draftText } from '#shared/guideline/document.ts';
import { must } from '#shared/must.ts';
import { TEXT, type Part, type Place } from './scan.ts';

/** Neighbouring places that came from one client, in the order of their clocks. */
export interface Stretch extends Place {
  readonly length: number;
  readonly origin: Place | null;
  readonly rightOrigin: Place | null;
}

/** A stretch, or the rest of one, up to where something else was put in. */
export interface Run extends Stretch {
  /** What stands behind it; null: nothing. */
  readonly next: Place | null;
}

/** What a draft holds, and in which order. */
export interface Ground {
  /** The next clock of a client. */
  stateOf(client: number): number;
  /** The part in which this place is; undefined when it is in none that a guideline has. */
  partAt(place: Place): Part | undefined;
  first(part: Part): Place | null;
  after(place: Place): Place | null;
  /** The run that begins at this place. */
  runAt(place: Place): Run;
  /** Structs as Yjs would hold them, of one client, which together cover these clocks. */
  stretches(client: number, from: number, to: number): Iterable<Stretch>;
}

export const isSamePlace = (one: Place | null, other: Place | null): boolean =>
  one === other ||
  (one !== null && other !== null && one.client === other.client && one.clock === other.clock);

/** What is left of a stretch from this clock on. Inside a stretch, each place has the one before it as its origin. */
export function restOf(stretch: Stretch, clock: number): Stretch {
  const { client, rightOrigin } = stretch;
  if (clock <= stretch.clock) return stretch;
  const length = stretch.clock + stretch.length - clock;
  return { client, clock, length, origin: { client, clock: clock - 1 }, rightOrigin };
}

const startOf = (item: Y.Item | null): Place | null => item && item.id;

const stretchOf = ({ id, length, origin, rightOrigin }: Y.Item): Stretch => ({
  client: id.client,
  clock: id.clock,
  length,
  origin,
  rightOrigin,
});

/** What the document holds, as long as it stands still. */
export class DocumentGround implements Ground {
  readonly #doc: Y.Doc;
  readonly #text: Y.Text;
  readonly #rubric: Y.Map<unknown>;
  /** Whoever walks through a part asks for one item after the other. */
  #last: Y.Item | null = null;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    this.#text = draftText(doc);
    this.#rubric = draftRubric(doc);
  }

  stateOf(client: number): number {
    return Y.getState(this.#doc.store, client);
  }

  partAt(place: Place): Part | undefined {
    const item = this.#structAt(place);
    if (!(item instanceof Y.Item)) return undefined;
    // Yjs types what an item stands in by what all types share, which knows nothing of the two roots.
    const parent: unknown = item.parent;
    if (parent === this.#text && item.parentSub === null) return TEXT;
    if (parent === this.#rubric && item.parentSub !== null) return item.parentSub;
    return undefined;
  }

  first(part: Part): Place | null {
    if (part === TEXT) return startOf(this.#text._start);
    let item = this.#rubric._map.get(part) ?? null;
    while (item?.left) item = item.left;
    return startOf(item);
  }

  after(place: Place): Place | null {
    const item = this.#itemAt(place);
    const next = place.clock + 1;
    return next < item.id.clock + item.length ? { client: place.client, clock: next } : startOf(item.right);
  }

  runAt(place: Place): Run {
    const following = this.#last?.right;
    const item = following && isSamePlace(following.id, place) ? following : this.#itemAt(place);
    this.#last = item;
    const { id, length, origin, rightOrigin } = item;
    const { client, clock } = place;
    const offset = clock - id.clock;
    const left = offset === 0 ? origin : { client, clock: clock - 1 };
    return { client, clock, length: length - offset, origin: left, rightOrigin, next: startOf(item.right) };
  }

  *stretches(client: number, from: number, to: number): Iterable<Stretch> {
    const structs = this.#doc.store.clients.get(client) ?? [];
    if (structs.length === 0 || from >= to) return;
    for (let index = Y.findIndexSS(structs, from); index < structs.length; index++) {
      const struct = must(structs[index], 'a struct');
      if (struct.id.clock >= to) return;
      if (struct instanceof Y.Item) yield restOf(stretchOf(struct), from);
    }
  }

  #structAt({ client, clock }: Place): unknown {
    return Y.getItem(this.#doc.store, Y.createID(client, clock));
  }

  #itemAt(place: Place): Y.Item {
    const item = this.#structAt(place);
    if (!(item instanceof Y.Item)) throw new Error('Nothing stands at this place.');
    return item;
  }
}
