import { projectId, sessionId, type ProjectId, type SessionId } from '#shared/ids.ts';
import { ANONYMITY, type Anonymity } from '#shared/session/policy.ts';
import type { Db, Tx } from '../db/database.ts';
import type { SessionsTable } from '../db/tables/sessions.table.ts';

/** The facts of a session that lists and doors need; everything else is in its log. */
export interface SessionRow {
  readonly id: SessionId;
  readonly projectId: ProjectId;
  readonly title: string;
  readonly code: string;
  readonly phase: string;
  readonly createdBy: string;
  readonly createdAt: number;
  readonly scheduledFor: number | null;
  readonly endedAt: number | null;
  readonly anonymity: Anonymity;
  readonly guestsAllowed: boolean;
  readonly guidelineVersion: number;
}

export const toSession = (row: SessionsTable): SessionRow => ({
  id: sessionId.parse(row.id),
  projectId: projectId.parse(row.project_id),
  title: row.title,
  code: row.code,
  phase: row.phase,
  createdBy: row.created_by,
  createdAt: row.created_at,
  scheduledFor: row.scheduled_for,
  endedAt: row.ended_at,
  anonymity: ANONYMITY.find((one) => one === row.anonymity) ?? 'anonymous',
  guestsAllowed: row.guests_allowed === 1,
  guidelineVersion: row.guideline_version,
});

export async function insertSession(tx: Tx, session: SessionRow): Promise<void> {
  await tx
    .insertInto('sessions')
    .values({
      id: session.id,
      project_id: session.projectId,
      title: session.title,
      code: session.code,
      phase: session.phase,
      created_by: session.createdBy,
      created_at: session.createdAt,
      scheduled_for: session.scheduledFor,
      ended_at: session.endedAt,
      anonymity: session.anonymity,
      guests_allowed: session.guestsAllowed ? 1 : 0,
      guideline_version: session.guidelineVersion,
    })
    .execute();
}

/** Keeps the row in step with the log: phase, end and policy. */
export async function updateSession(
  tx: Tx,
  id: string,
  change: Partial<Pick<SessionRow, 'phase' | 'endedAt' | 'anonymity' | 'guestsAllowed'>>,
): Promise<void> {
  const { phase, endedAt, anonymity, guestsAllowed } = change;
  await tx
    .updateTable('sessions')
    .set({
      ...(phase === undefined ? {} : { phase }),
      ...(endedAt === undefined ? {} : { ended_at: endedAt }),
      ...(anonymity === undefined ? {} : { anonymity }),
      ...(guestsAllowed === undefined ? {} : { guests_allowed: guestsAllowed ? 1 : 0 }),
    })
    .where('id', '=', id)
    .execute();
}

export async function sessionById(db: Db | Tx, id: string): Promise<SessionRow | null> {
  const row = await db.selectFrom('sessions').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toSession(row) : null;
}

export async function sessionByCode(db: Db | Tx, code: string): Promise<SessionRow | null> {
  const row = await db.selectFrom('sessions').selectAll().where('code', '=', code).executeTakeFirst();
  return row ? toSession(row) : null;
}

/** A session with the name of its project. */
export interface NamedSession {
  readonly session: SessionRow;
  readonly projectName: string;
}

/** Sessions that have not ended in the projects that this person is a member of, newest first. */
export async function openSessionsOfMember(db: Db | Tx, person: string): Promise<NamedSession[]> {
  const rows = await db
    .selectFrom('sessions')
    .innerJoin('memberships', 'memberships.project_id', 'sessions.project_id')
    .innerJoin('projects', 'projects.id', 'sessions.project_id')
    .selectAll('sessions')
    .select('projects.name')
    .where('memberships.person_id', '=', person)
    .where('sessions.ended_at', 'is', null)
    .orderBy('sessions.created_at', 'desc')
    .execute();
  return rows.map(({ name, ...row }) => ({ session: toSession(row), projectName: name }));
}

/** Newest first. */
export async function sessionsOfProject(db: Db | Tx, project: string): Promise<SessionRow[]> {
  const rows = await db
    .selectFrom('sessions')
    .selectAll()
    .where('project_id', '=', project)
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map(toSession);
}
