import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { itemId, type ItemId } from '#shared/ids.ts';
import { must } from '#shared/must.ts';
import { rubricSchema } from '#shared/rubric/rubric.ts';
import { HttpClient } from '../client/http-client.ts';
import { LiveClient } from '../client/live-client.ts';
import { LightClient } from './light-client.ts';

/* A server of its own process with a session full of people: what the live benchmarks measure on. */

export interface Room {
  readonly base: string;
  readonly pid: number;
  readonly itemIds: readonly ItemId[];
  readonly sessionId: string;
  readonly code: string;
  readonly chair: LiveClient;
  readonly guest: HttpClient;
  close(): Promise<void>;
}

const RUBRIC = rubricSchema.parse({
  dimensions: [
    { id: 'preference', name: 'Preference', scale: { kind: 'pairwise' } },
    {
      id: 'clarity',
      name: 'Clarity',
      scale: { kind: 'likert', points: [1, 2, 3, 4, 5].map((value) => ({ value, label: `${value}` })) },
    },
  ],
});
const PASSWORD = 'bench bench bench';
const ITEMS = 24;

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** Whether anybody listens there: a fraction of what a failing request costs, and the server starts on the same two cores. */
async function listens(port: number): Promise<boolean> {
  const socket = connect({ host: '127.0.0.1', port });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function firstAnswer(child: ChildProcess, port: number): Promise<void> {
  while (!(await listens(port))) {
    if (child.exitCode !== null) throw new Error(`The server ended with code ${child.exitCode}.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const { ok, status } = await fetch(`http://127.0.0.1:${port}/api/health`);
  if (!ok) throw new Error(`The server answered ${status}.`);
}

export interface Started {
  readonly child: ChildProcess;
  readonly base: string;
  /** From the start of the process to the first 200. */
  readonly ms: number;
}

/** As `npm start` does it: a small young generation, and what was compiled at an earlier start is kept. */
const AS_NPM_START: readonly string[] = ['--max-semi-space-size=8', 'tools/start.mjs', 'server/main.ts'];

/** Starts a server in a process of its own and waits for its first 200. */
export async function start(dataDir: string, command = AS_NPM_START): Promise<Started> {
  const port = await freePort();
  const env = {
    ...process.env,
    HOST: '127.0.0.1',
    PORT: String(port),
    DATA_DIR: dataDir,
    DATABASE_URL: '',
    LOG_LEVEL: 'warn',
  };
  const startedAt = performance.now();
  const child = spawn(process.execPath, command, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const base = `http://127.0.0.1:${port}`;
  await firstAnswer(child, port);
  return { child, base, ms: performance.now() - startedAt };
}

const itemLines = Array.from({ length: ITEMS }, (_, i) =>
  JSON.stringify({
    id: `item-${i}`,
    task: 'pairwise',
    prompt: `Question ${i}`,
    responses: [
      { id: 'a', text: 'A' },
      { id: 'b', text: 'B' },
    ],
  }),
).join('\n');

/** Starts a server and opens a live session in it, with its chair in the room. */
export async function openRoom(): Promise<Room> {
  const dataDir = await mkdtemp(join(tmpdir(), 'touchstone-bench-'));
  const { child, base } = await start(dataDir);
  const owner = new HttpClient(base);
  const project = { name: 'Bench', rubric: RUBRIC };
  await owner.call('POST /api/setup', {
    body: { name: 'Olga', email: 'olga@example.org', password: PASSWORD, project },
  });
  const projectId = must((await owner.call('GET /api/me')).projects[0]).id;
  await owner.upload(`/api/projects/${projectId}/imports?kind=items`, itemLines);
  const { items } = await owner.call('GET /api/projects/:projectId/items', { params: { projectId } });
  const itemIds = items.map((item) => itemId.parse(item.id));
  const body = { title: 'Bench', itemIds };
  const session = await owner.call('POST /api/projects/:projectId/sessions', { params: { projectId }, body });
  const chair = await new LiveClient(owner, session.id).connect();
  await chair.enter();
  await chair.must({ type: 'takeChair' });
  await chair.must({ type: 'start' });
  return {
    ...{ base, itemIds, sessionId: session.id, code: session.code, chair, guest: owner },
    pid: must(child.pid),
    async close() {
      chair.close();
      child.kill('SIGTERM');
      await once(child, 'exit');
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Lets so many guests in, each with a socket. */
export async function seat(room: Room, count: number, from: number): Promise<LightClient[]> {
  const clients: LightClient[] = [];
  for (let i = from; i < from + count; i += 1) {
    const http = new HttpClient(room.base);
    await http.call('POST /api/join', { body: { code: room.code, name: `Guest ${i}` } });
    clients.push(await LightClient.enter(http, room.sessionId));
  }
  return clients;
}

/** Resident memory of a process in megabytes (Linux); null elsewhere. */
export async function residentMegabytes(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /VmRSS:\s+(\d+)/.exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) / 1024;
}
