import { type Kysely, sql } from 'kysely';
import { blobType, makeAppendOnly } from '#server/db/dialect.ts';

export async function up(db: Kysely<unknown>): Promise<void> {
  await createDrafts(db);
  await db.schema
    .createTable('guideline_authors')
    .addColumn('project_id', 'text', (c) => c.notNull().references('projects.id'))
    .addColumn('base_version', 'integer', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull().references('people.id'))
    .addPrimaryKeyConstraint('guideline_authors_pk', ['project_id', 'base_version', 'person_id'])
    .execute();
  await createVersions(db);
}

async function createDrafts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('guideline_drafts')
    .addColumn('project_id', 'text', (c) => c.primaryKey().references('projects.id'))
    .addColumn('epoch', 'text', (c) => c.notNull())
    .addColumn('base_version', 'integer', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('guideline_updates')
    .addColumn('project_id', 'text', (c) => c.notNull().references('projects.id'))
    .addColumn('epoch', 'text', (c) => c.notNull())
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('bytes', blobType(db), (c) => c.notNull())
    .addColumn('author_id', 'text')
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('guideline_updates_pk', ['project_id', 'epoch', 'seq'])
    .execute();
  await db.schema
    .createTable('guideline_clients')
    .addColumn('project_id', 'text', (c) => c.notNull().references('projects.id'))
    .addColumn('epoch', 'text', (c) => c.notNull())
    .addColumn('client_id', 'bigint', (c) => c.notNull())
    .addColumn('person_id', 'text')
    .addPrimaryKeyConstraint('guideline_clients_pk', ['project_id', 'epoch', 'client_id'])
    .execute();
}

async function createVersions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('guideline_versions')
    .addColumn('project_id', 'text', (c) => c.notNull().references('projects.id'))
    .addColumn('number', 'integer', (c) => c.notNull().check(sql`number >= 1`))
    .addColumn('parent_hash', 'text')
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('rubric', 'text', (c) => c.notNull())
    .addColumn('change_log', 'text', (c) => c.notNull())
    .addColumn('authors', 'text', (c) => c.notNull())
    .addColumn('committed_by', 'text', (c) => c.notNull().references('people.id'))
    .addColumn('committed_at', 'bigint', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull().check(sql`kind in ('semantic', 'editorial')`))
    .addColumn('op_id', 'text', (c) => c.notNull())
    .addColumn('seal', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('guideline_versions_pk', ['project_id', 'number'])
    .addUniqueConstraint('guideline_versions_op', ['project_id', 'op_id'])
    .execute();
  await makeAppendOnly(db, 'guideline_versions');
}
