import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '#server/db/database.ts';
import { buildProject } from '../support/builders.ts';
import { runSql } from '../support/database.ts';
import { startApp } from '../support/start-app.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'touchstone-verify-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

function verify(dataDir: string): { code: number | null; said: string } {
  const env = { PATH: '/usr/bin:/bin', DATA_DIR: dataDir, DATABASE_URL: '' };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['tools/verify.ts'], {
    cwd: ROOT,
    env,
    encoding: 'utf8',
  });
  return { code: status, said: stdout + stderr };
}

/** What somebody can do who has the file. */
async function withDatabase(...statements: string[]): Promise<void> {
  const db = await openDatabase({ dataDir: directory, databaseUrl: null });
  for (const statement of statements) await runSql(db, statement);
  await db.destroy();
}

test('G1 the command says that every chain holds, and names the first bad version when one does not', async () => {
  const app = await startApp({ environment: { DATA_DIR: directory } });
  const { id } = await buildProject(app.deps);
  await app.close();
  expect(verify(directory)).toMatchObject({
    code: 0,
    said: expect.stringContaining('1 versions, every hash and seal holds') as string,
  });
  await withDatabase(
    'drop trigger guideline_versions_no_update',
    "update guideline_versions set text = text || 'x'",
  );
  const { code, said } = verify(directory);
  expect(code).toBe(1);
  expect(said).toContain(`version 1 of project ${id}: its text or rubric was changed`);
  expect(said).toMatch(/audit log: \d+ rows, the chain holds/);
  await withDatabase('drop trigger audit_log_no_update', "update audit_log set action = 'x' where seq = 2");
  expect(verify(directory).said).toContain('audit log: row 2: was changed');
});

test('looking does not make a database where there is none', () => {
  const nowhere = join(directory, 'nowhere');
  expect(verify(nowhere)).toMatchObject({ code: 2 });
  expect(existsSync(nowhere)).toBe(false);
});
