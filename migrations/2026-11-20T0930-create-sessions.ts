import type { Kysely } from 'kysely';
import { makeAppendOnly } from '#server/db/dialect.ts';

export async function up(db: Kysely<unknown>): Promise<void> {
  await createSessions(db);
  await db.schema
    .createTable('session_guests')
    .addColumn('session_id', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('person_id', 'text', (c) => c.notNull().references('people.id'))
    .addPrimaryKeyConstraint('session_guests_pk', ['session_id', 'person_id'])
    .execute();
  await createLog(db);
  await db.schema
    .createTable('session_ops')
    .addColumn('session_id', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('op_id', 'text', (c) => c.notNull())
    .addColumn('command_hash', 'text', (c) => c.notNull())
    .addColumn('result', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('session_ops_pk', ['session_id', 'person_id', 'op_id'])
    .execute();
}

async function createSessions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sessions')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('project_id', 'text', (c) => c.notNull().references('projects.id'))
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('code', 'text', (c) => c.notNull().unique())
    .addColumn('phase', 'text', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.notNull().references('people.id'))
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('scheduled_for', 'bigint')
    .addColumn('ended_at', 'bigint')
    .addColumn('anonymity', 'text', (c) => c.notNull())
    .addColumn('guests_allowed', 'integer', (c) => c.notNull())
    .addColumn('guideline_version', 'integer', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('sessions_by_project')
    .on('sessions')
    .columns(['project_id', 'created_at'])
    .execute();
}

async function createLog(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('session_events')
    .addColumn('session_id', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('actor_id', 'text')
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('payload', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('session_events_pk', ['session_id', 'seq'])
    .execute();
  await makeAppendOnly(db, 'session_events');
}
