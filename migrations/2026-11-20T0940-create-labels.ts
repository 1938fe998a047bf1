import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('labels')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('project_id', 'text', (c) => c.notNull().references('projects.id'))
    .addColumn('source', 'text', (c) => c.notNull().check(sql`source in ('import', 'session')`))
    .addColumn('batch_id', 'text', (c) => c.references('import_batches.id'))
    .addColumn('session_id', 'text', (c) => c.references('sessions.id'))
    .addColumn('round_id', 'text')
    .addColumn('round_number', 'integer', (c) => c.notNull())
    .addColumn('item_id', 'text', (c) => c.notNull().references('items.id'))
    .addColumn('dimension_id', 'text', (c) => c.notNull())
    .addColumn('target', 'text')
    .addColumn('rater', 'text', (c) => c.notNull())
    .addColumn('rater_known', 'integer', (c) => c.notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('late', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('guideline_version', 'integer')
    .addColumn('made_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('labels_by_item').on('labels').columns(['project_id', 'item_id']).execute();
  await db.schema.createIndex('labels_by_session').on('labels').columns(['session_id', 'round_id']).execute();
  await db.schema.createIndex('labels_by_batch').on('labels').column('batch_id').execute();
}
