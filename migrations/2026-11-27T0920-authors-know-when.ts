import type { Kysely } from 'kysely';

/** Whose words a reviewed state holds: where in the log they wrote first and last. Old rows count as written before everything. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const name of ['first_seq', 'last_seq'])
    await db.schema
      .alterTable('guideline_authors')
      .addColumn(name, 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
}
