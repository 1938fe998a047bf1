import { CompiledQuery, type Kysely } from 'kysely';
import { dialectOf, type DialectName } from './dialect.ts';

/** Rows of one statement. Few sizes, so that the database keeps a prepared statement of each; what is left over goes by the next smaller. */
const SIZES = [100, 10, 1];

const statements = new Map<string, string>();

function statementFor(dialect: DialectName, table: string, columns: readonly string[], rows: number): string {
  const place = (index: number) => (dialect === 'sqlite' ? '?' : `$${index + 1}`);
  const tuples = Array.from(
    { length: rows },
    (_, row) => `(${columns.map((_name, at) => place(row * columns.length + at)).join(',')})`,
  );
  const names = columns.map((name) => `"${name}"`).join(',');
  return `insert into "${table}" (${names}) values ${tuples.join(',')}`;
}

/** The text of a statement, put together once: it is long, and a whole room may wait for it. */
function knownStatement(
  dialect: DialectName,
  table: string,
  columns: readonly string[],
  rows: number,
): string {
  const key = `${dialect} ${table} ${rows} ${columns.join()}`;
  const statement = statements.get(key) ?? statementFor(dialect, table, columns, rows);
  statements.set(key, statement);
  return statement;
}

/**
 * Inserts rows of equal columns, however many. For paths where somebody waits: building the statement value by value takes longer than the
 * database takes to run it. Names are constants of the program; values are bound.
 */
export async function insertRows(
  db: Pick<Kysely<never>, 'getExecutor' | 'executeQuery'>,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  const dialect = dialectOf(db);
  let from = 0;
  while (from < rows.length) {
    const size = SIZES.find((one) => from + one <= rows.length) ?? 1;
    const values = rows.slice(from, from + size).flat();
    await db.executeQuery(CompiledQuery.raw(knownStatement(dialect, table, columns, size), values));
    from += size;
  }
}
