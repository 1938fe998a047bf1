import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { draftRubric, draftText } from '#shared/guideline/document.ts';
import type { Place } from '#server/services/guideline/scan.ts';
import {
  ADA,
  emptyDraft,
  MAL,
  peer,
  placesOf,
  refused,
  SMALL,
  served,
  take,
  update,
  written,
  type Piece,
  type Served,
} from './support/draft-at-gate.ts';

const MALFORMED = refused('malformed');
const at = (client: number, clock: number): Place => ({ client, clock });
const piece = (
  client: number,
  clock: number,
  [origin, rightOrigin]: readonly [Place | null, Place | null],
  words = 'x',
): Piece => ({ client, clock, origin, rightOrigin, words });

/** A draft with these pieces. */
function draftWith(...pieces: Piece[]): Served {
  const server = emptyDraft();
  for (const one of pieces) expect(take(server, written(one)).kind).toBe('new');
  return server;
}

/** `one` of client 1, and behind it `two` of client 2. */
const twoItems = () => draftWith(piece(1, 0, [null, null], 'one'), piece(2, 0, [at(1, 2), null], 'two'));

const forged = (server: Served, ...sides: [Place | null, Place | null]) =>
  take(server, written(piece(77, 0, sides)), MAL);

describe('G6 a struct stands between two places that were neighbours for its author', () => {
  test('regression: the counterexample of seed 2084518344, where both origins are one place', () => {
    // X is what the bytes 223, 220, 129, 248, 14 say: the client that wrote the first words.
    const seedClient = 4_009_782_879;
    const server = served(SMALL, seedClient);
    const bytes = [1, 1, 128, 171, 226, 228, 4, 0, 196, 223, 220, 129, 248, 14, 2, 223, 220, 129, 248, 14, 2];
    const words = [...new TextEncoder().encode('some words')];
    const before = Y.encodeStateAsUpdate(server.doc);
    expect(take(server, new Uint8Array([...bytes, 10, ...words, 0]))).toEqual(MALFORMED);
    expect(Y.encodeStateAsUpdate(server.doc)).toEqual(before);
  });

  test('both origins the same place', () => {
    expect(forged(twoItems(), at(1, 1), at(1, 1))).toEqual(MALFORMED);
    expect(forged(twoItems(), at(2, 0), at(2, 0))).toEqual(MALFORMED);
  });

  test('swapped in one item', () => {
    expect(forged(twoItems(), at(1, 1), at(1, 0))).toEqual(MALFORMED);
    expect(forged(twoItems(), at(1, 2), at(1, 0))).toEqual(MALFORMED);
  });

  test('swapped across items', () => {
    expect(forged(twoItems(), at(2, 0), at(1, 2))).toEqual(MALFORMED);
    expect(forged(twoItems(), at(2, 2), at(1, 0))).toEqual(MALFORMED);
  });

  test('swapped inside a struct of the same update', () => {
    const own = piece(77, 0, [at(1, 0), at(1, 1)], 'abc');
    const server = twoItems();
    for (const sides of [
      [at(77, 2), at(77, 0)],
      [at(77, 1), at(77, 1)],
      [at(77, 0), at(1, 0)],
      [at(1, 1), at(77, 2)],
    ] as [Place, Place][])
      expect(take(server, written(own, piece(77, 3, sides)), MAL)).toEqual(MALFORMED);
    expect(take(server, written(own, piece(77, 3, [at(77, 0), at(77, 1)])), MAL).kind).toBe('new');
  });

  test('swapped in a run that Yjs would merge into one item', () => {
    const server = twoItems();
    const run = [0, 1, 2].map((clock) => piece(77, clock, [clock ? at(77, clock - 1) : at(2, 2), null]));
    expect(take(server, written(...run, piece(77, 3, [at(77, 2), at(77, 1)])), MAL)).toEqual(MALFORMED);
    expect(take(server, written(...run, piece(77, 3, [at(77, 1), at(77, 0)])), MAL)).toEqual(MALFORMED);
    expect(take(server, written(...run, piece(77, 3, [at(77, 1), at(77, 2)])), MAL).kind).toBe('new');
  });

  test('beside what is accepted and not applied yet', () => {
    const server = twoItems();
    const ahead = server.gate.inspect(written(piece(77, 0, [at(1, 0), at(1, 1)], 'abc')), MAL);
    if (ahead.kind !== 'new') throw new Error('An honest update was refused.');
    server.gate.accept(ahead, MAL);
    const ask = (...sides: [Place | null, Place | null]) =>
      server.gate.inspect(written(piece(77, 3, sides)), MAL);
    expect(ask(at(77, 1), at(77, 0))).toEqual(MALFORMED);
    expect(ask(at(77, 1), at(77, 1))).toEqual(MALFORMED);
    expect(ask(at(1, 1), at(77, 0))).toEqual(MALFORMED);
    expect(ask(at(77, 2), at(1, 0))).toEqual(MALFORMED);
    expect(ask(at(1, 0), at(1, 1))).toEqual(MALFORMED);
    expect(ask(at(77, 2), at(1, 1)).kind).toBe('new');
    expect(ask(at(1, 0), at(77, 0)).kind).toBe('new');
  });

  test('in the right order, and something between them that the author must have known', () => {
    expect(forged(twoItems(), at(1, 0), at(1, 2))).toEqual(MALFORMED);
    expect(forged(twoItems(), at(1, 1), at(2, 0))).toEqual(MALFORMED);
    expect(forged(twoItems(), null, at(1, 1))).toEqual(MALFORMED);
    expect(forged(twoItems(), at(1, 2), at(2, 1))).toEqual(MALFORMED);
    expect(forged(twoItems(), at(2, 0), at(1, 1))).toEqual(MALFORMED);
    const server = twoItems();
    expect(forged(server, at(2, 2), null).kind).toBe('new');
    expect(take(server, written(piece(77, 1, [at(2, 2), null])), MAL)).toEqual(MALFORMED);
  });

  test('the author may have had the beginning of an item only', () => {
    expect(forged(twoItems(), at(1, 1), null).kind).toBe('new');
    expect(forged(twoItems(), at(2, 0), null).kind).toBe('new');
  });

  test('what lies between may be new to the author, and then each finds its place', () => {
    const server = twoItems();
    const neighbours = [at(1, 0), at(1, 1)] as const;
    for (const client of [50, 90, 70])
      expect(take(server, written(piece(client, 0, neighbours))).kind).toBe('new');
    expect(placesOf(server.doc).map(({ client }) => client)).toEqual([1, 50, 70, 90, 1, 1, 2, 2, 2]);
    expect(take(server, written(piece(60, 0, [at(50, 0), at(90, 0)]))).kind).toBe('new');
    expect(take(server, written(piece(61, 0, [at(90, 0), at(50, 0)])))).toEqual(MALFORMED);
  });

  test('a change beside what is only accepted is judged by the place that Yjs will give it', () => {
    for (const [mine, theirs] of [
      [50, 60],
      [60, 50],
    ] as const) {
      const server = twoItems();
      const neighbours = [at(1, 0), at(1, 1)] as const;
      expect(take(server, written(piece(theirs, 0, neighbours)), ADA).kind).toBe('new');
      const ahead = server.gate.inspect(written(piece(mine, 0, neighbours)), MAL);
      if (ahead.kind !== 'new') throw new Error('An honest update was refused.');
      server.gate.accept(ahead, MAL);
      const [left, right] = [at(50, 0), at(60, 0)];
      expect(server.gate.inspect(written(piece(mine, 1, [right, left])), MAL)).toEqual(MALFORMED);
      expect(server.gate.inspect(written(piece(mine, 1, [left, right])), MAL).kind).toBe('new');
    }
  });

  test('a rubric entry stands behind those that its author knew', () => {
    const server = served(SMALL);
    const { copy, updates } = peer(server.doc);
    draftRubric(copy).set('task', 'one');
    draftRubric(copy).set('task', 'two');
    for (const bytes of updates) expect(take(server, bytes).kind).toBe('new');
    const again = update((encoder) => {
      for (const number of [1, 1, copy.clientID, 2]) encoding.writeVarUint(encoder, number);
      encoding.writeUint8(encoder, 8 | 32);
      encoding.writeVarUint(encoder, 1);
      for (const name of ['rubric', 'task']) encoding.writeVarString(encoder, name);
      encoding.writeVarUint(encoder, 1);
      encoding.writeAny(encoder, 'three');
      encoding.writeVarUint(encoder, 0);
    });
    expect(take(server, again)).toEqual(MALFORMED);
  });

  test('a known beginning that is said differently is not handed on', () => {
    const server = draftWith(piece(7, 0, [null, null], 'ab'), piece(7, 2, [at(7, 1), null], 'cd'));
    const stored = [Y.encodeStateAsUpdate(server.doc)];
    const verdict = take(server, written(piece(7, 1, [at(7, 0), null], 'zzzEF')));
    if (verdict.kind !== 'new') throw new Error('What is new in it was refused.');
    const reloaded = new Y.Doc();
    Y.applyUpdate(reloaded, Y.mergeUpdates([...stored, verdict.update]));
    expect(draftText(server.doc).toJSON()).toBe('abcdEF');
    expect(draftText(reloaded).toJSON()).toBe('abcdEF');
  });
});

describe('G6 the search for a place has an end', () => {
  /** Each letter put before the one before it: one item for each. */
  const backwards = (client: number, count: number): Piece[] =>
    Array.from({ length: count }, (_, clock) =>
      piece(client, clock, [null, clock ? at(client, clock - 1) : null]),
    );

  test('a newcomer who knew nothing of twenty thousand letters does not run into it', () => {
    const server = emptyDraft();
    expect(take(server, written(...backwards(1, 20_000))).kind).toBe('new');
    expect(server.gate.inspect(written(piece(2, 0, [null, null])), MAL).kind).toBe('new');
  });

  test('two people who write on at the end for hours without a line do not run into it', () => {
    const server = draftWith(piece(9, 0, [null, null]));
    const onwards = (client: number, count: number): Piece[] =>
      Array.from({ length: count }, (_, clock) =>
        piece(client, clock, [clock ? at(client, clock - 1) : at(9, 0), null]),
      );
    const aside = onwards(1, 4_000).map((one) =>
      piece(5, one.clock, [at(1, one.clock), at(1, one.clock + 1)]),
    );
    expect(take(server, written(...onwards(1, 4_001), ...aside)).kind).toBe('new');
    for (const client of [0, 2])
      expect(server.gate.inspect(written(...onwards(client, 4_000)), MAL).kind).toBe('new');
  });

  test('a change that would have the gate look at everything again and again is refused', () => {
    const server = emptyDraft();
    expect(take(server, written(...backwards(1, 20_000))).kind).toBe('new');
    const many = Array.from({ length: 16 }, (_, index) => backwards(100 + index, 2_000)).flat();
    expect(take(server, written(...many), MAL)).toEqual(MALFORMED);
  });
});
