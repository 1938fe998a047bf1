import type { Role } from '#shared/access/policy.ts';
import { personId, type PersonId } from '#shared/ids.ts';
import type { Db, Tx } from '../db/database.ts';

export interface Membership {
  readonly personId: PersonId;
  readonly name: string;
  readonly email: string | null;
  readonly role: Role;
  readonly since: number;
}

/** The role as it stands in the database now; null for a non-member. */
export async function roleOf(db: Db | Tx, projectId: string, person: string): Promise<Role | null> {
  const row = await db
    .selectFrom('memberships')
    .select('role')
    .where('project_id', '=', projectId)
    .where('person_id', '=', person)
    .executeTakeFirst();
  return row?.role ?? null;
}

/** Makes somebody a member, or changes the role of one. */
export async function setRole(
  tx: Tx,
  projectId: string,
  person: string,
  role: Role,
  at: number,
): Promise<void> {
  await tx
    .insertInto('memberships')
    .values({ project_id: projectId, person_id: person, role, since: at })
    .onConflict((conflict) => conflict.columns(['project_id', 'person_id']).doUpdateSet({ role }))
    .execute();
}

export async function deleteMembership(tx: Tx, projectId: string, person: string): Promise<void> {
  await tx
    .deleteFrom('memberships')
    .where('project_id', '=', projectId)
    .where('person_id', '=', person)
    .execute();
}

export async function membersOf(db: Db | Tx, projectId: string): Promise<Membership[]> {
  const rows = await db
    .selectFrom('memberships')
    .innerJoin('people', 'people.id', 'memberships.person_id')
    .select(['people.id', 'people.name', 'people.email', 'memberships.role', 'memberships.since'])
    .where('memberships.project_id', '=', projectId)
    .orderBy('memberships.since')
    .orderBy('people.name')
    .execute();
  return rows.map(({ id, ...rest }) => ({ personId: personId.parse(id), ...rest }));
}

/** Everybody of the project whose role is one of these: who may vote, for instance. */
export async function membersWithRole(
  db: Db | Tx,
  projectId: string,
  roles: readonly Role[],
): Promise<PersonId[]> {
  const rows = await db
    .selectFrom('memberships')
    .select('person_id')
    .where('project_id', '=', projectId)
    .where('role', 'in', [...roles])
    .execute();
  return rows.map((row) => personId.parse(row.person_id));
}

export interface ProjectOfPerson {
  readonly id: string;
  readonly name: string;
  readonly task: string;
  readonly role: Role;
}

export async function projectsOf(db: Db | Tx, person: string): Promise<ProjectOfPerson[]> {
  return db
    .selectFrom('memberships')
    .innerJoin('projects', 'projects.id', 'memberships.project_id')
    .select(['projects.id', 'projects.name', 'projects.task', 'memberships.role'])
    .where('memberships.person_id', '=', person)
    .orderBy('projects.name')
    .execute();
}
