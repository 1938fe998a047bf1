import { afterEach, beforeEach, expect, test } from 'vitest';
import { io } from 'socket.io-client';
import { must } from '#shared/must.ts';
import { HttpClient } from '../../tools/client/http-client.ts';
import { LiveClient } from '../../tools/client/live-client.ts';
import { startApp, type RunningApp } from '../support/start-app.ts';
import { enterAs, makeWorld, personOf, planSession, type World } from '../support/world.ts';

let app: RunningApp;
let world: World;
let session: { id: string; code: string };
const open: LiveClient[] = [];

beforeEach(async () => {
  app = await startApp();
  world = await makeWorld(app.base, { people: { Fay: 'facilitator', Ann: 'annotator' } });
  world.people.set('Olga', world.owner);
  session = await planSession(world);
});

afterEach(async () => {
  for (const client of open.splice(0)) client.close();
  await app.close();
});

async function enter(name: string): Promise<LiveClient> {
  const client = await enterAs(world, name, session.id);
  open.push(client);
  return client;
}

const refused = async (client: LiveClient) => {
  open.push(client);
  return client.connect().then(
    () => 'connected',
    (error: Error) => error.message,
  );
};

const code = (answer: Awaited<ReturnType<LiveClient['command']>>) => (answer.ok ? 'ok' : answer.refusal.code);

test('X1 a socket without login, and one of an old client, is kept out with its reason', async () => {
  expect(await refused(new LiveClient(new HttpClient(app.base), session.id))).toBe('not-signed-in');
  expect(await refused(new LiveClient(personOf(world, 'Ann').http, session.id, { protocol: 0 }))).toBe(
    'client-too-old',
  );
});

test.each(['https://evil.example', 'null', 'http://127.0.0.1:1', 'http://127.0.0.1.evil.example'])(
  'X1 a page of another origin (%s) cannot open a socket with somebody’s cookie',
  async (origin) => {
    const { cookie } = personOf(world, 'Ann').http;
    const socket = io(app.base, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth: { protocol: 1 },
      extraHeaders: { cookie, origin },
    });
    const outcome = await new Promise((resolve) => {
      socket.once('connect', () => resolve('connected'));
      socket.once('connect_error', () => resolve('refused'));
    });
    socket.disconnect();
    expect(outcome).toBe('refused');
  },
);

test('X1 somebody who is no member of the project learns nothing of the session, not even that it exists', async () => {
  const { token } = await world.owner.http.call('POST /api/projects/:projectId/invitations', {
    params: { projectId: world.projectId },
    body: { role: 'annotator' },
  });
  const http = new HttpClient(app.base);
  const body = { name: 'Gone', email: 'gone@example.org', password: 'a long enough password' };
  await http.call('POST /api/invitations/:token/accept', { params: { token }, body });
  const { person } = await http.call('GET /api/me');
  const params = { projectId: world.projectId, personId: must(person).id };
  await world.owner.http.call('DELETE /api/projects/:projectId/people/:personId', { params });
  const client = await new LiveClient(http, session.id).connect();
  open.push(client);
  const stranger = await client.enter();
  const nowhere = new LiveClient(http, 'no-such-session');
  open.push(nowhere);
  await nowhere.connect();
  expect(await nowhere.enter()).toEqual(stranger);
  expect(stranger.ok).toBe(false);
  await expect(
    http.call('GET /api/sessions/:sessionId', { params: { sessionId: session.id } }),
  ).rejects.toMatchObject({ status: 404 });
});

test('X1 the role counts as the database has it at the act: a demoted chair closes nothing more', async () => {
  const fay = await enter('Fay');
  await fay.must({ type: 'takeChair' });
  await fay.must({ type: 'start' });
  await fay.must({ type: 'openRounds', itemIds: [must(world.itemIds[0])], mode: 'live' });
  const { roundId } = await fay.until(({ shared }) => shared.progress?.[0]);
  // Behind the back of every socket: no revocation is published, only the row changes.
  await app.deps.db
    .updateTable('memberships')
    .set({ role: 'annotator' })
    .where('person_id', '=', personOf(world, 'Fay').personId)
    .execute();
  expect(code(await fay.command({ type: 'closeRounds', roundIds: [roundId] }))).toBe('not-allowed');
});

test('X2 a changed role closes the open sockets, and a removed person does not come back', async () => {
  const ann = await enter('Ann');
  const params = { projectId: world.projectId, personId: personOf(world, 'Ann').personId };
  const gone = new Promise((resolve) => void ann.socket.once('disconnect', resolve));
  await world.owner.http.call('PATCH /api/projects/:projectId/people/:personId', {
    params,
    body: { role: 'observer' },
  });
  await gone;
  expect(ann.left).toBe('revoked');
  await ann.connect();
  expect((await ann.enter()).ok).toBe(true);
  expect(code(await ann.command({ type: 'takeSeat', seat: 'voter' }))).toBe('not-allowed');
  const goneAgain = new Promise((resolve) => void ann.socket.once('disconnect', resolve));
  await world.owner.http.call('DELETE /api/projects/:projectId/people/:personId', { params });
  await goneAgain;
  await ann.connect();
  const back = await ann.enter();
  expect(back.ok ? 'entered' : back.refusal.code).toBe('no-such-session');
});

/** Somebody who comes in by the session's code, with a socket in the room. */
async function enterAsGuest(name: string): Promise<{ http: HttpClient; client: LiveClient }> {
  const http = new HttpClient(app.base);
  await http.call('POST /api/join', { body: { code: session.code, name } });
  const client = await new LiveClient(http, session.id).connect();
  open.push(client);
  await client.enter();
  return { http, client };
}

const admitGuests = (allowGuests: boolean) =>
  world.owner.http.call('PATCH /api/projects/:projectId', {
    params: { projectId: world.projectId },
    body: { settings: { allowGuests } },
  });

test('X2 a project that stops taking guests sends those in its sessions away, and has them back when it takes guests again', async () => {
  const { http, client } = await enterAsGuest('Gustav');
  const ann = await enter('Ann');
  const gone = new Promise((resolve) => void client.socket.once('disconnect', resolve));
  await admitGuests(false);
  await gone;
  expect(client.left).toBe('revoked');
  await client.connect();
  const back = await client.enter();
  expect(back.ok ? 'entered' : back.refusal.code).toBe('no-such-session');
  const params = { sessionId: session.id };
  await expect(http.call('GET /api/sessions/:sessionId', { params })).rejects.toMatchObject({ status: 404 });
  expect((await http.call('GET /api/me')).guestOf).toEqual([]);
  expect(code(await ann.command({ type: 'raiseHand', raised: true }))).toBe('ok');
  await admitGuests(true);
  expect((await client.enter()).ok).toBe(true);
});

test('X1 whether guests count is asked of the database at the act: none acts in a project that has stopped taking them', async () => {
  const { client } = await enterAsGuest('Gustav');
  // Behind the back of every socket: no revocation is published, only the row changes.
  await app.deps.db
    .updateTable('projects')
    .set({ settings: JSON.stringify({ allowGuests: false }) })
    .where('id', '=', world.projectId)
    .execute();
  expect(code(await client.command({ type: 'raiseHand', raised: true }))).toBe('not-allowed');
});

test('a guest comes in with code and name, answers, and sees nothing but the one session', async () => {
  const guest = new HttpClient(app.base);
  const { sessionId, projectId } = await guest.call('POST /api/join', {
    body: { code: session.code.toLowerCase(), name: 'Gustav' },
  });
  expect(sessionId).toBe(session.id);
  const client = await new LiveClient(guest, sessionId).connect();
  open.push(client);
  expect((await client.enter()).ok).toBe(true);
  const other = await planSession(world);
  const elsewhere = new LiveClient(guest, other.id);
  open.push(elsewhere);
  await elsewhere.connect();
  expect((await elsewhere.enter()).ok).toBe(false);
  await expect(
    guest.call('GET /api/projects/:projectId/items', { params: { projectId } }),
  ).rejects.toMatchObject({ status: 404 });
});

const BAD_FRAMES: [string, unknown][] = [
  ['nothing', undefined],
  ['a number', 7],
  ['a list', []],
  ['another session id', { sessionId: '../../etc', opId: 'x', command: { type: 'start' } }],
  [
    'a prototype',
    JSON.parse('{"__proto__":{"x":1},"sessionId":"s","opId":"o","command":{"type":"constructor"}}'),
  ],
  ['an unknown command', { sessionId: 's', opId: 'o', command: { type: 'becomeOwner' } }],
  ['not a number', { sessionId: 's', opId: 'o', command: { type: 'startTimer', durationMs: Number.NaN } }],
];

test('P1 a frame of the wrong shape is acknowledged with a refusal and hurts nobody', async () => {
  const ann = await enter('Ann');
  for (const [what, frame] of BAD_FRAMES) {
    const answer: unknown = await ann.socket.timeout(5_000).emitWithAck('command', frame as never);
    expect(answer, what).toMatchObject({ ok: false });
    expect(code(await ann.command({ type: 'raiseHand', raised: true })), what).toBe('ok');
  }
});

test('P2 a flood is refused, and the others go on', async () => {
  const ann = await enter('Ann');
  const olga = await enter('Olga');
  const flood = await Promise.all(
    Array.from({ length: 300 }, () => ann.command({ type: 'raiseHand', raised: true })),
  );
  expect(flood.map(code)).toContain('too-fast');
  expect(code(await olga.command({ type: 'raiseHand', raised: true }))).toBe('ok');
});

test('B6 what one person sees of an item names no model and no source', async () => {
  const { http } = personOf(world, 'Ann');
  const item = await http.call('GET /api/sessions/:sessionId/items/:itemId', {
    params: { sessionId: session.id, itemId: must(world.itemIds[0]) },
  });
  expect(item.responses.map((response) => response.id)).toEqual(['r1', 'r2']);
  expect(JSON.stringify(item)).not.toMatch(/model-[xy]/);
});
