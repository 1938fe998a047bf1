import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '#server/db/database.ts';
import { verifyAudit } from '#server/repositories/audit-log.ts';
import { must } from '#shared/must.ts';
import { HttpClient } from '../../tools/client/http-client.ts';
import { LiveClient } from '../../tools/client/live-client.ts';
import { freePort, startChild, type ChildServer } from '../support/child-server.ts';
import { ballotFrom } from '../support/meeting.ts';
import { makeWorld, personOf, planSession, type World } from '../support/world.ts';

const VOTERS = 6;
const CYCLES = 6;

let dataDir: string;
let port: number;
let server: ChildServer;
let world: World;
let session: { id: string; code: string };

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'touchstone-kill-'));
  port = await freePort();
  server = await startChild('server/main.ts', dataDir, port);
  world = await makeWorld(server.base, { people: { Fay: 'facilitator' } });
  session = await planSession(world);
  await joinVoters();
  await openRound();
});

afterEach(async () => {
  await server.kill('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

async function joinVoters(): Promise<void> {
  for (let i = 0; i < VOTERS; i += 1) {
    const http = new HttpClient(server.base);
    await http.call('POST /api/join', { body: { code: session.code, name: `Voter ${i}` } });
    const me = await http.call('GET /api/me');
    world.people.set(`Voter ${i}`, {
      name: `Voter ${i}`,
      role: 'annotator',
      http,
      personId: must(me.person).id,
    });
  }
}

async function openRound(): Promise<void> {
  const fay = await connected('Fay');
  await fay.must({ type: 'takeChair' });
  await fay.must({ type: 'start' });
  await fay.must({ type: 'openRounds', itemIds: [must(world.itemIds[0])], mode: 'live' });
  fay.close();
}

async function connected(name: string): Promise<LiveClient> {
  const client = await new LiveClient(personOf(world, name).http, session.id).connect();
  await client.enter();
  return client;
}

/** Casts one ballot after the other until the server is gone; notes every op id that was acknowledged. */
async function castUntilGone(client: LiveClient, cycle: number, acked: string[]): Promise<void> {
  client.socket.io.reconnection(false);
  const { roundId } = must(client.view.shared.progress?.[0]);
  for (let i = 0; client.socket.connected; i += 1) {
    const op = `op-${client.socket.id ?? ''}-${cycle}-${i}`.replace(/[^A-Za-z0-9-]/g, '');
    const gone = new Promise<null>((resolve) => void client.socket.once('disconnect', () => resolve(null)));
    const answer = await Promise.race([
      client.command({ type: 'castBallot', roundId, ballot: ballotFrom(i, i, op) }, op),
      gone,
    ]);
    if (answer?.ok) acked.push(op);
    // Twenty a second is what one person may do.
    await new Promise((resolve) => setTimeout(resolve, 45));
  }
}

interface Stored {
  readonly ops: Set<string>;
  readonly ballots: string[];
  readonly audited: number;
  readonly isChainWhole: boolean;
}

async function readStored(): Promise<Stored> {
  const db = await openDatabase({ dataDir, databaseUrl: null });
  const ops = await db.selectFrom('session_ops').select('op_id').where('op_id', 'like', 'op-%').execute();
  const casts = await db
    .selectFrom('session_events')
    .select('payload')
    .where('type', '=', 'BallotCast')
    .execute();
  const audits = await db
    .selectFrom('audit_log')
    .select('seq')
    .where('action', '=', 'session.castBallot')
    .execute();
  const verdict = await verifyAudit(db);
  await db.destroy();
  const ballots = casts.map(
    ({ payload }) => (JSON.parse(payload) as { ballot: { reason: string } }).ballot.reason,
  );
  return {
    ops: new Set(ops.map((row) => row.op_id)),
    ballots,
    audited: audits.length,
    isChainWhole: verdict.ok,
  };
}

/** Kills the server at a random moment under load, again and again; returns what was acknowledged and what is stored. */
async function killCycles(
  script: string,
  cycles: number,
  seed: number,
): Promise<{ acked: string[]; stored: Stored }> {
  const acked: string[] = [];
  let state = seed;
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    await server.kill('SIGKILL');
    server = await startChild(script, dataDir, port);
    const clients = await Promise.all(Array.from({ length: VOTERS }, (_, i) => connected(`Voter ${i}`)));
    const casting = clients.map((client) => castUntilGone(client, cycle, acked));
    state = (Math.imul(1_664_525, state) + 1_013_904_223) >>> 0;
    await new Promise((resolve) => setTimeout(resolve, 100 + (state % 250)));
    await server.kill('SIGKILL');
    await Promise.all(casting);
    for (const client of clients) client.close();
  }
  return { acked, stored: await readStored() };
}

test('D1 kill -9 at any moment loses nothing acknowledged and doubles nothing; D2 ballot, answer and audit row are one', async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  console.info(`seed ${seed}`);
  const { acked, stored } = await killCycles('server/main.ts', CYCLES, seed);
  console.info(`${CYCLES} kills, ${acked.length} ballots acknowledged, ${stored.ballots.length} stored`);
  expect(acked.length).toBeGreaterThan(CYCLES * VOTERS);
  expect(acked.filter((op) => !stored.ops.has(op))).toEqual([]);
  expect(new Set(stored.ballots).size).toBe(stored.ballots.length);
  expect(stored.ballots.toSorted()).toEqual([...stored.ops].toSorted());
  expect(stored.audited).toBe(stored.ballots.length);
  expect(stored.isChainWhole).toBe(true);
}, 120_000);

test('D1 a planted fault is caught: a server that acknowledges before it stores', async () => {
  const { acked, stored } = await killCycles('test/support/ack-first-server.ts', 3, 7);
  expect(acked.filter((op) => !stored.ops.has(op)).length).toBeGreaterThan(0);
}, 120_000);
