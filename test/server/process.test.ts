import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openDatabase } from '#server/db/database.ts';
import { buildProject } from '../support/builders.ts';
import { startApp } from '../support/start-app.ts';

/* The program as it is started: its own process, its own data directory. */

const ROOT = resolve(import.meta.dirname, '../..');
/** Each test starts Node once or more, on a machine that may be busy with the other tests. */
vi.setConfig({ testTimeout: 60_000 });

const STOP_WITHIN_MS = 10_000;

interface Ended {
  readonly status: number | null;
  readonly output: string;
}

interface Started {
  readonly child: ChildProcess;
  /** Resolves with the address once the server listens. */
  readonly listening: Promise<string>;
  readonly ended: Promise<Ended>;
}

let dataDir = '';
const children: ChildProcess[] = [];
beforeEach(async () => void (dataDir = await mkdtemp(join(tmpdir(), 'process-'))));
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

function start(
  file: string,
  args: readonly string[] = [],
  environment: Record<string, string> = {},
): Started {
  const env = { PATH: '', DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'info', ...environment };
  const child = spawn(process.execPath, [file, ...args], { cwd: ROOT, env });
  children.push(child);
  const listening = Promise.withResolvers<string>();
  const ended = Promise.withResolvers<Ended>();
  let output = '';
  const read = (chunk: Buffer) => {
    output += chunk.toString();
    const port = /"port":(\d+)/.exec(output)?.[1];
    if (port !== undefined) listening.resolve(`http://127.0.0.1:${port}`);
  };
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  child.on('close', (status) => {
    listening.reject(new Error(`ended with ${status}: ${output}`));
    ended.resolve({ status, output });
  });
  listening.promise.catch(() => undefined);
  return { child, listening: listening.promise, ended: ended.promise };
}

test('starts on an empty directory, answers, and stops within ten seconds of SIGTERM', async () => {
  const server = start('server/main.ts');
  const base = await server.listening;
  const me = (await (await fetch(`${base}/api/me`)).json()) as { firstRun: boolean };
  expect(me.firstRun).toBe(true);
  const killer = setTimeout(() => server.child.kill('SIGKILL'), STOP_WITHIN_MS);
  server.child.kill('SIGTERM');
  const { status, output } = await server.ended;
  clearTimeout(killer);
  expect([status, output.includes('"stopped"')]).toEqual([0, true]);
});

test('refuses a database that a newer program wrote, and says so', async () => {
  const db = await openDatabase({ dataDir, databaseUrl: null });
  await sql`create table migrations (name text primary key, applied_at bigint not null)`.execute(db);
  await sql`insert into migrations values ('2099-01-01T0000-add-time-travel', 1)`.execute(db);
  await db.destroy();
  const { status, output } = await start('server/main.ts').ended;
  expect(status).toBe(1);
  expect(output).toMatch(/^Touchstone cannot start\. This database was written by a newer version/);
});

test('refuses a wrong variable by its name, before anything is opened', async () => {
  const { status, output } = await start('server/main.ts', [], { PORT: 'eighty' }).ended;
  expect([status, output]).toEqual([1, expect.stringMatching(/^Touchstone cannot start\. PORT: /)]);
});

test('refuses an address that is taken, and ends', async () => {
  const base = await start('server/main.ts').listening;
  const { status, output } = await start('server/main.ts', [], { PORT: new URL(base).port }).ended;
  expect([status, output]).toEqual([1, expect.stringMatching(/^Touchstone cannot start\. .*EADDRINUSE/)]);
});

test('--help prints the variables and ends', async () => {
  const { status, output } = await start('server/main.ts', ['--help']).ended;
  expect([status, output.includes('DATABASE_URL')]).toEqual([0, true]);
});

test('the import command works on the database itself, and is idempotent', async () => {
  const app = await startApp({ environment: { DATA_DIR: dataDir } });
  await buildProject(app.deps, { name: 'From the shell' });
  await app.close();
  const [items, labels] = [join(dataDir, 'items.jsonl'), join(dataDir, 'labels.jsonl')];
  await writeFile(
    items,
    '{"id":"a","prompt":"Q","responses":["x","y"]}\n{"id":"b","prompt":"R","responses":["x","y"]}\n',
  );
  await writeFile(
    labels,
    '{"item":"a","annotator":"ann","dimension":"preference","value":"1"}\n{"item":"a","annotator":"ben","dimension":"preference","value":"2"}\n',
  );
  const run = () => start('tools/import.ts', ['--project', 'From the shell', labels, items]).ended;
  const first = await run();
  expect(first.output).toContain('items.jsonl: 2 records of items, 2 imported, 0 unchanged, 0 problems.');
  expect(first.output).toContain('labels.jsonl: 2 records of labels, 2 imported, 0 unchanged, 0 problems.');
  expect(first.output).toMatch(/Preference: alpha \(nominal\) .*n 2, units 1/);
  expect((await run()).output).toContain('0 imported, 2 unchanged');
});

test('the import command names the bad line, imports nothing and fails', async () => {
  const app = await startApp({ environment: { DATA_DIR: dataDir } });
  await buildProject(app.deps, { name: 'P' });
  await app.close();
  const items = join(dataDir, 'items.jsonl');
  await writeFile(items, '{"id":"a","prompt":"Q"}\n{"id":"b","prompt":7}\n');
  const { status, output } = await start('tools/import.ts', ['--project', 'P', items]).ended;
  expect([status, output]).toEqual([1, expect.stringContaining('line 2: `prompt` must be text')]);
  expect(output).toContain('Nothing was imported.');
  expect((await start('tools/import.ts', ['--project', 'Q', items]).ended).output).toContain(
    'There is no project "Q".',
  );
});
