import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import configuration from '../../.dependency-cruiser.mjs';

const project = resolve(import.meta.dirname, '../..');
const directory = mkdtempSync(join(tmpdir(), 'touchstone-arrows-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** For each rule one import that breaks it: the file that imports, and what it imports. */
const PLANTED: Record<string, [file: string, imported: string]> = {
  'no-circle': ['shared/ballot.ts', './round.ts'],
  'no-unresolvable': ['shared/scale.ts', '#shared/nowhere.ts'],
  'no-test-in-product': ['server/main.ts', '../test/support/clock.ts'],
  'shared-stands-alone': ['shared/policy.ts', '#server/log.ts'],
  'shared-without-node': ['shared/hash.ts', 'node:crypto'],
  'shared-pure-packages': ['shared/session.ts', 'pino'],
  'shared-yjs-in-guideline': ['shared/item.ts', 'yjs'],
  'shared-markdown-in-its-folders': ['shared/reason.ts', 'markdown-it'],
  'web-without-server': ['web/lib/api.ts', '#server/log.ts'],
  'web-without-server-packages': ['web/lib/live.ts', 'ws'],
  'web-without-node': ['web/lib/file.ts', 'node:fs'],
  'stores-in-routes-only': ['web/lib/components/ballot-form.svelte', '#lib/stores/session.svelte.ts'],
  'lib-without-routes': ['web/lib/menu.ts', '../routes/page.ts'],
  'server-without-web': ['server/http/page.ts', '../../web/routes/page.ts'],
  'sql-in-repositories': ['server/services/ballots.ts', 'kysely'],
  'drivers-in-db': ['server/repositories/ballots.ts', 'better-sqlite3'],
  'express-in-http': ['server/services/login.ts', 'express'],
  'sockets-in-live': ['server/services/rooms.ts', 'socket.io'],
  'yjs-in-guidelines': ['server/services/draft.ts', 'yjs'],
  'document-wire-in-gateway': ['server/services/guideline/draft-room.ts', 'ws'],
  'services-without-transports': ['server/services/reveal.ts', '../live/gateway.ts'],
  'repositories-without-services': ['server/repositories/rulings.ts', '../services/reveal.ts'],
  'db-without-repositories': ['server/db/migrate.ts', '../repositories/ballots.ts'],
  'transports-through-services': ['server/live/vote.ts', '../repositories/ballots.ts'],
  'transports-apart': ['server/http/announce.ts', '../live/gateway.ts'],
  'migrations-frozen': ['migrations/2026-create-people.ts', '#shared/ballot.ts'],
};

/** Imports that the rules must leave alone. */
const ALLOWED: [file: string, ...imported: string[]][] = [
  ['server/app.ts', './http/router.ts', './live/gateway.ts', './repositories/cases.ts', '#shared/ballot.ts'],
  ['server/http/router.ts', 'express', '../services/minutes.ts', '#shared/ballot.ts'],
  ['server/live/gateway.ts', 'socket.io', '../http/origin.ts', '../services/minutes.ts'],
  ['server/http/origin.ts', '#shared/ballot.ts'],
  ['server/guidelines/gateway.ts', 'ws', 'yjs', '../services/minutes.ts'],
  ['server/services/minutes.ts', '../repositories/cases.ts', '../db/database.ts', '#shared/ballot.ts'],
  ['server/repositories/cases.ts', 'kysely', '../db/database.ts'],
  ['server/db/database.ts', 'kysely', 'better-sqlite3'],
  ['server/log.ts', 'pino'],
  [
    'web/routes/vote.svelte',
    '#lib/stores/session.svelte.ts',
    '#lib/components/ring.svelte',
    '$app/navigation',
  ],
  ['web/lib/components/ring.svelte', '#shared/ballot.ts', 'd3-scale'],
  ['web/lib/stores/session.svelte.ts', 'socket.io-client', '#shared/ballot.ts'],
  ['shared/guideline/text.ts', 'yjs', 'diff'],
  ['shared/protocol.ts', 'zod'],
  ['migrations/2026-create-items.ts', 'kysely'],
];

const TARGETS = ['web/routes/page.ts', 'test/support/clock.ts'];

function write(file: string, imports: readonly string[]): void {
  const script = [...imports.map((name) => `import '${name}';`), 'export {};'].join('\n');
  const path = join(directory, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, file.endsWith('.svelte') ? `<script lang="ts">\n${script}\n</script>\n` : script);
}

function plantFixture(): void {
  cpSync(join(project, 'package.json'), join(directory, 'package.json'));
  symlinkSync(join(project, 'node_modules'), join(directory, 'node_modules'));
  for (const file of TARGETS) write(file, []);
  write('shared/round.ts', ['./ballot.ts']);
  for (const [file, imported] of Object.values(PLANTED)) write(file, [imported]);
  for (const [file, ...imported] of ALLOWED) write(file, imported);
}

const report = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

/** Every broken rule as "rule: file". */
function brokenRules(): string[] {
  plantFixture();
  const depcruise = join(project, 'node_modules/.bin/depcruise');
  const options = ['--config', join(project, '.dependency-cruiser.mjs'), '--output-type', 'json'];
  const folders = ['server', 'shared', 'web', 'migrations', 'test'];
  const { stdout } = spawnSync(process.execPath, [depcruise, ...options, ...folders], {
    cwd: directory,
    encoding: 'utf8',
  });
  return report.parse(JSON.parse(stdout)).summary.violations.map(({ from, rule }) => `${rule.name}: ${from}`);
}

const broken = brokenRules();

test('every import rule has a planted violation', () => {
  const rules = configuration.forbidden?.map((rule) => rule.name) ?? [];
  expect(Object.keys(PLANTED).sort()).toEqual(rules.sort());
});

test.each(Object.entries(PLANTED))('the rule %s catches its planted import', (rule, [file]) => {
  expect(broken).toContain(`${rule}: ${file}`);
});

test.each(ALLOWED.map(([file]) => file))('the imports of %s are allowed', (file) => {
  expect(broken.filter((line) => line.endsWith(`: ${file}`))).toEqual([]);
});
