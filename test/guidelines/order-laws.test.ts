import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { draftText } from '#shared/guideline/document.ts';
import { must } from '#shared/must.ts';
import type { GateFaults } from '#server/services/guideline/gate.ts';
import { DocumentGround } from '#server/services/guideline/ground.ts';
import { KnownByAuthors } from '#server/services/guideline/known.ts';
import { judgedGap, spotIn, Steps } from '#server/services/guideline/order.ts';
import { Pile } from '#server/services/guideline/pile.ts';
import { scanUpdate, TEXT, type Place } from '#server/services/guideline/scan.ts';
import { newSeed, runs } from '../support/seed.ts';
import { ADA, emptyDraft, placesOf, written, type Piece, type Served } from './support/draft-at-gate.ts';

const seed = newSeed();
const PEERS = 3;

/*
 * Forged changes: any two places, known or not, in any order. What passes is taken by peers in orders of their own, and all of
 * them have to end with the same text as the server and as what is loaded from its log.
 */

interface Forgery {
  readonly client: number;
  readonly left: number;
  /** How far to the right of the first origin the second one is said to be; `far`: anywhere. */
  readonly width: number;
  readonly far: number | null;
  readonly words: string;
  /** How many of the letters before are said again, and differently. */
  readonly again: number;
  /** The server applies what it accepted so far. */
  readonly isApplied: boolean;
  /** Where two letters are deleted. */
  readonly erased: number | null;
}

const forgery: fc.Arbitrary<Forgery> = fc.record({
  client: fc.integer({ min: 1, max: 4 }),
  left: fc.nat(30),
  width: fc.oneof(
    { weight: 3, arbitrary: fc.constant(1) },
    { weight: 2, arbitrary: fc.integer({ min: 2, max: 5 }) },
  ),
  far: fc.option(fc.nat(30), { freq: 4 }),
  words: fc.constantFrom('a', 'bc', 'def'),
  again: fc.oneof(
    { weight: 5, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 2 }) },
  ),
  isApplied: fc.boolean(),
  erased: fc.option(fc.nat(30), { freq: 6 }),
});

const order = fc.array(fc.nat(1_000), { minLength: 40, maxLength: 40 });
const forgeries = fc.tuple(
  fc.array(forgery, { minLength: 3, maxLength: 14 }),
  fc.array(order, { minLength: PEERS, maxLength: PEERS }),
);

interface Taken {
  readonly update: Uint8Array;
  /** What has to be there before: of each client, how many clocks. */
  readonly needs: ReadonlyMap<number, number>;
}

/** A server that is sent forgeries, and what everybody has been sent. */
class Attacked {
  readonly server: Served;
  readonly taken: Taken[] = [];
  readonly #next = new Map<number, number>();
  /** All that is accepted, applied or not. */
  readonly #view = new Y.Doc();

  constructor(faults: GateFaults) {
    this.server = emptyDraft(faults);
  }

  send(act: Forgery): void {
    const piece = this.#forge(act);
    this.#take(written(piece), [piece.origin, piece.rightOrigin, lastBefore(piece)]);
    if (act.erased !== null) this.#erase(act.erased);
    if (act.isApplied) this.apply();
  }

  apply(): void {
    for (const { update } of this.taken) Y.applyUpdate(this.server.doc, update);
    this.server.gate.forgetAhead();
  }

  #forge({ client, left, width, far, words, again }: Forgery): Piece {
    const places = placesOf(this.#view);
    const from = (left % (places.length + 1)) - 1;
    const to = far === null ? from + width : far % (places.length + 1);
    const state = this.#next.get(client) ?? 0;
    const back = Math.min(again, state);
    const said = back === 0 ? words : 'zz'.slice(0, back) + words;
    return {
      client,
      clock: state - back,
      origin: places[from] ?? null,
      rightOrigin: places[to] ?? null,
      words: said,
    };
  }

  #erase(from: number): void {
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(this.#view));
    const before = Y.encodeStateVector(copy);
    const text = draftText(copy);
    if (text.length === 0) return;
    const touched = placesOf(copy);
    text.delete(from % text.length, Math.min(2, text.length - (from % text.length)));
    this.#take(Y.encodeStateAsUpdate(copy, before), touched);
  }

  #take(update: Uint8Array, needs: readonly (Place | null)[]): void {
    const verdict = this.server.gate.inspect(update, ADA);
    if (verdict.kind !== 'new') return;
    this.server.gate.accept(verdict, ADA);
    for (const { struct } of verdict.placed) this.#next.set(struct.client, struct.clock + struct.length);
    Y.applyUpdate(this.#view, verdict.update);
    this.taken.push({ update: verdict.update, needs: clocksOf(needs) });
  }
}

const lastBefore = ({ client, clock }: Place): Place | null =>
  clock > 0 ? { client, clock: clock - 1 } : null;

function clocksOf(places: readonly (Place | null)[]): Map<number, number> {
  const clocks = new Map<number, number>();
  for (const place of places)
    if (place) clocks.set(place.client, Math.max(place.clock + 1, clocks.get(place.client) ?? 0));
  return clocks;
}

/** A peer that takes updates in an order of its own, each when it has what that builds on. */
function takenInOrder(taken: readonly Taken[], choices: readonly number[]): Y.Doc {
  const doc = new Y.Doc();
  const left = [...taken];
  for (let turn = 0; left.length > 0; turn++) {
    const ready = left.filter(({ needs }) =>
      [...needs].every(([client, clocks]) => Y.getState(doc.store, client) >= clocks),
    );
    const next = must(
      ready[must(choices[turn % choices.length]) % ready.length],
      'an update that can be taken',
    );
    left.splice(left.indexOf(next), 1);
    Y.applyUpdate(doc, next.update);
  }
  return doc;
}

const attack = (faults: GateFaults, tell: (taken: number) => void = () => undefined) =>
  fc.property(forgeries, ([acts, orders]) => {
    const attacked = new Attacked(faults);
    for (const act of acts) attacked.send(act);
    attacked.apply();
    tell(attacked.taken.length);
    const expected = placesOf(attacked.server.doc);
    const loaded = new Y.Doc();
    Y.applyUpdate(
      loaded,
      Y.mergeUpdates([new Uint8Array([0, 0]), ...attacked.taken.map(({ update }) => update)]),
    );
    for (const doc of [loaded, ...orders.map((choices) => takenInOrder(attacked.taken, choices))]) {
      expect(placesOf(doc)).toEqual(expected);
      expect(draftText(doc).toJSON()).toBe(draftText(attacked.server.doc).toJSON());
      expect(doc.store.pendingStructs).toBeNull();
    }
  });

test(
  'G6 whatever is forged: peers that take what passed in any order end with the same text',
  { timeout: 900_000 },
  () => {
    let passed = 0;
    fc.assert(
      attack({}, (taken) => (passed += taken)),
      { seed, numRuns: runs(2_000) },
    );
    expect(passed / runs(2_000)).toBeGreaterThan(2);
  },
);

test('G6 a planted fault is caught: a gate that takes origins in any order', () => {
  const found = fc.check(attack({ anyOrder: true }), { seed: 20261121, numRuns: 2_000, endOnFailure: true });
  expect(found.failed).toBe(true);
  expect(String(found.errorInstance)).toMatch(/to deeply equal/);
});

test('G6 the gate finds the place that Yjs finds', { timeout: 900_000 }, () => {
  fc.assert(
    fc.property(forgeries, ([acts]) => {
      const attacked = new Attacked({});
      for (const act of acts) attacked.send({ ...act, isApplied: false });
      const pile = new Pile(new DocumentGround(new Y.Doc()));
      const structs = attacked.taken.flatMap(({ update }) =>
        [...scanUpdate(update).inserted.values()].flat(),
      );
      for (const struct of structs) {
        const entry = { struct, part: TEXT };
        pile.lay(entry, spotIn(entry, judgedGap(entry, pile, new KnownByAuthors(), new Steps())));
      }
      attacked.apply();
      const found: Place[] = [];
      for (let place = pile.first(TEXT); place; place = pile.after(place)) found.push(place);
      expect(found.map(({ client, clock }) => ({ client, clock }))).toEqual(placesOf(attacked.server.doc));
    }),
    { seed, numRuns: runs(1_000) },
  );
});
