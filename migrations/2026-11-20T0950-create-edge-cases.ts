import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('edge_cases')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('project_id', 'text', (c) => c.notNull().references('projects.id'))
    .addColumn('session_id', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('item_id', 'text', (c) => c.notNull().references('items.id'))
    .addColumn('ruling_id', 'text', (c) => c.notNull())
    .addColumn('question', 'text', (c) => c.notNull())
    .addColumn('ruling_text', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('dimension_id', 'text')
    .addColumn('clause_id', 'text')
    .addColumn('state', 'text', (c) => c.notNull().check(sql`state in ('waiting', 'placed', 'committed')`))
    .addColumn('created_by', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('committed_version', 'integer')
    .execute();
  await db.schema
    .createIndex('edge_cases_by_project')
    .on('edge_cases')
    .columns(['project_id', 'state'])
    .execute();
}
