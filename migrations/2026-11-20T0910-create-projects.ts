import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('projects')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('task', 'text', (c) => c.notNull())
    .addColumn('settings', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await createMemberships(db);
  await createInvitations(db);
}

const isRole = sql`role in ('owner', 'facilitator', 'reviewer', 'author', 'annotator', 'observer')`;

async function createMemberships(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('memberships')
    .addColumn('project_id', 'text', (c) => c.notNull().references('projects.id'))
    .addColumn('person_id', 'text', (c) => c.notNull().references('people.id'))
    .addColumn('role', 'text', (c) => c.notNull().check(isRole))
    .addColumn('since', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('memberships_pk', ['project_id', 'person_id'])
    .execute();
  await db.schema.createIndex('memberships_by_person').on('memberships').column('person_id').execute();
}

async function createInvitations(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('invitations')
    .addColumn('token_hash', 'text', (c) => c.primaryKey())
    .addColumn('project_id', 'text', (c) => c.notNull().references('projects.id'))
    .addColumn('role', 'text', (c) => c.notNull().check(isRole))
    .addColumn('email', 'text')
    .addColumn('created_by', 'text', (c) => c.notNull().references('people.id'))
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('used_by', 'text', (c) => c.references('people.id'))
    .execute();
  await db.schema.createIndex('invitations_by_project').on('invitations').column('project_id').execute();
}
