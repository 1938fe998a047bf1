import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Db, Tx } from '#server/db/database.ts';
import { insertRows } from '#server/db/insert-rows.ts';
import { prepared } from '#server/db/prepared.ts';
import { readSessionPeople } from '#server/repositories/session-people.ts';
import { migratedDatabase, onEveryDatabase, type TestDatabase } from '../support/database.ts';

const COLUMNS = ['id', 'name', 'email', 'kind', 'created_at'] as const;

type Person = { readonly id: string; readonly name: string; readonly email: string | null };

const rowOf = ({ id, name, email }: Person) => [id, name, email, 'guest', 1];

/** Never the same number of names twice in a row, so that shapes of a query get mixed. */
const people = fc.uniqueArray(
  fc.record({
    id: fc.stringMatching(/^[a-z0-9]{1,12}$/),
    name: fc.constantFrom('Åsa', "O'Neill", '$1', '?', ''),
    email: fc.constant(null),
  }),
  { selector: ({ id }) => id, maxLength: 130 },
);

type Named = { readonly ids: readonly string[]; readonly kind: 'account' | 'guest' };

type Lists = { readonly first: readonly string[]; readonly names: readonly string[] };

const namedPeople = prepared((db: Db | Tx, { ids, kind }: Named) =>
  db
    .selectFrom('people')
    .select(['id', 'name', 'email'])
    .where('kind', '=', kind)
    .where((eb) => eb.or(ids.map((id) => eb('id', '=', id)))),
);

const renamed = prepared((db: Db | Tx, { id, name, email }: Person) =>
  db.updateTable('people').set({ name, email }).where('id', '=', id).returning(['name', 'email']),
);

onEveryDatabase('what is asked often', (engine) => {
  let database: TestDatabase;
  beforeEach(async () => void (database = await migratedDatabase(engine)));
  afterEach(() => database.close());

  test('rows of any number are stored as they were given, and found by lists of any length', async () => {
    const { db } = database;
    const rounds = fc.array(people, { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(rounds, async (crowds) => {
        for (const crowd of crowds) {
          await db.deleteFrom('people').execute();
          await insertRows(db, 'people', COLUMNS, crowd.map(rowOf));
          const ids = crowd.map(({ id }) => id);
          const byId = (one: Person, other: Person) => (one.id < other.id ? -1 : 1);
          const found = await namedPeople(db, { ids: [...ids, 'nobody-of-that-id'], kind: 'guest' });
          expect(found.toSorted(byId)).toEqual(crowd.toSorted(byId));
          expect(await namedPeople(db, { ids: ['x', ...ids], kind: 'account' })).toEqual([]);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('two lists are two lists, whatever their lengths look like side by side', async () => {
    const { db } = database;
    const ids = Array.from({ length: 13 }, (_, i) => `id${i}`);
    await insertRows(
      db,
      'people',
      COLUMNS,
      ids.map((id) => rowOf({ id, name: id, email: null })),
    );
    const both = prepared((tx: Db | Tx, { first, names }: Lists) =>
      tx.selectFrom('people').select('id').where('id', 'in', first).where('name', 'in', names),
    );
    expect(await both(db, { first: ids.slice(0, 1), names: ids.slice(1) })).toEqual([]);
    expect(await both(db, { first: ids.slice(0, 11), names: ids.slice(11) })).toEqual([]);
    expect(await both(db, { first: ids.slice(0, 11), names: ids.slice(10, 12) })).toEqual([{ id: 'id10' }]);
  });

  test('a query that ran with one value runs with another, and with none', async () => {
    const { db } = database;
    await insertRows(db, 'people', COLUMNS, [rowOf({ id: 'a', name: 'Ann', email: 'ann@example.org' })]);
    const first = await renamed(db, { id: 'a', name: 'Anna', email: 'anna@example.org' });
    expect(first).toEqual([{ name: 'Anna', email: 'anna@example.org' }]);
    expect(await renamed(db, { id: 'a', name: 'Ann', email: null })).toEqual([{ name: 'Ann', email: null }]);
    expect(await renamed(db, { id: 'b', name: 'Ben', email: null })).toEqual([]);
  });

  test('X1 a role is that of the project that was asked about', async () => {
    const { db } = database;
    const project = { name: 'P', task: 'pairwise', settings: '{}', created_at: 1 };
    await db
      .insertInto('projects')
      .values([
        { ...project, id: 'hers' },
        { ...project, id: 'other' },
      ])
      .execute();
    await insertRows(
      db,
      'people',
      COLUMNS,
      ['ann', 'ben'].map((id) => rowOf({ id, name: id, email: null })),
    );
    await db
      .insertInto('memberships')
      .values({ project_id: 'hers', person_id: 'ann', role: 'reviewer', since: 1 })
      .execute();
    const rolesIn = async (projectId: string) =>
      (await readSessionPeople(db, { id: 's', projectId }, ['ann', 'ben', 'nobody']))
        .map(({ id, role }) => [id, role])
        .toSorted();
    expect(await rolesIn('hers')).toEqual([
      ['ann', 'reviewer'],
      ['ben', null],
    ]);
    expect(await rolesIn('other')).toEqual([
      ['ann', null],
      ['ben', null],
    ]);
  });
});
