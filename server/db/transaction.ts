import { sql } from 'kysely';
import type { Db, Tx } from './database.ts';
import { dialectOf } from './dialect.ts';

/** Runs `work` in one transaction: all of it is stored when the promise resolves, none of it when it rejects. */
export function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction().execute(work);
}

/**
 * Runs `work`, in which another thread writes. SQLite has one writer, and to wait for it would hold this thread; so its one connection here
 * is kept aside meanwhile, and whoever else wants it waits in the queue without holding anything.
 */
export function whileOthersWrite(db: Db, work: () => Promise<void>): Promise<void> {
  return dialectOf(db) === 'sqlite' ? db.connection().execute(work) : work();
}

/** Writes SQLite's log back into the file, from the thread that has made it long. */
export async function writeLogBack(db: Db): Promise<void> {
  if (dialectOf(db) === 'sqlite') await sql`pragma wal_checkpoint(passive)`.execute(db);
}
