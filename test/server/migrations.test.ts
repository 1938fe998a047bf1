import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '#server/db/database.ts';
import { migrate } from '#server/db/migrate.ts';
import {
  emptyDatabase,
  ENGINES,
  migratedDatabase,
  onEveryDatabase,
  runSql,
  type TestDatabase,
} from '../support/database.ts';

onEveryDatabase('migrations', (engine) => {
  let database: TestDatabase;
  beforeEach(async () => void (database = await emptyDatabase(engine)));
  afterEach(() => database.close());

  test('an empty database gets every migration once, in order', async () => {
    const files = (await readdir(new URL('../../migrations/', import.meta.url))).map((file) =>
      file.replace(/\.ts$/, ''),
    );
    expect(await migrate(database.db, 1)).toEqual(files.toSorted());
    expect(await migrate(database.db, 2)).toEqual([]);
  });

  test('a database that a newer program wrote is refused, with the name of what is unknown', async () => {
    await migrate(database.db, 1);
    await sql`insert into migrations (name, applied_at) values ('2099-01-01T0000-add-time-travel', 1)`.execute(
      database.db,
    );
    await expect(migrate(database.db, 2)).rejects.toThrow(/newer version.*2099-01-01T0000-add-time-travel/);
  });

  test('a migration that fails leaves the database as it was', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'migrations-'));
    const good = `export const up = (db) => db.schema.createTable('kept').addColumn('id', 'text').execute();`;
    await writeFile(join(folder, '2026-01-01T0000-good.ts'), good);
    await writeFile(
      join(folder, '2026-01-02T0000-bad.ts'),
      `export const up = () => Promise.reject(new Error('bad'));`,
    );
    await expect(migrate(database.db, 1, pathToFileURL(`${folder}/`))).rejects.toThrow('bad');
    const tables = await database.db.introspection.getTables();
    expect(tables.map((table) => table.name).filter((name) => name === 'kept')).toEqual([]);
    await rm(folder, { recursive: true });
  });

  test('two programs that start at once do not both migrate', async () => {
    const applied = await Promise.all([migrate(database.db, 1), migrate(database.db, 1)]);
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
  });
});

onEveryDatabase('append-only tables', (engine) => {
  let database: TestDatabase;
  beforeEach(async () => void (database = await migratedDatabase(engine)));
  afterEach(() => database.close());

  test.each(['update audit_log set at = 0', 'delete from audit_log'])(
    'X3 the database itself refuses "%s"',
    async (statement) => {
      const { db } = database;
      await sql`insert into audit_log values (1, 1, null, null, 'a', 's', '{}', 'p', 'h')`.execute(db);
      await expect(runSql(db, statement)).rejects.toThrow('append-only');
    },
  );

  test.each(['update session_events set at = 0', 'delete from session_events'])(
    'B3 the database itself refuses "%s"',
    async (statement) => {
      const { db } = database;
      await sql`insert into people values ('p', 'Ann', null, null, 'account', 0, 1)`.execute(db);
      await sql`insert into projects values ('j', 'J', 't', '{}', 1)`.execute(db);
      await sql`insert into sessions values ('s', 'j', 'S', 'C', 'lobby', 'p', 1, null, null, 'named', 0, 1)`.execute(
        db,
      );
      await sql`insert into session_events values ('s', 1, 1, null, 'x', '{}')`.execute(db);
      await expect(runSql(db, statement)).rejects.toThrow('append-only');
    },
  );
});

describe('both databases', () => {
  test('have the same tables and columns', async (context) => {
    const described = await Promise.all(
      ENGINES.map(async (engine) => {
        const database = await migratedDatabase(engine).catch(() => null);
        const all = (await database?.db.introspection.getTables()) ?? null;
        await database?.close();
        // Other tests may have schemas of their own at this moment; ours is the newest, and SQLite knows no schemas.
        const schema = database?.url?.match(/search_path%3D(\w+)/)?.[1];
        const tables = all?.filter((table) => table.schema === schema);
        return tables?.map(({ name, columns }) => [name, columns.map((column) => column.name).toSorted()]);
      }),
    );
    context.skip(described.includes(undefined), 'no PostgreSQL answers');
    const [sqlite, postgres] = described.map((tables) => tables?.toSorted());
    expect(postgres).toEqual(sqlite);
  });

  test('D1 SQLite commits with synchronous=FULL in WAL mode', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'durable-'));
    const db = await openDatabase({ dataDir, databaseUrl: null });
    const { rows: synchronous } = await sql<{ synchronous: number }>`pragma synchronous`.execute(db);
    const { rows: journal } = await sql<{ journal_mode: string }>`pragma journal_mode`.execute(db);
    await db.destroy();
    await rm(dataDir, { recursive: true });
    expect([synchronous[0]?.synchronous, journal[0]?.journal_mode]).toEqual([2, 'wal']);
  });

  test('the log is written back into the file when nothing has been written for a moment', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'pauses-'));
    const db = await openDatabase({ dataDir, databaseUrl: null });
    const stored = async () => (await stat(join(dataDir, 'touchstone.sqlite'))).size;
    await sql`create table notes (text text)`.execute(db);
    await sql`insert into notes values (${'x'.repeat(100_000)})`.execute(db);
    expect(await stored()).toBeLessThan(100_000);
    await expect.poll(stored, { timeout: 10_000, interval: 100 }).toBeGreaterThan(100_000);
    await db.destroy();
    await rm(dataDir, { recursive: true });
  });
});
