import { type Kysely, sql } from 'kysely';
import { makeAppendOnly } from '#server/db/dialect.ts';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('guideline_reads')
    .addColumn('project_id', 'text', (c) => c.notNull().references('projects.id'))
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull().references('people.id'))
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('guideline_reads_pk', ['project_id', 'version', 'person_id'])
    .execute();
  // Whoever committed a version has read it; of the others nobody knows.
  await sql`insert into guideline_reads (project_id, version, person_id, at)
    select project_id, number, committed_by, committed_at from guideline_versions`.execute(db);
  await makeAppendOnly(db, 'guideline_reads');
}
