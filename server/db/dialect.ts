import { type ColumnDataType, type Kysely, sql, SqliteAdapter } from 'kysely';

/*
 * Everything in which SQLite and PostgreSQL differ, in one place. Columns are portable by choice: ids and JSON are text,
 * times are milliseconds in a bigint, booleans are 0 or 1; only what is left stands here.
 */
export type DialectName = 'sqlite' | 'postgres';

// `Kysely<any>`-like on purpose: migrations pass a handle without tables, repositories one with all of them.
type AnyHandle = Pick<Kysely<never>, 'getExecutor'>;

/** Which database answers this handle (database or transaction). */
export function dialectOf(db: AnyHandle): DialectName {
  return db.getExecutor().adapter instanceof SqliteAdapter ? 'sqlite' : 'postgres';
}

/** Column type of bytes; values go in and come out as `Uint8Array` (a Node `Buffer`). */
export function blobType(db: AnyHandle): ColumnDataType {
  return dialectOf(db) === 'sqlite' ? 'blob' : 'bytea';
}

type Handle = Kysely<unknown>;

async function refuseOnSqlite(db: Handle, table: string, act: 'update' | 'delete'): Promise<void> {
  const name = sql.id(`${table}_no_${act}`);
  const message = sql.lit(`${table} is append-only`);
  await sql`create trigger ${name} before ${sql.raw(act)} on ${sql.table(table)}
    begin select raise(abort, ${message}); end`.execute(db);
}

async function refuseOnPostgres(db: Handle, table: string): Promise<void> {
  const refuse = sql.id(`${table}_refuse_change`);
  await sql`create function ${refuse}() returns trigger language plpgsql as
    $$ begin raise exception '% is append-only', tg_table_name; end $$`.execute(db);
  await sql`create trigger ${sql.id(`${table}_no_change`)} before update or delete on ${sql.table(table)}
    for each row execute function ${refuse}()`.execute(db);
  await sql`create trigger ${sql.id(`${table}_no_truncate`)} before truncate on ${sql.table(table)}
    for each statement execute function ${refuse}()`.execute(db);
}

/** Makes the database itself refuse UPDATE and DELETE on a table. For migrations; `table` is a constant of the program. */
export async function makeAppendOnly(db: Handle, table: string): Promise<void> {
  if (dialectOf(db) === 'postgres') return refuseOnPostgres(db, table);
  await refuseOnSqlite(db, table, 'update');
  await refuseOnSqlite(db, table, 'delete');
}
