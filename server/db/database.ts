import { join } from 'node:path';
import { type Dialect, Kysely, sql, type Transaction } from 'kysely';
import type { Database } from './tables.ts';

/**
 * The handle that every repository function takes as its first argument. A function that must run inside a transaction asks
 * for a `Tx`. On SQLite there is one connection: using the outer `Db` inside a transaction waits for ever, so pass the `Tx`.
 */
export type Db = Kysely<Database>;
export type Tx = Transaction<Database>;

export interface DatabaseConfig {
  /** Directory of the SQLite file, or `:memory:`. */
  readonly dataDir: string;
  /** A PostgreSQL address; null for SQLite. */
  readonly databaseUrl: string | null;
}

const sqliteFile = (dataDir: string) =>
  dataDir === ':memory:' ? dataDir : join(dataDir, 'touchstone.sqlite');

/** Each driver is loaded only where it is used. */
async function dialectFor({ dataDir, databaseUrl }: DatabaseConfig): Promise<Dialect> {
  if (databaseUrl === null) return (await import('./sqlite.ts')).sqliteDialect(sqliteFile(dataDir));
  return (await import('./postgres.ts')).postgresDialect(databaseUrl);
}

/** Opens the configured database and asks it for a sign of life. Throws when it cannot be opened or is not durable. */
export async function openDatabase(config: DatabaseConfig): Promise<Db> {
  const db = new Kysely<Database>({ dialect: await dialectFor(config) });
  await ping(db);
  return db;
}

/** Resolves when the database answers. */
export async function ping(db: Db): Promise<void> {
  await sql`select 1`.execute(db);
}
