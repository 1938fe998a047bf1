import { GUEST_ROLE, type Role } from '#shared/access/policy.ts';
import { must } from '#shared/must.ts';
import type { Db, Tx } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';
import { takesGuests } from './guests.ts';

export interface SessionPerson {
  readonly id: string;
  readonly name: string;
  readonly isGuest: boolean;
  /** The role at this moment; null for somebody who has no business here any more. */
  readonly role: Role | null;
}

type Asked = {
  readonly sessionId: string;
  readonly projectId: string;
  readonly personIds: readonly string[];
};

/*
 * Subqueries and no joins: SQLite plans a join with bound values anew each time these change, which takes ten times as long as the
 * question itself, and every ballot asks it.
 */
const peopleAndRoles = prepared((db, { sessionId, projectId, personIds }: Asked) =>
  db
    .selectFrom('people')
    .select((eb) => [
      'people.id',
      'people.name',
      'people.kind',
      eb
        .selectFrom('memberships')
        .select('memberships.role')
        .whereRef('memberships.person_id', '=', 'people.id')
        .where('memberships.project_id', '=', projectId)
        .as('role'),
      eb
        .selectFrom('session_guests')
        .select('session_guests.session_id')
        .whereRef('session_guests.person_id', '=', 'people.id')
        .where('session_guests.session_id', '=', sessionId)
        .as('guest_of'),
      eb
        .selectFrom('projects')
        .select('projects.settings')
        .where('projects.id', '=', projectId)
        .as('settings'),
    ])
    .where('people.id', 'in', personIds),
);

/** Names and present roles of people with regard to a session: a project role, or the guest's role in this one session. */
export async function readSessionPeople(
  db: Db | Tx,
  session: { readonly id: string; readonly projectId: string },
  personIds: readonly string[],
): Promise<SessionPerson[]> {
  const rows = await peopleAndRoles(db, { sessionId: session.id, projectId: session.projectId, personIds });
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    isGuest: row.kind === 'guest',
    role: row.role ?? (row.guest_of !== null && takesGuests(must(row.settings)) ? GUEST_ROLE : null),
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
