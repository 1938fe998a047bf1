import type { PersonId } from '#shared/ids.ts';
import type { Db, Tx } from '../db/database.ts';
import { readSettings } from './projects.ts';
import { toSession, type SessionRow } from './sessions.ts';

/*
 * Who was let into which session by its code. Being let in is kept; whether it counts is asked of the project's settings each time, so
 * that a project that stops admitting guests has none from that moment (law X1).
 */

/** Sessions that a code let this person into and that still take guests, newest first. */
export async function sessionsOfGuest(db: Db | Tx, person: string): Promise<SessionRow[]> {
  const rows = await db
    .selectFrom('session_guests')
    .innerJoin('sessions', 'sessions.id', 'session_guests.session_id')
    .innerJoin('projects', 'projects.id', 'sessions.project_id')
    .selectAll('sessions')
    .select('projects.settings')
    .where('session_guests.person_id', '=', person)
    .orderBy('sessions.created_at', 'desc')
    .execute();
  return rows.filter((row) => takesGuests(row.settings)).map(toSession);
}

let lastRead = { settings: '', allowGuests: false };

/** Whether a project with these settings, as they are stored, takes guests. Every guest's ballot asks it of the same text. */
export function takesGuests(settings: string): boolean {
  if (settings !== lastRead.settings)
    lastRead = { settings, allowGuests: readSettings(settings).allowGuests };
  return lastRead.allowGuests;
}

export async function isGuestOf(db: Db | Tx, session: string, person: string): Promise<boolean> {
  const row = await db
    .selectFrom('session_guests')
    .innerJoin('sessions', 'sessions.id', 'session_guests.session_id')
    .innerJoin('projects', 'projects.id', 'sessions.project_id')
    .select('projects.settings')
    .where('session_guests.session_id', '=', session)
    .where('session_guests.person_id', '=', person)
    .executeTakeFirst();
  return row !== undefined && takesGuests(row.settings);
}

/** Everybody whom a code of this project's sessions let in, whatever the settings say now. */
export async function guestsOfProject(db: Db | Tx, project: string): Promise<string[]> {
  const rows = await db
    .selectFrom('session_guests')
    .innerJoin('sessions', 'sessions.id', 'session_guests.session_id')
    .select('session_guests.person_id')
    .where('sessions.project_id', '=', project)
    .distinct()
    .execute();
  return rows.map((row) => row.person_id);
}

/** Names of everybody who may be in a session: members of its project, and its guests. */
export async function namesInSession(
  tx: Tx,
  session: { readonly id: string; readonly projectId: string },
): Promise<string[]> {
  const members = tx
    .selectFrom('memberships')
    .select('person_id')
    .where('project_id', '=', session.projectId);
  const guests = tx.selectFrom('session_guests').select('person_id').where('session_id', '=', session.id);
  const rows = await tx
    .selectFrom('people')
    .select('name')
    .where((where) => where.or([where('id', 'in', members), where('id', 'in', guests)]))
    .execute();
  return rows.map(({ name }) => name);
}

export async function addGuest(tx: Tx, session: string, person: PersonId): Promise<void> {
  await tx
    .insertInto('session_guests')
    .values({ session_id: session, person_id: person })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Takes back what codes of this project's sessions let somebody into. */
export async function deleteGuestships(tx: Tx, project: string, person: string): Promise<void> {
  await tx
    .deleteFrom('session_guests')
    .where('person_id', '=', person)
    .where('session_id', 'in', (sessions) =>
      sessions.selectFrom('sessions').select('id').where('project_id', '=', project),
    )
    .execute();
}
