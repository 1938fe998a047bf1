import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Db } from '#server/db/database.ts';
import { inTransaction } from '#server/db/transaction.ts';
import {
  appendAudit,
  appendAudits,
  listAudit,
  verifyAudit,
  type AuditEntry,
} from '#server/repositories/audit-log.ts';
import {
  migratedDatabase,
  onEveryDatabase,
  runSql,
  type Engine,
  type TestDatabase,
} from '../support/database.ts';

const entry = (subject: string, more: Partial<AuditEntry> = {}): AuditEntry => ({
  at: 1_000,
  actorId: 'ann',
  projectId: 'p1',
  action: 'project.changed',
  subject,
  detail: { name: 'Ünïcode', nested: { b: 1, a: [null, true] } },
  ...more,
});

/** What only somebody with the database's own password can do. */
async function asDatabaseOwner(db: Db, engine: Engine, statement: string): Promise<void> {
  const unlock =
    engine === 'PostgreSQL'
      ? ['alter table audit_log disable trigger all']
      : ['drop trigger audit_log_no_update', 'drop trigger audit_log_no_delete'];
  for (const step of [...unlock, statement]) await runSql(db, step);
}

onEveryDatabase('the audit log', (engine) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await migratedDatabase(engine);
    await inTransaction(database.db, (tx) =>
      appendAudits(
        tx,
        ['a', 'b', 'c', 'd', 'e'].map((subject) => entry(subject)),
      ),
    );
  });
  afterEach(() => database.close());

  test('X3 an untouched chain verifies, however its rows were appended', async () => {
    await inTransaction(database.db, (tx) => appendAudit(tx, entry('f', { actorId: null, projectId: null })));
    expect(await verifyAudit(database.db)).toEqual({ ok: true, rows: 6 });
  });

  test('X3 an act that is rolled back leaves no row and no gap', async () => {
    const failing = inTransaction(database.db, async (tx) => {
      await appendAudit(tx, entry('never'));
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    await inTransaction(database.db, (tx) => appendAudit(tx, entry('f')));
    expect(await verifyAudit(database.db)).toEqual({ ok: true, rows: 6 });
  });

  test('X3 writers at the same moment continue one chain', async () => {
    const writers = Array.from({ length: 20 }, (_, i) =>
      inTransaction(database.db, (tx) => appendAudit(tx, entry(`w${i}`))),
    );
    await Promise.all(writers);
    expect(await verifyAudit(database.db)).toEqual({ ok: true, rows: 25 });
  });

  test.each([
    [
      'a changed detail',
      `update audit_log set detail = '{}' where seq = 3`,
      3,
      /changed after it was written/,
    ],
    [
      'a changed actor',
      `update audit_log set actor_id = 'eve' where seq = 1`,
      1,
      /changed after it was written/,
    ],
    ['a row that is gone', 'delete from audit_log where seq = 2', 2, /row 2 is missing/],
    ['a tail that is gone', 'delete from audit_log where seq >= 4', 4, /ends too early/],
    ['a chain cut and renumbered', 'update audit_log set seq = 9 where seq = 5', 5, /row 5 is missing/],
  ])('X3 %s is found at its row', async (_what, statement, seq, reason) => {
    await asDatabaseOwner(database.db, engine, statement);
    expect(await verifyAudit(database.db)).toEqual({
      ok: false,
      seq,
      reason: expect.stringMatching(reason) as string,
    });
  });

  test('X3 a log that was replaced as a whole does not fit its head', async () => {
    await asDatabaseOwner(database.db, engine, 'delete from audit_log');
    await inTransaction(database.db, (tx) => appendAudit(tx, entry('forged')));
    expect(await verifyAudit(database.db)).toMatchObject({ ok: false, seq: 1 });
  });

  test('a project reads its own rows only, newest first, page by page', async () => {
    await inTransaction(database.db, (tx) => appendAudit(tx, entry('elsewhere', { projectId: 'p2' })));
    const first = await listAudit(database.db, 'p1', 2);
    const second = await listAudit(database.db, 'p1', 9, first.at(-1)?.seq);
    expect([first, second].map((rows) => rows.map((row) => row.subject))).toEqual([
      ['e', 'd'],
      ['c', 'b', 'a'],
    ]);
  });
});
