import { PostgresDialect } from 'kysely';
import pg from 'pg';

const INT8 = 20;
const POOL_SIZE = 10;

/** Counts and millisecond times come as text from PostgreSQL; all of ours are far below 2^53. */
function parseBigint(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new Error(`The database holds ${text}, which is no safe integer.`);
  return number;
}

type Parse = (text: string) => unknown;

const parserOf = (oid: number, format: 'text' | 'binary' = 'text'): Parse =>
  oid === INT8 ? parseBigint : (pg.types.getTypeParser(oid, format) as Parse);

const types = { getTypeParser: parserOf };

/** A pool of connections to a PostgreSQL server. */
export function postgresDialect(url: string): PostgresDialect {
  const pool = new pg.Pool({ connectionString: url, max: POOL_SIZE, types });
  // An idle connection that breaks is replaced by the pool; unheard, its error would end the process.
  pool.on('error', () => undefined);
  return new PostgresDialect({ pool });
}
