import fc from 'fast-check';
import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { draftRubric, draftText, writeDimension } from '#shared/guideline/document.ts';
import { must } from '#shared/must.ts';
import { DEFAULT_TEMPLATE } from '#shared/rubric/templates.ts';
import { scanUpdate, UpdateFault } from '#server/services/guideline/scan.ts';
import { ADA, MAL, peer, refused, served, SMALL, take, update, written } from './support/draft-at-gate.ts';

describe('what honest clients send passes', () => {
  test('typing, deleting, rubric edits, and all of it at once after a time offline', () => {
    const server = served();
    const { copy, updates } = peer(server.doc);
    draftText(copy).insert(3, 'x');
    draftText(copy).insert(4, 'yz');
    draftText(copy).delete(0, 6);
    writeDimension(copy, must(DEFAULT_TEMPLATE.rubric.dimensions[0]));
    for (const update of updates) expect(take(server, update).kind).toBe('new');
    expect(draftText(server.doc).toJSON()).toBe(draftText(copy).toJSON());
    draftText(copy).insert(0, 'offline ');
    draftText(copy).delete(2, 3);
    const rest = Y.encodeStateAsUpdate(copy, Y.encodeStateVector(server.doc));
    expect(take(server, rest).kind).toBe('new');
    expect(take(server, Y.encodeStateAsUpdate(copy)).kind).toBe('known');
    expect(server.doc.store.pendingStructs).toBeNull();
  });

  test('what somebody knows already is known, whoever says it again', () => {
    const server = served();
    expect(take(server, Y.encodeStateAsUpdate(server.doc), MAL)).toEqual({ kind: 'known' });
    expect(take(server, new Uint8Array([0, 0]))).toEqual({ kind: 'known' });
  });

  test('an update that overtook an earlier one of the same person is early, and passes after it', () => {
    const server = served();
    const { copy, updates } = peer(server.doc);
    draftText(copy).insert(0, 'a');
    draftText(copy).insert(1, 'b');
    draftText(copy).delete(0, 1);
    const [first, second, third] = updates.map((update) => must(update));
    expect(take(server, must(second)).kind).toBe('early');
    expect(take(server, must(third)).kind).toBe('early');
    expect(take(server, must(first)).kind).toBe('new');
    expect(take(server, must(second)).kind).toBe('new');
    expect(take(server, must(third)).kind).toBe('new');
  });

  test('two ids of one person in one update, each building on the other', () => {
    const server = served();
    const { copy } = peer(server.doc);
    draftText(copy).insert(0, 'one ');
    copy.clientID += 1;
    draftText(copy).insert(4, 'two ');
    expect(take(server, Y.encodeStateAsUpdate(copy, Y.encodeStateVector(server.doc))).kind).toBe('new');
    expect(draftText(server.doc).toJSON()).toBe(draftText(copy).toJSON());
  });
});

describe('Y3 ids belong to whoever used them first', () => {
  test('writing on with the id of another is refused', () => {
    const server = served();
    const { copy, updates } = peer(server.doc);
    draftText(copy).insert(0, 'a');
    take(server, must(updates[0]), ADA);
    draftText(copy).insert(0, 'b');
    expect(take(server, must(updates[1]), MAL)).toEqual(refused('foreign-client'));
    expect(take(server, must(updates[1]), ADA).kind).toBe('new');
  });

  test('an id that is only announced is kept for its person while a socket of theirs is open', () => {
    const { owners } = served();
    expect(owners.announce(5, ADA)).toBe(true);
    expect(owners.announce(5, ADA)).toBe(true);
    expect(owners.announce(5, MAL)).toBe(false);
    owners.withdraw(5);
    expect(owners.mayWrite(5, MAL)).toBe(false);
    owners.withdraw(5);
    expect(owners.mayWrite(5, MAL)).toBe(true);
  });

  test('Y3 what builds on something of another that nobody has is refused and not kept', () => {
    const server = served();
    const { copy, updates } = peer(server.doc);
    draftText(copy).insert(0, 'a');
    take(server, must(updates[0]), ADA);
    draftText(copy).insert(1, 'hidden');
    const { copy: other, updates: theirs } = peer(copy);
    draftText(other).insert(3, '!');
    expect(take(server, must(theirs[0]), MAL)).toEqual(refused('gap'));
  });
});

const numbers = (...values: number[]) =>
  update((encoder) => {
    for (const value of values) encoding.writeVarUint(encoder, value);
  });

/** One struct under a root: `write` adds the content. */
const struct = (
  root: string,
  key: string | null,
  kind: number,
  write: (encoder: encoding.Encoder) => void,
  clock = 0,
) =>
  update((encoder) => {
    for (const value of [1, 1, 77, clock]) encoding.writeVarUint(encoder, value);
    encoding.writeUint8(encoder, kind | (key === null ? 0 : 32));
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarString(encoder, root);
    if (key !== null) encoding.writeVarString(encoder, key);
    write(encoder);
    encoding.writeVarUint(encoder, 0);
  });

const text = (words: string) => (encoder: encoding.Encoder) => encoding.writeVarString(encoder, words);
const value =
  (...values: unknown[]) =>
  (encoder: encoding.Encoder) => {
    encoding.writeVarUint(encoder, values.length);
    for (const one of values) encoding.writeAny(encoder, one as never);
  };

function built(make: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc();
  make(doc);
  return Y.encodeStateAsUpdate(doc);
}

const nested = (depth: number) =>
  built((doc) => {
    let map = doc.getMap('rubric');
    for (let level = 0; level < depth; level++) map = map.set('task', new Y.Map());
  });

describe('a guideline holds one text and one flat rubric', () => {
  const FORBIDDEN: Record<string, Uint8Array> = {
    'another root': built((doc) => doc.getText('evil').insert(0, 'x')),
    'Y7 fifty thousand roots': built((doc) => {
      for (let root = 0; root < 16; root++) doc.getText(`root${root}`).insert(0, 'x');
    }),
    'a type in the rubric': built((doc) => doc.getMap('rubric').set('task', new Y.Text('x'))),
    'Y7 types in types': nested(2_000),
    'an unknown key': built((doc) => doc.getMap('rubric').set('evil', 1)),
    'a key that is a name of the language': built((doc) => doc.getMap('rubric').set('__proto__', 1)),
    'a dimension without a name': built((doc) => doc.getMap('rubric').set('dim:', 1)),
    'an embedded thing in the text': built((doc) => doc.getText('text').insertEmbed(0, { image: 'x' })),
    'formats in the text': built((doc) => doc.getText('text').insert(0, 'x', { bold: true })),
    'attributes of the text': built((doc) => doc.getText('text').setAttribute('x', 'y')),
    'a subdocument': built((doc) => doc.getMap('rubric').set('task', new Y.Doc())),
    'bytes in the rubric': built((doc) => doc.getMap('rubric').set('task', new Uint8Array(9))),
    'a list in the rubric': built((doc) => doc.getArray('rubric').insert(0, ['x'])),
    'a value in the text': struct('text', null, 8, value('x')),
    'a key in the text': struct('text', 'x', 4, text('x')),
    'text in the rubric': struct('rubric', 'task', 4, text('x')),
    'two values in one place': struct('rubric', 'task', 8, value(1, 2)),
    'collected garbage': numbers(1, 1, 77, 0, 0, 5, 0),
    'a gap that is declared': numbers(1, 1, 77, 0, 10, 5, 0),
  };

  test.each(Object.entries(FORBIDDEN))('%s is refused', (_name, bytes) => {
    const server = served();
    const before = Y.encodeStateAsUpdate(server.doc);
    expect(take(server, bytes)).toEqual(refused('forbidden-content'));
    expect(Y.encodeStateAsUpdate(server.doc)).toEqual(before);
  });

  test('Y7 a strange name in what is known already makes no root either', () => {
    const server = served();
    const { copy, updates } = peer(server.doc);
    draftText(copy).insert(0, 'x');
    const [honest] = updates.splice(0);
    take(server, must(honest));
    const forged = update((encoder) => {
      for (const number of [1, 1, copy.clientID, 0]) encoding.writeVarUint(encoder, number);
      encoding.writeUint8(encoder, 4);
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarString(encoder, 'evil');
      encoding.writeVarString(encoder, 'x');
      encoding.writeVarUint(encoder, 0);
    });
    expect(take(server, forged)).toEqual(refused('forbidden-content'));
    expect([...server.doc.share.keys()].toSorted()).toEqual(['rubric', 'text']);
  });

  test('what stands beside the text is text, and beside a rubric entry an entry of the same key', () => {
    const server = served();
    const { copy, updates } = peer(server.doc);
    draftText(copy).insert(0, 'abc');
    draftRubric(copy).set('task', 'x');
    for (const bytes of updates) take(server, bytes);
    const beside = (clock: number, kind: number, write: (encoder: encoding.Encoder) => void) =>
      update((encoder) => {
        for (const number of [1, 1, 88, 0]) encoding.writeVarUint(encoder, number);
        encoding.writeUint8(encoder, kind | (clock === 3 ? 128 : 192));
        for (const number of clock === 3 ? [3] : [clock, clock + 1]) {
          encoding.writeVarUint(encoder, copy.clientID);
          encoding.writeVarUint(encoder, number);
        }
        write(encoder);
        encoding.writeVarUint(encoder, 0);
      });
    expect(take(server, beside(1, 8, value('x')))).toEqual(refused('forbidden-content'));
    expect(take(server, beside(3, 4, text('x')))).toEqual(refused('forbidden-content'));
    expect(take(server, beside(1, 4, text('x'))).kind).toBe('new');
  });
});

describe('updates that are made to hurt', () => {
  const BOMBS: Record<string, Uint8Array> = {
    'Y2 33 million structs in nine bytes': numbers(1, 33_000_000, 77, 0, 0),
    'Y2 33 million clients': numbers(33_000_000, 0),
    'Y2 33 million deletions': numbers(0, 1, 77, 33_000_000, 0),
    'a clock at the end of arithmetic': struct('text', null, 1, (encoder) =>
      encoding.writeVarUint(encoder, 2 ** 52),
    ),
    'a clock that starts there': struct('text', null, 4, text('x'), 2 ** 40),
    'an empty struct': struct('text', null, 4, text('')),
    'a client twice': numbers(2, 1, 77, 0, 0, 1, 77, 0, 0, 0),
    'a client without structs': numbers(1, 0, 77, 0, 0),
    'deletions out of order': numbers(0, 1, 77, 2, 5, 1, 0, 1),
    'deletions that overlap': numbers(0, 1, 77, 2, 0, 5, 1, 1),
    'deletions of one client in two groups': numbers(0, 2, 77, 1, 0, 1, 77, 1, 1, 1),
    'bytes behind the end': numbers(0, 0, 7),
    nothing: new Uint8Array(),
    'text that is no Unicode': update((encoder) => {
      encoding.writeUint8Array(encoder, struct('text', null, 4, text('')).slice(0, -2));
      for (const byte of [2, 0xff, 0xfe, 0]) encoding.writeUint8(encoder, byte);
    }),
    'a value nested without end': struct('rubric', 'task', 8, (encoder) => {
      encoding.writeVarUint(encoder, 1);
      for (let depth = 0; depth < 200_000; depth++)
        encoding.writeUint8Array(encoder, new Uint8Array([117, 1]));
    }),
  };

  test.each(Object.entries(BOMBS))('%s', (_name, bytes) => {
    const server = served();
    const verdict = take(server, bytes);
    expect(verdict.kind).toBe('refused');
    expect(server.doc.store.pendingStructs).toBeNull();
  });

  test('Y1 the wire format V2 is not read', () => {
    const server = served();
    const { copy } = peer(server.doc);
    draftText(copy).insert(0, 'x');
    expect(take(server, Y.encodeStateAsUpdateV2(copy)).kind).toBe('refused');
    // Run-length coding lets 22 bytes declare a billion structs.
    expect(
      take(
        server,
        new Uint8Array([0, 0, 5, 1, 1, 255, 255, 255, 7, 1, 0, 0, 0, 0, 0, 0, 1, 1, 255, 255, 127, 0]),
      ).kind,
    ).toBe('refused');
  });

  test('Y3 a thousand updates whose beginning never comes leave nothing behind', () => {
    const server = served();
    for (let clock = 1; clock < 1_000; clock++) {
      expect(take(server, struct('text', null, 4, text('x'.repeat(100)), clock * 100), MAL)).toEqual({
        kind: 'early',
      });
    }
    expect(server.doc.store.pendingStructs).toBeNull();
    expect(Y.encodeStateAsUpdate(server.doc).byteLength).toBeLessThan(20_000);
  });

  test('forty thousand structs that all stand beside the first are judged as fast as they are read', () => {
    const pieces = Array.from({ length: 40_000 }, (_, clock) => ({
      client: 77,
      clock,
      origin: clock === 0 ? null : { client: 77, clock: 0 },
      rightOrigin: clock < 2 ? null : { client: 77, clock: clock - 1 },
      words: 'b',
    }));
    const server = served();
    expect(server.gate.inspect(written(...pieces), MAL).kind).toBe('new');
  });
});

describe('Y9 random updates', () => {
  const base = served(SMALL);
  const { copy, updates } = peer(base.doc);
  draftText(copy).insert(2, 'some words');
  draftText(copy).delete(0, 4);
  draftRubric(copy).set('task', { a: [1, 'x', null] });
  writeDimension(copy, must(SMALL.dimensions[1]));
  const honest = [...updates, Y.encodeStateAsUpdate(copy), Y.mergeUpdates(updates)];

  const mutated = fc
    .tuple(
      fc.constantFrom(...honest),
      fc.array(fc.tuple(fc.nat(2_000), fc.nat(255)), { minLength: 1, maxLength: 6 }),
      fc.nat(4),
    )
    .map(([bytes, changes, cut]) => {
      const copyOf = Uint8Array.from(cut === 0 ? bytes.slice(0, Math.max(1, bytes.length - 3)) : bytes);
      for (const [at, byte] of changes) copyOf[at % copyOf.length] = byte;
      return copyOf;
    });

  test('what is read is what Yjs reads', () => {
    const readers = fc.oneof(mutated, fc.uint8Array({ maxLength: 60 }), fc.constantFrom(...honest));
    fc.assert(
      fc.property(readers, (bytes) => {
        const scanned = scanOrFault(bytes);
        if (scanned === null) return;
        const { structs, ds } = Y.decodeUpdate(bytes);
        const ours = [...scanned.inserted.values()]
          .flat()
          .map(({ client, clock, length }) => [client, clock, length]);
        expect(ours).toEqual(structs.map((one) => [one.id.client, one.id.clock, one.length]));
        const deleted = [...ds.clients].flatMap(([client, spans]) =>
          spans.map(({ clock, len }) => [client, clock, len]),
        );
        expect(scanned.deleted.map(({ client, clock, length }) => [client, clock, length])).toEqual(deleted);
      }),
      { numRuns: 5_000 },
    );
  });

  test('what passes can be applied at once: nothing is pending, nothing strange appears, and it can be encoded again', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(mutated, fc.uint8Array({ maxLength: 40 })), { maxLength: 4 }), (sent) => {
        const server = served(SMALL);
        Y.applyUpdate(server.doc, Y.encodeStateAsUpdate(base.doc));
        for (const bytes of sent) {
          take(server, bytes);
          expect(server.doc.store.pendingStructs).toBeNull();
          expect(server.doc.store.pendingDs).toBeNull();
        }
        expect([...server.doc.share.keys()].toSorted()).toEqual(['rubric', 'text']);
        const again = new Y.Doc();
        Y.applyUpdate(again, Y.encodeStateAsUpdate(server.doc));
        expect(draftText(again).toJSON()).toBe(draftText(server.doc).toJSON());
        expect(draftText(server.doc).toJSON()).toHaveLength(draftText(server.doc).length);
      }),
      { numRuns: 1_500 },
    );
  });
});

function scanOrFault(bytes: Uint8Array) {
  try {
    return scanUpdate(bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(UpdateFault);
    return null;
  }
}
