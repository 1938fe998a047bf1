import { type Kysely, sql } from 'kysely';

/** Several dimensions may have been split. Old rows knew one; their ids are letters, digits, - and _, so that no quoting is needed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('edge_cases')
    .addColumn('dimension_ids', 'text', (c) => c.notNull().defaultTo('[]'))
    .execute();
  await sql`update edge_cases set dimension_ids = '["' || dimension_id || '"]' where dimension_id is not null`.execute(
    db,
  );
  await db.schema.alterTable('edge_cases').dropColumn('dimension_id').execute();
}
