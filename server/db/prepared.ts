import type { Compilable, CompiledQuery } from 'kysely';
import type { Db, Tx } from './database.ts';
import { dialectOf } from './dialect.ts';

/*
 * What every ballot asks of the database is always the same few queries. Putting such a query together takes longer than running it, so
 * here it is put together once for each shape, and after that only gets its values.
 */

type Value = string | number | null;
/** Values by name, and lists of them or of rows of them; a list of another length is another shape. */
type Given = Readonly<Record<string, Value | readonly Value[] | readonly Readonly<Record<string, Value>>[]>>;

/** Stands in a query for the value that it gets when it runs. */
class Place {
  readonly index: number;

  constructor(index: number) {
    this.index = index;
  }
}

/** Writes every value behind the others, in the order of their places; returns the lengths of the lists on the way. */
function collect(given: unknown, values: unknown[]): string {
  if (given === null || typeof given !== 'object') {
    values.push(given);
    return '';
  }
  const lengths = Object.values(given).map((one: unknown) => collect(one, values));
  return `${Array.isArray(given) ? `${given.length},` : ''}${lengths.join('')}`;
}

function places(given: unknown, counter: { next: number }): unknown {
  if (given === null || typeof given !== 'object') return new Place(counter.next++);
  if (Array.isArray(given)) return given.map((one: unknown) => places(one, counter));
  return Object.fromEntries(
    Object.entries(given).map(([name, one]: [string, unknown]) => [name, places(one, counter)]),
  );
}

/**
 * A query that is built once and run often. `build` is called with stand-ins for the values, so it must pass them on to the query and
 * not look at them: a condition in it that depends on a value is decided once for all. Resolves with the rows.
 */
export function prepared<G extends Given, Row>(
  build: (db: Db | Tx, given: G) => Compilable<Row>,
): (db: Db | Tx, given: G) => Promise<Row[]> {
  const known = new Map<string, CompiledQuery<Row>>();
  return async (db, given) => {
    const values: unknown[] = [];
    const shape = `${dialectOf(db)} ${collect(given, values)}`;
    const query = known.get(shape) ?? build(db, places(given, { next: 0 }) as G).compile();
    known.set(shape, query);
    const parameters = query.parameters.map((one) => (one instanceof Place ? values[one.index] : one));
    return (await db.executeQuery<Row>({ ...query, parameters })).rows;
  };
}
