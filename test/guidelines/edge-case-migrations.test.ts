import { readdir } from 'node:fs/promises';
import type { Kysely } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { edgeCaseById } from '#server/repositories/guideline-edge-cases.ts';
import { must } from '#shared/must.ts';
import { emptyDatabase, onEveryDatabase, runSql, type TestDatabase } from '../support/database.ts';

/* Rows that an earlier version of the program wrote, after the migrations that came since. */

const FOLDER = new URL('../../migrations/', import.meta.url);
const FIRST_NEW = '2026-11-27T0900-edge-cases-name-dimensions.ts';

interface Migration {
  up(db: Kysely<unknown>): Promise<void>;
}

onEveryDatabase('edge cases of before', (engine) => {
  let database: TestDatabase;
  let files: string[];

  const apply = async (some: readonly string[]) => {
    for (const file of some) {
      const migration = (await import(new URL(file, FOLDER).href)) as Migration;
      await migration.up(database.db as unknown as Kysely<unknown>);
    }
  };
  const ruling = (id: string, item: string) => JSON.stringify({ ruling: { id, itemId: item } });

  beforeEach(async () => {
    database = await emptyDatabase(engine);
    files = (await readdir(FOLDER)).toSorted();
    await apply(files.filter((file) => file < FIRST_NEW));
    for (const statement of [
      "insert into people values ('p', 'Ann', null, null, 'account', 0, 1)",
      "insert into projects values ('j', 'J', 't', '{}', 1)",
      "insert into sessions values ('s', 'j', 'S', 'C', 'ended', 'p', 1, null, null, 'named', 0, 1)",
      "insert into stored_items (id, project_id, content_hash, external_id, content, created_at, position) values ('i1', 'j', 'a', 'a', '{}', 1, 1), ('i2', 'j', 'b', 'b', '{}', 1, 2)",
      `insert into session_events values ('s', 1, 5, 'p', 'RulingMade', '${ruling('r1', 'i1')}'), ('s', 2, 6, 'p', 'RulingMade', '${ruling('r2', 'i2')}'),
        ('s', 3, 9, 'p', 'RulingMade', '${ruling('r3', 'i1')}')`,
      `insert into edge_cases (id, project_id, session_id, item_id, ruling_id, question, ruling_text, reason, dimension_id, state, created_by, created_at) values
        ('e1', 'j', 's', 'i1', 'r1', 'q', 'x', 'y', 'safety', 'waiting', 'p', 5), ('e2', 'j', 's', 'i2', 'r2', 'q', 'x', 'y', null, 'placed', 'p', 6)`,
    ])
      await runSql(database.db, statement);
    await apply(files.filter((file) => file >= FIRST_NEW));
  });
  afterEach(() => database.close());

  const edgeCase = async (id: string) => must(await edgeCaseById(database.db, 'j', id));

  test('R7 keep the dimension that they knew', async () => {
    expect((await edgeCase('e1')).dimensionIds).toBe('["safety"]');
    expect((await edgeCase('e2')).dimensionIds).toBe('[]');
  });

  test('R8 know the ruling that has taken the place of theirs', async () => {
    expect(await edgeCase('e1')).toMatchObject({ supersededBy: 'r3', supersededAt: 9, dismissedAt: null });
    expect(await edgeCase('e2')).toMatchObject({ supersededBy: null, supersededAt: null, block: null });
  });
});
