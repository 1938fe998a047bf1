import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';

const LOCK_FILE = new URL('../../package-lock.json', import.meta.url);
const MANIFEST = new URL('../../package.json', import.meta.url);

/** The oldest version of each package without a known fault that an outsider could use against a meeting. */
const FLOORS: Record<string, string> = {
  'socket.io': '4.8.3',
  'socket.io-parser': '4.2.7',
  'engine.io': '6.6.10',
  ws: '8.21.1',
  express: '5.0.0',
  'path-to-regexp': '8.4.0',
  kysely: '0.28.17',
  devalue: '5.9.2',
  '@sveltejs/kit': '3.0.0',
  yjs: '13.6.31',
};

/** Held to a floor only when something brings them in. */
const FLOORS_IF_PRESENT: Record<string, string> = {
  'better-auth': '1.7.7',
  dompurify: '3.4.17',
  'prosemirror-view': '1.42.3',
};

const lockFile = z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) });
const manifest = z.object({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
  optionalDependencies: z.record(z.string(), z.string()),
});

const lockText = readFileSync(LOCK_FILE, 'utf8');
const { packages } = lockFile.parse(JSON.parse(lockText));

function versionsOf(name: string): string[] {
  const copies = Object.entries(packages).filter(([path]) => path.endsWith(`node_modules/${name}`));
  return copies.flatMap(([, { version }]) => version ?? []);
}

function isAtLeast(version: string, floor: string): boolean {
  const byNumber = new Intl.Collator('en', { numeric: true });
  return byNumber.compare(version, floor) >= 0;
}

function tooOld(name: string, floor: string): string[] {
  return versionsOf(name).filter((version) => !isAtLeast(version, floor));
}

test.each(Object.entries(FLOORS))('every installed copy of %s is at least %s', (name, floor) => {
  expect(versionsOf(name)).not.toEqual([]);
  expect(tooOld(name, floor)).toEqual([]);
});

test.each(Object.entries(FLOORS_IF_PRESENT))('no copy of %s is older than %s', (name, floor) => {
  expect(tooOld(name, floor)).toEqual([]);
});

test('the floor check compares numbers, not letters', () => {
  expect(isAtLeast('8.21.1', '8.21.1')).toBe(true);
  expect(isAtLeast('8.9.0', '8.21.1')).toBe(false);
  expect(isAtLeast('10.0.0', '8.21.1')).toBe(true);
});

test('the lock file holds no download address, so that every registry mirror can serve it', () => {
  expect(lockText).not.toContain('"resolved"');
  expect(lockText).not.toMatch(/https?:\/\/[^"]*\.tgz/);
});

test('every package in the lock file is guarded by its hash', () => {
  const guarded = z.record(z.string(), z.looseObject({ integrity: z.string() }));
  const { '': _project, ...installed } = z
    .object({ packages: z.record(z.string(), z.unknown()) })
    .parse(JSON.parse(lockText)).packages;
  expect(guarded.safeParse(installed).error).toBeUndefined();
});

test('every direct dependency is pinned to one exact version', () => {
  const direct = manifest.parse(JSON.parse(readFileSync(MANIFEST, 'utf8')));
  const ranges = { ...direct.dependencies, ...direct.devDependencies, ...direct.optionalDependencies };
  const loose = Object.entries(ranges).filter(([, range]) => !/^\d+\.\d+\.\d+$/.test(range));
  expect(loose).toEqual([]);
});
