import { randomBytes } from 'node:crypto';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { must } from '#shared/must.ts';
import type { Role } from '#shared/access/policy.ts';
import { HttpClient } from '../../tools/client/http-client.ts';
import { LiveClient } from '../../tools/client/live-client.ts';
import { ballotFrom } from '../support/meeting.ts';
import { httpRoutes } from '../support/routes.ts';
import { startApp, type RunningApp } from '../support/start-app.ts';
import { makeWorld, personOf, planSession, type World, type WorldPerson } from '../support/world.ts';

/*
 * The wire tap (law B1): everything that reaches anybody but its author — every frame on every socket, every body of every GET route,
 * every line of the log — is searched for what the victims wrote. After the reveal the same search must find it.
 */

let app: RunningApp;
let world: World;
let session: { id: string; code: string };
const open: LiveClient[] = [];

const PEOPLE: Record<string, Role> = {
  Fay: 'facilitator',
  Rob: 'reviewer',
  Aya: 'author',
  Ann: 'annotator',
  Ben: 'annotator',
  Oli: 'observer',
};
const VICTIMS = ['Ann', 'Ben'];

beforeEach(async () => {
  app = await startApp();
  world = await makeWorld(app.base, { people: PEOPLE });
  world.people.set('Olga', world.owner);
  const guest = new HttpClient(app.base);
  session = await planSession(world);
  await guest.call('POST /api/join', { body: { code: session.code, name: 'Gus' } });
  const me = await guest.call('GET /api/me');
  world.people.set('Gus', { name: 'Gus', role: 'annotator', http: guest, personId: must(me.person).id });
});

afterEach(async () => {
  for (const client of open.splice(0)) client.close();
  await app.close();
});

/** Records every byte that this person's socket receives. */
async function tap(
  name: string,
  heard: string[],
  as: 'person' | 'projector' = 'person',
): Promise<LiveClient> {
  const client = new LiveClient(personOf(world, name).http, session.id);
  open.push(client);
  await client.connect();
  client.socket.io.engine.on(
    'packet',
    (packet: { data?: unknown }) => void heard.push(`${name}: ${String(packet.data)}`),
  );
  await client.enter(as);
  return client;
}

/** The body as bytes and, where it is packed, unpacked as well. */
function readings(body: Buffer): string[] {
  const unpacked = [gunzipSync, brotliDecompressSync].flatMap((unpack) => {
    try {
      return [unpack(body).toString('latin1')];
    } catch {
      return [];
    }
  });
  return [body.toString('utf8'), body.toString('latin1'), ...unpacked];
}

/** GETs every route with every id that this person could know, and some that they could guess. */
async function sweep(who: WorldPerson, ids: Record<string, string[]>, heard: string[]): Promise<Set<string>> {
  const asked = new Set<string>();
  for (const route of httpRoutes().filter(({ method }) => method === 'GET')) {
    for (const path of paths(route.path, ids)) {
      const response = await fetch(app.base + path, {
        headers: { cookie: who.http.cookie, origin: app.base },
      });
      const body = Buffer.from(await response.arrayBuffer());
      heard.push(
        ...readings(body).map((text) => `${who.name} GET ${path}: ${text}`),
        JSON.stringify([...response.headers]),
      );
      asked.add(route.path);
    }
  }
  return asked;
}

/** Every way to fill the `:name` places of a path. */
function paths(pattern: string, ids: Record<string, string[]>): string[] {
  const place = /:(\w+)/.exec(pattern);
  if (!place) return [pattern, `${pattern}?page=1&search=a&sort=value&by=disagreement&from=1&to=1`];
  return (ids[must(place[1])] ?? ['1']).flatMap((id) =>
    paths(pattern.replace(place[0], encodeURIComponent(id)), ids),
  );
}

const spellings = (canary: string): string[] => [
  canary,
  Buffer.from(canary).toString('base64').replaceAll('=', ''),
  Buffer.from(canary).toString('hex'),
  encodeURIComponent(canary),
];

const found = (heard: readonly string[], canaries: readonly string[]): string[] => {
  const needles = canaries.flatMap(spellings);
  return heard
    .filter((text) => needles.some((needle) => text.includes(needle)))
    .map((text) => text.slice(0, 120));
};

test('B1 no byte that reaches anybody else holds what was answered, until the reveal: then all of it does', async () => {
  const canaries = VICTIMS.map((name) => `canary-${name}-${randomBytes(16).toString('hex')}`);
  const heard: string[] = [];
  const others = [...world.people.keys()].filter((name) => !VICTIMS.includes(name));
  const taps = new Map<string, LiveClient>();
  for (const name of others) taps.set(name, await tap(name, heard));
  const projector = await tap('Oli', heard, 'projector');
  const victims = await Promise.all(VICTIMS.map((name) => tap(name, [])));

  const fay = must(taps.get('Fay'));
  await fay.must({ type: 'takeChair' });
  await fay.must({ type: 'start' });
  const itemId = must(world.itemIds[0]);
  await fay.must({ type: 'openRounds', itemIds: [itemId], mode: 'live' });
  const { roundId } = await fay.until(({ shared }) => shared.progress?.[0]);
  for (const [i, victim] of victims.entries()) {
    await victim.must({ type: 'castBallot', roundId, ballot: ballotFrom(1, 1, 'first thought') });
    await victim.must({ type: 'castBallot', roundId, ballot: ballotFrom(i * 3, i, must(canaries[i])) });
  }
  await fay.until(({ shared }) => shared.progress?.[0]?.answered === 2, 5_000, 'two answers');

  const ids = {
    ...{
      sessionId: [session.id],
      projectId: [world.projectId],
      itemId: [...world.itemIds],
      number: ['1'],
      code: [session.code],
    },
    personId: [...world.people.values()].map((one) => one.personId),
  };
  const routes = new Set(
    httpRoutes()
      .filter(({ method }) => method === 'GET')
      .map(({ path }) => path),
  );
  for (const name of others) expect(await sweep(personOf(world, name), ids, heard)).toEqual(routes);
  // Refusals, resumption from the start, and commands of others must tell nothing either.
  for (const client of taps.values()) {
    heard.push(JSON.stringify(await client.enter('person', { epoch: must(client.cursor).epoch, seq: 0 })));
    heard.push(
      JSON.stringify(
        await client.command({ type: 'comment', itemId, dimensionId: null, replyTo: null, text: 'x' }),
      ),
    );
    heard.push(
      JSON.stringify(
        await client.command({ type: 'revealRounds', roundIds: [roundId], evenIfMissing: false }),
      ),
    );
  }
  heard.push(app.logged());
  expect(heard.length).toBeGreaterThan(300);
  expect(found(heard, canaries)).toEqual([]);

  await fay.must({ type: 'revealRounds', roundIds: [roundId], evenIfMissing: true });
  const key = `item:${itemId}` as const;
  for (const client of [...taps.values(), projector])
    await client.until(({ shared }) => (shared[key]?.rounds.length ?? 0) === 1);
  for (const canary of canaries) {
    const listeners = found(heard, [canary]).map((text) => text.split(':')[0]);
    for (const name of others) expect(listeners).toContain(name);
  }
  expect(found([app.logged()], canaries)).toEqual([]);
});
