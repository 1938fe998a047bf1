/**
 * Decides whether an update may be applied to a draft: before it is stored, before anybody sees it, and without touching the
 * document. What passes can be applied by every peer at once and leaves nothing pending.
 */
import * as Y from 'yjs';
import { draftRubric, draftText } from '#shared/guideline/document.ts';
import { must } from '#shared/must.ts';
import type { DocumentRefusalReason } from '#shared/protocol/guideline.ts';
import type { ClientOwners } from './client-owners.ts';
import { Pile } from './pile.ts';
import {
  scanUpdate,
  TEXT,
  UpdateFault,
  type Part,
  type Place,
  type Scanned,
  type Span,
  type Struct,
} from './scan.ts';

/** Brings something new, and everything it builds on is there. `claims`: client ids that nobody wrote with before. */
export interface Passed {
  readonly kind: 'new';
  readonly claims: readonly number[];
  readonly placed: Pile;
}

export type Verdict =
  | Passed
  /** Everything in it is in the draft already. */
  | { readonly kind: 'known' }
  /** Builds on something of the same person that has not arrived yet. */
  | { readonly kind: 'early' }
  | { readonly kind: 'refused'; readonly reason: DocumentRefusalReason };

class Refusal extends Error {
  readonly verdict: Verdict;

  constructor(verdict: Verdict) {
    super(verdict.kind);
    this.verdict = verdict;
  }
}

const refuse = (reason: DocumentRefusalReason) => new Refusal({ kind: 'refused', reason });

const fits = (part: Part, content: Struct['content']) =>
  content === 'deleted' || (part === TEXT ? content === 'string' : content === 'value');

/** Structs of one client, and how many of them are placed. */
interface Run {
  readonly structs: readonly Struct[];
  next: number;
}

export class DraftGate {
  readonly owners: ClientOwners;
  readonly #doc: Y.Doc;
  readonly #text: unknown;
  readonly #rubric: unknown;
  /** Structs that passed and are not applied yet. */
  #ahead = new Pile();

  constructor(doc: Y.Doc, owners: ClientOwners) {
    this.#doc = doc;
    this.#text = draftText(doc);
    this.#rubric = draftRubric(doc);
    this.owners = owners;
  }

  inspect(update: Uint8Array, personId: string): Verdict {
    try {
      return this.#judge(scanUpdate(update), personId);
    } catch (error) {
      if (error instanceof Refusal) return error.verdict;
      if (error instanceof UpdateFault) return { kind: 'refused', reason: error.reason };
      throw error;
    }
  }

  /** Takes note of an update that passed, so that the next one may build on it. */
  accept({ claims, placed }: Passed, personId: string | null): void {
    for (const client of claims) this.owners.claim(client, personId);
    this.#ahead.addAll(placed);
  }

  /** Everything accepted so far was applied, or was given up: the document alone counts again. */
  forgetAhead(): void {
    this.#ahead = new Pile();
  }

  #judge(update: Scanned, personId: string): Verdict {
    const claims = this.#checkOwners(update, personId);
    const placed = this.#place(update, personId);
    for (const { client, clock, length } of update.deleted) {
      if (clock + length > this.#stateOf(client, placed)) throw this.#missing(client, personId);
    }
    const isNew = !placed.isEmpty || update.deleted.some((span) => this.#deletesSomething(span));
    return isNew ? { kind: 'new', claims, placed } : { kind: 'known' };
  }

  /** Only whoever used a client id first may add to it: else the server would drop that person's next edits as old. */
  #checkOwners({ inserted }: Scanned, personId: string): number[] {
    return [...inserted].flatMap(([client, structs]) => {
      const last = must(structs.at(-1), 'a struct');
      if (last.clock + last.length <= this.#stateOf(client)) return [];
      if (!this.owners.mayWrite(client, personId)) throw refuse('foreign-client');
      return this.owners.isClaimed(client) ? [] : [client];
    });
  }

  /** What is missing may still come when it is of the same person; of others the sender can know only what the draft has. */
  #missing(client: number, personId: string): Refusal {
    return this.owners.mayWrite(client, personId) ? new Refusal({ kind: 'early' }) : refuse('gap');
  }

  /** Puts every new struct where it will stand, in an order in which each finds what it builds on. */
  #place({ inserted }: Scanned, personId: string): Pile {
    const placed = new Pile();
    let runs: Run[] = [...inserted.values()].map((structs) => ({ structs, next: 0 }));
    while (runs.length > 0) {
      const before = runs.map((run) => run.next);
      for (const run of runs) this.#advance(run, placed);
      const stuck = runs.every((run, index) => run.next === before[index]);
      runs = runs.filter((run) => run.next < run.structs.length);
      const first = runs[0]?.structs[runs[0].next];
      if (stuck && first) throw this.#missing(this.#wants(first, placed), personId);
    }
    return placed;
  }

  /** Places as many structs of one client as find what they build on. */
  #advance(run: Run, placed: Pile): void {
    for (; run.next < run.structs.length; run.next++) {
      const struct = must(run.structs[run.next], 'a struct');
      const state = this.#stateOf(struct.client, placed);
      if (struct.clock + struct.length <= state) continue;
      if (struct.clock > state || this.#missingSide(struct, placed)) return;
      placed.add({ struct, part: this.#partOf(struct, state, placed) });
    }
  }

  #missingSide({ origin, rightOrigin }: Struct, placed: Pile): Place | undefined {
    return (
      [origin, rightOrigin].find(
        (side) => side !== null && side.clock >= this.#stateOf(side.client, placed),
      ) ?? undefined
    );
  }

  /** The client whose next struct this one waits for. */
  #wants(struct: Struct, placed: Pile): number {
    return (this.#missingSide(struct, placed) ?? struct).client;
  }

  #partOf(struct: Struct, state: number, placed: Pile): Part {
    const { client, clock, origin, rightOrigin, content } = struct;
    const parts = [origin, rightOrigin].flatMap((side) =>
      side === null ? [] : [this.#partAt(side, placed)],
    );
    if (struct.part !== null) parts.push(struct.part);
    // The start of it is in the draft already: then it goes on where that ends, whatever it says of itself.
    if (clock < state) parts.push(this.#partAt({ client, clock: state - 1 }, placed));
    const [part] = parts;
    if (part === undefined || parts.some((other) => other !== part) || !fits(part, content))
      throw refuse('forbidden-content');
    return part;
  }

  #partAt(place: Place, placed: Pile): Part {
    return (placed.find(place) ?? this.#ahead.find(place))?.part ?? this.#partInDocument(place);
  }

  #partInDocument({ client, clock }: Place): Part {
    const item: unknown = Y.getItem(this.#doc.store, Y.createID(client, clock));
    if (!(item instanceof Y.Item)) throw refuse('forbidden-content');
    if (item.parent === this.#text && item.parentSub === null) return TEXT;
    if (item.parent === this.#rubric && item.parentSub !== null) return item.parentSub;
    throw refuse('forbidden-content');
  }

  /** The next clock of a client: in the update at hand, accepted, or in the document. */
  #stateOf(client: number, placed?: Pile): number {
    return placed?.stateOf(client) ?? this.#ahead.stateOf(client) ?? Y.getState(this.#doc.store, client);
  }

  #deletesSomething({ client, clock, length }: Span): boolean {
    const end = clock + length;
    if (end > Y.getState(this.#doc.store, client)) return true;
    const structs = this.#doc.store.clients.get(client) ?? [];
    for (let index = Y.findIndexSS(structs, clock); index < structs.length; index++) {
      const struct = must(structs[index], 'a struct');
      if (struct.id.clock >= end) return false;
      if (!struct.deleted) return true;
    }
    return false;
  }
}
