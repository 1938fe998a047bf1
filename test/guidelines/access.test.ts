import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { afterEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { changeRole, removeMember } from '#server/services/people-service.ts';
import { signOut } from '#server/services/login-service.ts';
import { listAudit } from '#server/repositories/audit-log.ts';
import { must } from '#shared/must.ts';
import type { RawSocket } from './support/document-client.ts';
import { upgradeAsWritten } from './support/upgrade.ts';
import { Studio, type StudioOptions } from './support/studio.ts';
import { until } from './support/until.ts';

let studio: Studio;
const begin = async (options?: StudioOptions) => (studio = await Studio.start(options));
afterEach(() => studio.close());

const frame = (...parts: (number | Uint8Array)[]) => {
  const encoder = encoding.createEncoder();
  for (const part of parts) {
    if (typeof part === 'number') encoding.writeVarUint(encoder, part);
    else encoding.writeVarUint8Array(encoder, part);
  }
  return encoding.toUint8Array(encoder);
};
const syncStep2 = (update: Uint8Array) => frame(0, 1, update);
const update = (bytes: Uint8Array) => frame(0, 2, bytes);

/** An insertion at the end, by a document that has read everything, under a client id of its own or another's. */
function insertion(state: Uint8Array, text: string, clientId?: number): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  if (clientId !== undefined) doc.clientID = clientId;
  const written: Uint8Array[] = [];
  doc.on('update', (bytes: Uint8Array) => written.push(bytes));
  const root = doc.getText('text');
  root.insert(root.length, text);
  return must(written[0]);
}

const awareness = (...entries: [clientId: number, clock: number, state: unknown][]) => {
  const inner = encoding.createEncoder();
  encoding.writeVarUint(inner, entries.length);
  for (const [clientId, clock, state] of entries) {
    encoding.writeVarUint(inner, clientId);
    encoding.writeVarUint(inner, clock);
    encoding.writeVarString(inner, JSON.stringify(state));
  }
  return frame(1, encoding.toUint8Array(inner));
};

const stateOf = (doc: Y.Doc) => Y.encodeStateAsUpdate(doc);

/** The whole of what the server has stored: bytes, owners and text. */
async function stored(): Promise<unknown> {
  const { db } = studio.app.deps;
  const rows = await db.selectFrom('guideline_updates').selectAll().execute();
  const owners = await db.selectFrom('guideline_clients').selectAll().execute();
  return { rows, owners, text: await studio.storedText() };
}

/** What a reader may try, and what none of it may do. Answers whether anything got through. */
async function probeReadOnly(): Promise<boolean> {
  const watcher = await studio.open(studio.owner);
  const reader = await studio.person('observer', 'Oli');
  const before = await stored();
  const textBefore = watcher.text;
  const attempts = [
    syncStep2(insertion(stateOf(watcher.doc), 'forged by step 2')),
    update(insertion(stateOf(watcher.doc), 'forged by update')),
    awareness([watcher.doc.clientID, 99, { user: { name: 'Chief' } }]),
    ...[2, 4, 5, 100, 101, 102, 103, 127].map((type) => frame(type, new Uint8Array([1, 2, 3]))),
  ];
  for (const attempt of attempts) {
    const socket = await (await studio.raw(reader)).open();
    socket.send(attempt);
    // Asking for the state afterwards shows that the attempt was handled, and that reading goes on.
    socket.send(frame(0, 0, new Uint8Array([0])));
    await until(() => socket.framesOf(0).length > 0 || socket.closed !== null, 'the attempt to be handled');
    socket.socket.terminate();
  }
  const isUntouched =
    JSON.stringify(await stored()) === JSON.stringify(before) && watcher.text === textBefore;
  const names = [...watcher.provider.awareness.getStates().values()].map((state) => JSON.stringify(state));
  return !isUntouched || names.some((state) => state.includes('Chief'));
}

describe('G4 only writers change the draft, by protocol', () => {
  test('Y1 nothing that a reader sends is stored, relayed or shown', async () => {
    await begin();
    expect(await probeReadOnly()).toBe(false);
  });

  test('Y1 the probe finds a server whose gate is open', async () => {
    await begin({ drafts: { faults: { everybodyMayEdit: true } } });
    expect(await probeReadOnly()).toBe(true);
  });

  test('Y1 a thousand random messages of a reader change nothing, and a reader can still read', async () => {
    await begin();
    const reader = await studio.person('annotator');
    const before = await stored();
    let seed = 7;
    const next = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648);
    for (let batch = 0; batch < 40; batch++) {
      const socket = await (await studio.raw(reader)).open();
      for (let count = 0; count < 25; count++) {
        const bytes = Uint8Array.from({ length: 1 + (next() % 30) }, () => next() % 256);
        socket.send(next() % 2 === 0 ? bytes : frame(next() % 128, next() % 4, bytes));
      }
      socket.socket.terminate();
    }
    const client = await studio.open(reader);
    expect(client.text).toBe(await studio.storedText());
    expect(await stored()).toEqual(before);
  });

  test('an honest reader has the text, is not asked for anything, and is not sent away', async () => {
    await begin();
    const writer = await studio.open(studio.owner);
    const reader = await studio.open(await studio.person('observer'));
    writer.type('\nnews');
    await until(() => reader.text.endsWith('news'), 'the reader to read on');
    writer.provider.awareness.setLocalStateField('cursor', null);
    expect(reader.closes).toEqual([]);
    expect(reader.refusals).toEqual([]);
  });

  test('a reader who writes is told so, keeps the text, and is on record', async () => {
    await begin();
    const who = await studio.person('observer', 'Oli');
    const reader = await studio.open(who);
    reader.type('\nmine alone');
    await until(() => reader.refusals.length === 1, 'the refusal');
    expect(reader.refusals[0]).toEqual({ reason: 'read-only', frame: 1 });
    expect(reader.text.endsWith('mine alone')).toBe(true);
    expect(await studio.storedText()).not.toContain('mine alone');
    const { deps } = studio.app;
    await expect
      .poll(async () =>
        (await listAudit(deps.db, studio.projectId, 5)).map(({ action, actorId }) => [action, actorId]),
      )
      .toContainEqual(['guideline.change-refused', who.id]);
  });

  test('Y4 a right that is lost while typing bites at once; the text stays with its author', async () => {
    await begin();
    const who = await studio.person('author', 'Ada');
    const [a, b] = [await studio.open(who), await studio.open(studio.owner)];
    a.type('\nwhile allowed');
    await a.stored();
    await changeRole(studio.app.deps, studio.owner.actor, studio.projectId, who.id, 'observer');
    await a.closedWith(4505);
    await a.synced();
    await until(() => a.welcome?.mayEdit === false, 'the new welcome');
    a.type('\nafterwards');
    await until(() => a.refusals.length > 0, 'the refusal');
    expect(a.text.endsWith('afterwards')).toBe(true);
    expect(b.text.endsWith('while allowed')).toBe(true);
    expect(await studio.storedText()).toBe(b.text);
  });

  test('Y4 a change that was on its way when the right was taken is not stored', async () => {
    await begin();
    const who = await studio.person('author', 'Ada');
    const client = await studio.open(who);
    const { deps } = studio.app;
    // No announcement: only the database knows. The role is read again in the transaction that would store the change.
    await deps.db
      .updateTable('memberships')
      .set({ role: 'observer' })
      .where('person_id', '=', who.id)
      .execute();
    client.type('\ntoo late');
    await until(() => client.refusals.length > 0, 'the refusal');
    expect(client.refusals[0]?.reason).toBe('read-only');
    expect(await studio.storedText()).not.toContain('too late');
  });

  test('X2 who is removed, or signs out, is out at once', async () => {
    await begin();
    const [removed, leaver] = [await studio.person('author'), await studio.person('author')];
    const [a, b] = [await studio.open(removed), await studio.open(leaver)];
    await removeMember(studio.app.deps, studio.owner.actor, studio.projectId, removed.id);
    await signOut(studio.app.deps, leaver.actor);
    await Promise.all([a.closedWith(4403), b.closedWith(4401)]);
    a.connect();
    b.connect();
    await Promise.all([a.closedWith(4404), until(() => b.closes.length > 1, 'the second refusal')]);
    expect(b.closes.map(({ code }) => code)).toEqual([4401, 4401]);
  });
});

describe('Y3 nobody writes or speaks for another', () => {
  const strikes = async (socket: RawSocket, ...frames: Uint8Array[]) => {
    await socket.open();
    for (const bytes of frames) socket.send(bytes);
    return socket.ended();
  };

  test('edits under the client id of another are refused, and the other one writes on undisturbed', async () => {
    await begin();
    const [ada, mal] = [await studio.person('author', 'Ada'), await studio.person('author', 'Mal')];
    const victim = await studio.open(ada);
    victim.type('\nby Ada');
    await victim.stored();
    const forged = [1, 2, 3].map(() => update(insertion(stateOf(victim.doc), 'forged', victim.doc.clientID)));
    expect(await strikes(await studio.raw(mal), ...forged)).toEqual({
      code: 4400,
      reason: 'too-many-faults',
    });
    victim.type(' and more');
    await victim.stored();
    const other = await studio.open(studio.owner);
    expect(other.text).toBe(victim.text);
    expect(other.text).toContain('by Ada and more');
    expect(other.text).not.toContain('forged');
  });

  test('an id that somebody has only shown so far cannot be taken either', async () => {
    await begin();
    const victim = await studio.open(await studio.person('author', 'Ada'));
    const mal = await studio.raw(await studio.person('author', 'Mal'));
    await mal.open();
    await until(() => mal.framesOf(0).length > 0, 'to be admitted');
    mal.send(update(insertion(stateOf(victim.doc), 'first!', victim.doc.clientID)));
    await until(() => mal.framesOf(102).length > 0, 'the refusal');
    victim.type('\nby Ada');
    await victim.stored();
    expect(await studio.storedText()).toBe(victim.text);
  });

  test('the same person comes back under the same id after a lost connection, and after a restart of the draft', async () => {
    await begin({ drafts: { unloadAfterMs: 0 } });
    const ada = await studio.person('author', 'Ada');
    const first = await studio.open(ada);
    first.type('\none');
    await first.stored();
    first.provider.disconnect();
    first.type(' two');
    first.connect();
    await first.stored();
    const again = await studio.open(ada, { doc: first.doc });
    again.type(' three');
    await again.stored();
    expect((await studio.storedText()).endsWith('one two three')).toBe(true);
  });

  test('names, colours and roles are those of the account, whatever a client says of itself', async () => {
    await begin();
    const who = await studio.person('author', 'Ada');
    const [a, b] = [await studio.open(who), await studio.open(studio.owner)];
    a.provider.awareness.setLocalState({
      user: { name: 'Chief', color: '#000', role: 'owner' },
      secret: 'x',
      cursor: null,
    });
    const seen = () => b.provider.awareness.getStates().get(a.doc.clientID);
    await until(() => seen() !== undefined, 'Ada to be seen');
    expect(seen()).toEqual({
      user: {
        id: who.id,
        name: 'Ada',
        color: expect.stringMatching(/^#/) as string,
        colorLight: expect.any(String) as string,
        role: 'author',
      },
      cursor: null,
    });
  });

  test('cursors are passed on; positions in anything but the text are not', async () => {
    await begin();
    const [a, b] = [await studio.open(await studio.person('author')), await studio.open(studio.owner)];
    const seen = () =>
      b.provider.awareness.getStates().get(a.doc.clientID)?.['cursor'] as
        { anchor: unknown } | null | undefined;
    const at = (index: number) => Y.createRelativePositionFromTypeIndex(a.doc.getText('text'), index);
    a.provider.awareness.setLocalStateField('cursor', { anchor: at(3), head: at(5) });
    await until(() => seen()?.anchor !== undefined, 'the cursor');
    a.provider.awareness.setLocalStateField('cursor', { anchor: { tname: 'evil' }, head: { tname: 'evil' } });
    await until(() => seen() === null, 'the strange cursor to be left out');
  });

  test('who speaks for another is sent away; echoes of what was heard are not taken for that', async () => {
    await begin();
    const [a, b] = [await studio.open(await studio.person('author', 'Ada')), await studio.open(studio.owner)];
    a.provider.awareness.setLocalStateField('cursor', null);
    await until(() => b.provider.awareness.getStates().has(a.doc.clientID), 'Ada to be seen');
    const known = must(b.provider.awareness.meta.get(a.doc.clientID)).clock;
    const mal = await studio.raw(await studio.person('author', 'Mal'));
    const own: [number, number, unknown] = [4_711, 1, {}];
    const echo = awareness(
      own,
      [a.doc.clientID, known, { user: { name: 'echo' } }],
      [a.doc.clientID, known, null],
    );
    const forged = awareness([a.doc.clientID, known + 50, { user: { name: 'Chief' } }]);
    expect(await strikes(mal, echo, forged, forged, forged)).toMatchObject({ code: 4400 });
    expect(JSON.stringify([...b.provider.awareness.getStates()])).not.toContain('Chief');
    expect(b.provider.awareness.getStates().has(a.doc.clientID)).toBe(true);
    expect(a.closes.concat(b.closes)).toEqual([]);
  });

  test('who leaves is gone for the others, and seen again when back', async () => {
    await begin();
    const [a, b] = [await studio.open(await studio.person('author', 'Ada')), await studio.open(studio.owner)];
    const isSeen = () => b.provider.awareness.getStates().has(a.doc.clientID);
    await until(isSeen, 'Ada to be seen');
    a.provider.ws?.close();
    await until(() => !isSeen(), 'Ada to be gone');
    await until(isSeen, 'Ada to be back');
  });
});

describe('Y2 one document has one name', () => {
  test('variants of a name reach no document, and say the same as a document that does not exist', async () => {
    await begin();
    const id = studio.projectId;
    const names = [
      ...[
        `${id}/`,
        `/${id}`,
        `./${id}`,
        `x/../${id}`,
        `${id}%00`,
        `${id}%20`,
        `%2e%2e/${id}`,
        `${id}.`,
        `${id};`,
        `${id}:`,
        `${id}#`,
      ],
      ...[
        id.toUpperCase(),
        id.toLowerCase(),
        `${id}${id}`,
        encodeURIComponent(`${id} `),
        '',
        '.',
        '..',
        '__proto__',
        'constructor',
      ],
      ...[
        `project:${id}`,
        `project_${id}`,
        id.slice(1),
        `${id.slice(0, -1)}A`,
        'a'.repeat(65),
        `documents/${id}`,
      ],
    ].filter((name) => name !== id);
    const { epoch } = await studio.facts();
    for (const name of names) {
      const path = `/documents/${name}?epoch=${epoch}`;
      expect(await upgradeAsWritten(studio.app.base, path, studio.owner.cookie), name).toEqual([
        { closed: 4404 },
      ]);
    }
    const right = await upgradeAsWritten(
      studio.app.base,
      `/documents/${id}?epoch=${epoch}`,
      studio.owner.cookie,
    );
    expect(right[0]).toEqual({ message: 101 });
  });

  test('strangers and people without a login get nothing', async () => {
    await begin();
    const nobody = await studio.raw(null);
    expect(await nobody.ended()).toEqual({ code: 4401, reason: 'not-signed-in' });
    const stranger = await studio.raw(await studio.stranger());
    expect(await stranger.ended()).toEqual({ code: 4404, reason: 'not-found' });
    expect(nobody.received.concat(stranger.received)).toEqual([]);
  });

  test('A1 pages of other origins cannot open it with their visitor’s cookie', async () => {
    await begin();
    const { host } = new URL(studio.app.base);
    const origins = [
      'null',
      'https://evil.example',
      `http://${host}.evil.example`,
      `http://evil-${host}`,
      'file://',
      '',
    ];
    for (const origin of origins) {
      const socket = await studio.raw(studio.owner, undefined, origin);
      expect((await socket.ended()).reason, origin).toContain('403');
    }
  });

  test('sockets of other paths are left alone', async () => {
    await begin();
    const socket = await studio.raw(studio.owner, '/socket.io/?EIO=4&transport=websocket');
    await socket.open();
    await until(() => socket.received.length > 0, 'the other gateway to answer');
    expect(decoding.createDecoder(must(socket.received[0])).arr[0]).toBe('0'.charCodeAt(0));
  });
});
