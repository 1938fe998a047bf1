import { randomBytes } from 'node:crypto';
import { CompiledQuery, sql } from 'kysely';
import { describe } from 'vitest';
import { openDatabase, type Db } from '#server/db/database.ts';
import { migrate } from '#server/db/migrate.ts';

/* Real databases with the real migrations: SQLite in memory, and PostgreSQL wherever one answers, in a schema of its own. */

const POSTGRES = process.env['DATABASE_URL_TEST'] ?? 'postgres://root@127.0.0.1:5432/test';

async function answers(url: string): Promise<boolean> {
  try {
    const db = await openDatabase({ dataDir: '', databaseUrl: url });
    await db.destroy();
    return true;
  } catch {
    return false;
  }
}

const hasPostgres = await answers(POSTGRES);

export type Engine = 'SQLite' | 'PostgreSQL';
export const ENGINES: readonly Engine[] = ['SQLite', 'PostgreSQL'];

/** Runs the same tests on both databases; where no PostgreSQL answers, its half is skipped and says so. */
export function onEveryDatabase(about: string, tests: (engine: Engine) => void): void {
  for (const engine of ENGINES) {
    const isThere = engine === 'SQLite' || hasPostgres;
    describe.skipIf(!isThere)(`${about}, on ${engine}`, () => tests(engine));
  }
}

export interface TestDatabase {
  readonly db: Db;
  /** For `DATABASE_URL`; null for SQLite. */
  readonly url: string | null;
  close(): Promise<void>;
}

function addressOf(schema: string): string {
  const url = new URL(POSTGRES);
  url.searchParams.set('options', `-csearch_path=${schema} -csynchronous_commit=off`);
  return url.toString();
}

async function asAdministrator(work: (db: Db) => Promise<unknown>): Promise<void> {
  const db = await openDatabase({ dataDir: '', databaseUrl: POSTGRES });
  try {
    await work(db);
  } finally {
    await db.destroy();
  }
}

async function emptyPostgres(): Promise<TestDatabase> {
  const schema = `t_${randomBytes(8).toString('hex')}`;
  await asAdministrator((db) => db.schema.createSchema(schema).execute());
  const url = addressOf(schema);
  const db = await openDatabase({ dataDir: '', databaseUrl: url });
  return {
    db,
    url,
    async close() {
      await db.destroy();
      await asAdministrator((admin) => sql`drop schema ${sql.id(schema)} cascade`.execute(admin));
    },
  };
}

/** Runs a statement as it stands: what somebody with the database's own password can do. */
export async function runSql(db: Db, statement: string): Promise<void> {
  await db.executeQuery(CompiledQuery.raw(statement));
}

/** A database without a table. */
export async function emptyDatabase(engine: Engine): Promise<TestDatabase> {
  if (engine === 'PostgreSQL') return emptyPostgres();
  const db = await openDatabase({ dataDir: ':memory:', databaseUrl: null });
  return { db, url: null, close: () => db.destroy() };
}

/** A database with all tables and no rows. */
export async function migratedDatabase(engine: Engine): Promise<TestDatabase> {
  const database = await emptyDatabase(engine);
  await migrate(database.db, 1);
  return database;
}
