import { afterEach, beforeEach, expect, test } from 'vitest';
import { must } from '#shared/must.ts';
import type { ImportReport } from '#shared/protocol/http/imports.ts';
import type { Items } from '#shared/protocol/http/items.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { setRole } from '#server/repositories/memberships.ts';
import { verifyAudit } from '#server/repositories/audit-log.ts';
import { calledOff, unwatched, type ImportDeps, type Watch } from '#server/services/import/order.ts';
import { runImport } from '#server/services/import/run.ts';
import { buildMember, buildProject, type BuiltPerson, type BuiltProject } from '../support/builders.ts';
import { migratedDatabase, onEveryDatabase, type TestDatabase } from '../support/database.ts';
import { ask } from '../support/http-client.ts';
import { startApp, type RunningApp } from '../support/start-app.ts';

const COUNT = 1_000;
const MINUTE = 60_000;

const itemLines = (from: number, count: number): string =>
  Array.from({ length: count }, (_, i) =>
    JSON.stringify({ id: `q${from + i}`, prompt: `Q ${from + i}`, responses: ['first', 'second'] }),
  ).join('\n');
const labelLines = Array.from({ length: COUNT }, (_, i) =>
  JSON.stringify({ item: `q${i % 10}`, annotator: `w${i}`, dimension: 'preference', value: '1' }),
).join('\n');

onEveryDatabase('I4 an import is seen whole or not at all', (engine) => {
  let database: TestDatabase;
  let app: RunningApp;
  let project: BuiltProject;
  let importer: BuiltPerson;

  beforeEach(async () => {
    database = await migratedDatabase(engine);
    app = await startApp({ environment: database.url === null ? {} : { DATABASE_URL: database.url } });
    project = await buildProject(app.deps);
    importer = await buildMember(app.deps, project.id, 'facilitator');
  });
  afterEach(async () => {
    await app.close();
    await database.close();
  });

  const importing = (
    kind: 'items' | 'labels',
    text: string,
    watch: Partial<Watch> = {},
    deps: Partial<ImportDeps> = {},
  ): Promise<ImportReport> =>
    runImport(
      { ...app.deps, ...deps },
      {
        ...{ projectId: project.id, by: importer.id, fileName: 'file.jsonl', dryRun: false },
        ...{ mode: 'all-or-nothing', what: { kind } },
      },
      Buffer.from(text),
      { ...unwatched(), ...watch },
    );

  const rowsIn = async (
    table: 'items' | 'labels' | 'import_batches' | 'stored_items' | 'stored_labels' | 'pending_imports',
  ) => (await app.deps.db.selectFrom(table).select('project_id').execute()).length;
  /** What anybody can see of imports: through the pages, and in the tables that everything reads. */
  const seen = async () => {
    const { body } = await ask(app.base, `GET /api/projects/${project.id}/items`, {
      cookie: project.owner.cookie,
    });
    return [
      (body as Items).total,
      await rowsIn('items'),
      await rowsIn('labels'),
      await rowsIn('import_batches'),
    ];
  };

  /** Does something after so many transactions of an import. */
  const afterWriting =
    (count: number, act: () => Promise<unknown> | void): Watch['writing'] =>
    async (write) => {
      const written = await write();
      count -= 1;
      if (count === 0) await act();
      return written;
    };

  test('while it is written, nobody sees any of it; when it is, everybody sees all', async () => {
    const looks: number[][] = [];
    let stored = 0;
    const report = await importing('items', itemLines(0, COUNT), {
      writing: afterWriting(3, async () => {
        looks.push(await seen());
        stored = await rowsIn('stored_items');
      }),
    });
    expect([looks, stored > 0 && stored < COUNT]).toEqual([[[0, 0, 0, 0]], true]);
    expect(report).toMatchObject({ applied: true, imported: COUNT, batchId: expect.any(String) as string });
    expect(await seen()).toEqual([COUNT, COUNT, 0, 1]);
    await importing('labels', labelLines, {
      writing: afterWriting(3, async () => void looks.push(await seen())),
    });
    expect(looks[1]).toEqual([COUNT, COUNT, 0, 1]);
    expect(await seen()).toEqual([COUNT, COUNT, COUNT, 2]);
    expect(await rowsIn('pending_imports')).toBe(0);
  });

  test('called off, it leaves nothing behind, and the same file can be imported afterwards', async () => {
    const controller = new AbortController();
    const writing = afterWriting(3, () => controller.abort(calledOff()));
    await expect(
      importing('items', itemLines(0, COUNT), { writing, signal: controller.signal }),
    ).rejects.toThrow('called off');
    expect([await seen(), await rowsIn('stored_items'), await rowsIn('pending_imports')]).toEqual([
      [0, 0, 0, 0],
      0,
      0,
    ]);
    expect(await importing('items', itemLines(0, COUNT))).toMatchObject({ imported: COUNT });
  });

  test('X1 with the right lost on the way nothing is imported', async () => {
    const writing = afterWriting(3, () =>
      inTransaction(app.deps.db, (tx) => setRole(tx, project.id, importer.id, 'annotator', 1)),
    );
    await expect(importing('items', itemLines(0, COUNT), { writing })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect([await seen(), await rowsIn('stored_items')]).toEqual([[0, 0, 0, 0], 0]);
  });

  test('what a killed import left is never seen, and the next import takes it away', async () => {
    // A process that is killed never comes back from a transaction.
    const [isStuck, resumed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const killed = importing('items', itemLines(0, COUNT), {
      writing: afterWriting(3, () => {
        isStuck.resolve();
        return resumed.promise;
      }),
    });
    await isStuck.promise;
    expect([await seen(), (await rowsIn('stored_items')) > 0]).toEqual([[0, 0, 0, 0], true]);
    const later = { clock: () => app.deps.clock() + MINUTE };
    expect(await importing('items', itemLines(500, COUNT), {}, later)).toMatchObject({ imported: COUNT });
    expect([await seen(), await rowsIn('stored_items')]).toEqual([[COUNT, COUNT, 0, 1], COUNT]);
    // Should it have slept only, it finds its place gone and adds nothing.
    resumed.resolve();
    await expect(killed).rejects.toMatchObject({ code: 'conflict' });
    expect([await seen(), await rowsIn('pending_imports')]).toEqual([[COUNT, COUNT, 0, 1], 0]);
  });

  test('two imports of the same file at once import it once', async () => {
    const reports = await Promise.all([
      importing('items', itemLines(0, COUNT)),
      importing('items', itemLines(0, COUNT)),
    ]);
    expect(reports.map(({ imported }) => imported).toSorted((a, b) => a - b)).toEqual([0, COUNT]);
    expect(await seen()).toEqual([COUNT, COUNT, 0, 2]);
  });

  test('X3 an import that is seen has one audit row with its counts, one that is not has none', async () => {
    const controller = new AbortController();
    await importing('items', itemLines(0, 3));
    const writing = afterWriting(2, () => controller.abort(calledOff()));
    await importing('items', itemLines(3, 3), { writing, signal: controller.signal }).catch(() => undefined);
    const rows = await app.deps.db
      .selectFrom('audit_log')
      .select(['detail', 'subject'])
      .where('action', '=', 'items.imported')
      .execute();
    const [batch] = await app.deps.db.selectFrom('import_batches').select('id').execute();
    expect(rows.map(({ detail, subject }) => [JSON.parse(detail) as unknown, subject])).toEqual([
      [
        { kind: 'items', fileName: 'file.jsonl', read: 3, imported: 3, unchanged: 0, problems: 0 },
        must(batch).id,
      ],
    ]);
    expect(await verifyAudit(app.deps.db)).toMatchObject({ ok: true });
  });
});
