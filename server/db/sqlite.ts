import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';

const SYNCHRONOUS_FULL = 2;
const BUSY_TIMEOUT_MS = 5_000;
const KEPT_STATEMENTS = 300;
const PAUSE_MS = 500;
/** Of 4 KB each. */
const LONGEST_LOG_PAGES = 16_000;
const REPEATABLE = /^\s*(select|insert|update|delete|with|begin|commit|rollback)\b/i;

/**
 * better-sqlite3 is compiled so that WAL silently means synchronous=NORMAL, which may roll back acknowledged commits after
 * a power loss. So FULL is set, read back, and anything else refuses to start (law D1).
 */
function setPragmas(database: Database.Database): void {
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  const synchronous = database.pragma('synchronous', { simple: true });
  if (synchronous !== SYNCHRONOUS_FULL) {
    throw new Error(
      `SQLite answers synchronous=${String(synchronous)} instead of 2 (FULL): commits would not be durable.`,
    );
  }
  if (database.pragma('foreign_keys', { simple: true }) !== 1)
    throw new Error('SQLite refuses foreign keys.');
}

/**
 * Writing the log back into the file takes tens of milliseconds, in which nobody's ballot is acknowledged. So it is done when nothing has
 * been written for a moment; only a log that has grown very long is written back at once. What was written back is written over by the
 * next round: a commit that lengthens the log takes half as long again. Returns how to stop.
 */
function checkpointInPauses(database: Database.Database): () => void {
  database.pragma(`wal_autocheckpoint = ${LONGEST_LOG_PAGES}`);
  const changes = database.prepare<[], number>('select total_changes()').pluck();
  let [seen, stored] = [0, 0];
  const look = () => {
    const now = changes.get() ?? 0;
    if (now === seen && seen !== stored && !database.inTransaction) {
      database.pragma('wal_checkpoint(PASSIVE)');
      stored = seen;
    }
    seen = now;
  };
  const timer = setInterval(look, PAUSE_MS).unref();
  return () => clearInterval(timer);
}

/** Keeps prepared statements, so that a ballot does not pay for parsing the same SQL again. */
function keepStatements(database: Database.Database): (text: string) => SqliteStatement {
  const kept = new Map<string, SqliteStatement>();
  return (text) => {
    const known = kept.get(text);
    if (known) return known;
    const statement = database.prepare(text);
    if (!REPEATABLE.test(text)) return statement;
    if (kept.size >= KEPT_STATEMENTS) kept.clear();
    kept.set(text, statement);
    return statement;
  };
}

/**
 * A write transaction takes the write lock at once: a deferred one that reads first and writes later fails at the write when
 * another process (the import command, say) wrote in between, however long the busy timeout is.
 */
function asKyselyDatabase(database: Database.Database): SqliteDatabase {
  const prepare = keepStatements(database);
  const stopCheckpoints = checkpointInPauses(database);
  return {
    close() {
      stopCheckpoints();
      database.close();
    },
    prepare: (text) => prepare(text === 'begin' ? 'begin immediate' : text),
  };
}

/** Opens (or creates) a database file; `:memory:` for one that lives as long as the handle. */
export function sqliteDialect(file: string): SqliteDialect {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const database = new Database(file);
  setPragmas(database);
  return new SqliteDialect({ database: asKyselyDatabase(database) });
}
