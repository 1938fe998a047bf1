import { GUEST_ROLE, type Role } from '#shared/access/policy.ts';
import type { Db, Tx } from '../db/database.ts';
import { takesGuests } from './guests.ts';

export interface SessionPerson {
  readonly id: string;
  readonly name: string;
  readonly isGuest: boolean;
  /** The role at this moment; null for somebody who has no business here any more. */
  readonly role: Role | null;
}

/** Names and present roles of people with regard to a session: a project role, or the guest's role in this one session. */
export async function readSessionPeople(
  db: Db | Tx,
  session: { readonly id: string; readonly projectId: string },
  personIds: readonly string[],
): Promise<SessionPerson[]> {
  const rows = await db
    .selectFrom('people')
    .leftJoin('memberships', (join) =>
      join
        .onRef('memberships.person_id', '=', 'people.id')
        .on('memberships.project_id', '=', session.projectId),
    )
    .leftJoin('session_guests', (join) =>
      join
        .onRef('session_guests.person_id', '=', 'people.id')
        .on('session_guests.session_id', '=', session.id),
    )
    .innerJoin('projects', (join) => join.on('projects.id', '=', session.projectId))
    .select([
      'people.id',
      'people.name',
      'people.kind',
      'memberships.role',
      'session_guests.session_id as guest_of',
      'projects.settings',
    ])
    .where('people.id', 'in', personIds)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    isGuest: row.kind === 'guest',
    role: row.role ?? (row.guest_of !== null && takesGuests(row.settings) ? GUEST_ROLE : null),
  }));
}

/** Members of a project with their roles. */
export async function readMembers(
  db: Db | Tx,
  projectId: string,
): Promise<{ id: string; name: string; role: Role }[]> {
  const rows = await db
    .selectFrom('memberships')
    .innerJoin('people', 'people.id', 'memberships.person_id')
    .select(['people.id', 'people.name', 'memberships.role'])
    .where('memberships.project_id', '=', projectId)
    .orderBy('people.name')
    .execute();
  return rows.map((row) => ({ ...row, role: row.role }));
}
