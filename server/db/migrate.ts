import { readdir } from 'node:fs/promises';
import { type Kysely, sql } from 'kysely';
import type { Db } from './database.ts';
import { dialectOf } from './dialect.ts';

const FOLDER = new URL('../../migrations/', import.meta.url);
const NAME = /^\d{4}-\d\d-\d\dT\d{4}-[a-z0-9-]+\.ts$/;
/** Any constant will do, as long as every process of this program takes the same. */
const MIGRATION_LOCK = 7_041_881;

interface MigrationsTable {
  migrations: { name: string; applied_at: number };
}
type Handle = Kysely<MigrationsTable>;

/** A migration file exports `up`; there is no way down. Its handle knows no tables: it is frozen in time. */
interface Migration {
  up(db: Kysely<unknown>): Promise<void>;
}

/** The database was written by a later version of this program. */
export class NewerDatabaseError extends Error {
  constructor(names: readonly string[]) {
    super(
      `This database was written by a newer version of Touchstone (it has ${names.join(', ')}, which this version does not know). ` +
        'Start that version or a later one; this one would damage the data.',
    );
    this.name = 'NewerDatabaseError';
  }
}

async function migrationFiles(folder: URL): Promise<string[]> {
  const files = await readdir(folder);
  return files.filter((file) => NAME.test(file)).toSorted();
}

/** Two processes that start at the same time must not both migrate. SQLite's write lock is already held by then. */
async function takeTurns(tx: Handle): Promise<void> {
  if (dialectOf(tx) === 'postgres') await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(tx);
}

async function appliedNames(tx: Handle): Promise<Set<string>> {
  await tx.schema
    .createTable('migrations')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('applied_at', 'bigint', (column) => column.notNull())
    .execute();
  const rows = await tx.selectFrom('migrations').select('name').execute();
  return new Set(rows.map((row) => row.name));
}

async function apply(tx: Handle, folder: URL, file: string, at: number): Promise<void> {
  const migration = (await import(new URL(file, folder).href)) as Migration;
  await migration.up(tx as unknown as Kysely<unknown>);
  await tx
    .insertInto('migrations')
    .values({ name: nameOf(file), applied_at: at })
    .execute();
}

const nameOf = (file: string) => file.replace(/\.ts$/, '');

/**
 * Brings the database up to this program's version, all or nothing, and answers the names that were applied now.
 * Throws `NewerDatabaseError` when the database knows migrations that this program does not.
 */
export async function migrate(db: Db, at: number, folder: URL = FOLDER): Promise<string[]> {
  const files = await migrationFiles(folder);
  return (db as unknown as Handle).transaction().execute(async (tx) => {
    await takeTurns(tx);
    const applied = await appliedNames(tx);
    const unknown = [...applied].filter((name) => !files.some((file) => nameOf(file) === name));
    if (unknown.length > 0) throw new NewerDatabaseError(unknown.toSorted());
    const missing = files.filter((file) => !applied.has(nameOf(file)));
    for (const file of missing) await apply(tx, folder, file, at);
    return missing.map(nameOf);
  });
}
