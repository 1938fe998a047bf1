/**
 * Decides whether an update may be applied to a draft: before it is stored, before anybody sees it, and without touching the
 * document. What passes can be applied by every peer at once and leaves nothing pending.
 */
import * as Y from 'yjs';
import { must } from '#shared/must.ts';
import type { DocumentRefusalReason } from '#shared/protocol/guideline.ts';
import type { ClientOwners } from './client-owners.ts';
import { DocumentGround, restOf, type Ground } from './ground.ts';
import { KnownByAuthors } from './known.ts';
import { MAX_REMEMBERED } from './limits.ts';
import { judgedGap, passedGap, spotIn, Steps, type Gap } from './order.ts';
import { Pile, type Placed } from './pile.ts';
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
  /** What is new in it. What is known already could be said differently this time, and peers would choose differently. */
  readonly update: Uint8Array;
  readonly claims: readonly number[];
  readonly placed: readonly Placed[];
  /** What was found out about the authors on the way. */
  readonly known: KnownByAuthors;
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

/** One update while it is judged. */
interface Trial {
  /** What is accepted, and on top of it what is placed so far. */
  readonly ground: Pile;
  readonly known: KnownByAuthors;
  readonly steps: Steps;
  readonly personId: string;
}

/** Switches that tests plant faults with; never set otherwise. */
export interface GateFaults {
  readonly anyOrder?: boolean;
}

export class DraftGate {
  readonly owners: ClientOwners;
  readonly #doc: Y.Doc;
  #document: Ground;
  readonly #faults: GateFaults;
  /** Structs that passed and are not applied yet. */
  #ahead: Pile;
  #known = new KnownByAuthors();

  constructor(doc: Y.Doc, owners: ClientOwners, faults: GateFaults = {}) {
    this.#doc = doc;
    this.#document = new DocumentGround(doc);
    this.#ahead = new Pile(this.#document);
    this.owners = owners;
    this.#faults = faults;
  }

  inspect(update: Uint8Array, personId: string): Verdict {
    try {
      return this.#judge(update, personId);
    } catch (error) {
      if (error instanceof Refusal) return error.verdict;
      if (error instanceof UpdateFault) return { kind: 'refused', reason: error.reason };
      throw error;
    }
  }

  /** Takes note of an update that passed, so that the next one may build on it. */
  accept({ claims, placed, known }: Passed, personId: string | null): void {
    for (const client of claims) this.owners.claim(client, personId);
    for (const entry of placed) this.#lay(entry, this.#ahead, passedGap);
    if (this.#known.size > MAX_REMEMBERED) this.#known = new KnownByAuthors();
    this.#known.adopt(known);
  }

  /** Everything accepted so far was applied: the document alone counts again. */
  forgetAhead(): void {
    this.#document = new DocumentGround(this.#doc);
    this.#ahead = new Pile(this.#document);
  }

  /** Something that was accepted will never be applied. */
  giveUpAhead(): void {
    this.forgetAhead();
    this.#known = new KnownByAuthors();
  }

  #judge(bytes: Uint8Array, personId: string): Verdict {
    const scanned = scanUpdate(bytes);
    const claims = this.#checkOwners(scanned, personId);
    const ground = new Pile(this.#ahead);
    const known = new KnownByAuthors(this.#known);
    this.#place(scanned, { ground, known, steps: new Steps(), personId });
    for (const { client, clock, length } of scanned.deleted) {
      if (clock + length > ground.stateOf(client)) throw this.#missing(client, personId);
    }
    if (ground.isEmpty && !scanned.deleted.some((span) => this.#deletesSomething(span)))
      return { kind: 'known' };
    return { kind: 'new', update: this.#newIn(bytes, scanned), claims, placed: ground.entries, known };
  }

  #newIn(bytes: Uint8Array, { inserted }: Scanned): Uint8Array {
    const known = [...inserted].flatMap(([client, [first]]): [number, number][] => {
      const state = this.#ahead.stateOf(client);
      return first && first.clock < state ? [[client, state]] : [];
    });
    return known.length === 0 ? bytes : Y.diffUpdate(bytes, Y.encodeStateVector(new Map(known)));
  }

  /** Only whoever used a client id first may add to it: else the server would drop that person's next edits as old. */
  #checkOwners({ inserted }: Scanned, personId: string): number[] {
    return [...inserted].flatMap(([client, structs]) => {
      const last = must(structs.at(-1), 'a struct');
      if (last.clock + last.length <= this.#ahead.stateOf(client)) return [];
      if (!this.owners.mayWrite(client, personId)) throw refuse('foreign-client');
      return this.owners.isClaimed(client) ? [] : [client];
    });
  }

  /** What is missing may still come when it is of the same person; of others the sender can know only what the draft has. */
  #missing(client: number, personId: string): Refusal {
    return this.owners.mayWrite(client, personId) ? new Refusal({ kind: 'early' }) : refuse('gap');
  }

  /** Puts every new struct where it will stand, in an order in which each finds what it builds on. */
  #place({ inserted }: Scanned, trial: Trial): void {
    let runs: Run[] = [...inserted.values()].map((structs) => ({ structs, next: 0 }));
    while (runs.length > 0) {
      const before = runs.map((run) => run.next);
      for (const run of runs) this.#advance(run, trial);
      const stuck = runs.every((run, index) => run.next === before[index]);
      runs = runs.filter((run) => run.next < run.structs.length);
      const first = runs[0]?.structs[runs[0].next];
      if (stuck && first) throw this.#missing(wantedBy(first, trial.ground), trial.personId);
    }
  }

  /** Places as many structs of one client as find what they build on. */
  #advance(run: Run, trial: Trial): void {
    for (; run.next < run.structs.length; run.next++) {
      const struct = must(run.structs[run.next], 'a struct');
      const state = trial.ground.stateOf(struct.client);
      if (struct.clock + struct.length <= state) continue;
      if (struct.clock > state || missingSide(struct, trial.ground)) return;
      const entry = { struct: { ...struct, ...restOf(struct, state) }, part: partOf(struct, trial.ground) };
      this.#lay(entry, trial.ground, () => judgedGap(entry, trial.ground, trial.known, trial.steps));
    }
  }

  #lay(entry: Placed, pile: Pile, gapOf: (entry: Placed, ground: Ground) => Gap): void {
    pile.lay(entry, spotIn(entry, this.#faults.anyOrder ? [] : gapOf(entry, pile)));
  }

  #deletesSomething({ client, clock, length }: Span): boolean {
    const end = clock + length;
    if (end > this.#document.stateOf(client)) return true;
    const structs = this.#doc.store.clients.get(client) ?? [];
    for (let index = Y.findIndexSS(structs, clock); index < structs.length; index++) {
      const struct = must(structs[index], 'a struct');
      if (struct.id.clock >= end) return false;
      if (!struct.deleted) return true;
    }
    return false;
  }
}

const missingSide = ({ origin, rightOrigin }: Struct, ground: Ground): Place | undefined =>
  [origin, rightOrigin].find(
    (side): side is Place => side !== null && side.clock >= ground.stateOf(side.client),
  );

/** The client whose next struct this one waits for. */
const wantedBy = (struct: Struct, ground: Ground): number => (missingSide(struct, ground) ?? struct).client;

/** The part that a struct says it stands in, by itself and by what it stands beside; all of that must agree. */
function partOf({ client, clock, origin, rightOrigin, part, content }: Struct, ground: Ground): Part {
  const state = ground.stateOf(client);
  // The start of it is in the draft already: then it goes on where that ends, whatever it says of itself.
  const start = clock < state ? { client, clock: state - 1 } : null;
  const parts = [origin, rightOrigin, start].flatMap((side) => (side ? [ground.partAt(side)] : []));
  if (part !== null) parts.push(part);
  const [first] = parts;
  if (first === undefined || parts.some((other) => other !== first) || !fits(first, content))
    throw refuse('forbidden-content');
  return first;
}
