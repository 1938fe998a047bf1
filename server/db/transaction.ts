import type { Db, Tx } from './database.ts';

/** Runs `work` in one transaction: all of it is stored when the promise resolves, none of it when it rejects. */
export function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction().execute(work);
}
