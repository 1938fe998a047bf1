import { abilitiesOf } from '#shared/access/policy.ts';
import type { SessionFacts, SessionHead } from '#shared/protocol/http/sessions.ts';
import { preworkFor } from '#shared/session/queries.ts';
import type { Deps } from '../deps.ts';
import { projectById } from '../repositories/projects.ts';
import { sessionsOfGuest } from '../repositories/guests.ts';
import {
  openSessionsOfMember,
  sessionById,
  sessionsOfProject,
  type SessionRow,
} from '../repositories/sessions.ts';
import { requireAction, requireInSession } from './access.ts';
import type { Actor } from './actor.ts';
import { RefusedError } from './refused.ts';
import { readLeaders } from './session/askers.ts';
import { sessionRooms } from './session/rooms.ts';

async function headOf(
  deps: Deps,
  actor: Actor,
  { createdBy: _createdBy, ...row }: SessionRow,
  projectName: string,
): Promise<SessionHead> {
  const session = row.endedAt === null ? await sessionRooms(deps).read(row.id) : null;
  return { ...row, projectName, prework: session ? preworkFor(session, actor.personId) : 0 };
}

/** The project's sessions, newest first, as far as a list may tell. */
export async function listSessions(deps: Deps, actor: Actor, projectId: string): Promise<SessionHead[]> {
  await requireAction(deps.db, actor.personId, projectId, 'session.view');
  const project = await projectById(deps.db, projectId);
  const sessions = await sessionsOfProject(deps.db, projectId);
  return Promise.all(sessions.map((session) => headOf(deps, actor, session, project?.name ?? '')));
}

/** The live ones first, then those that wait; among these what has a date by its date, then the newest. */
const urgency = ({ phase, scheduledFor }: SessionHead) =>
  phase === 'live' ? -1 : (scheduledFor ?? Number.POSITIVE_INFINITY);
const byUrgency = (a: SessionHead, b: SessionHead) =>
  Math.sign(urgency(a) - urgency(b)) || b.createdAt - a.createdAt;

/** Every meeting that runs or is planned and that this person may enter, as a member of its project or as a guest. */
export async function listMeetings(deps: Deps, actor: Actor): Promise<SessionHead[]> {
  const own = await openSessionsOfMember(deps.db, actor.personId);
  const guestOf = await sessionsOfGuest(deps.db, actor.personId);
  const ownIds = new Set(own.map(({ session }) => session.id));
  const asGuest = guestOf.filter(({ id, endedAt }) => endedAt === null && !ownIds.has(id));
  const meetings = [...own, ...asGuest.map((session) => ({ session, projectName: '' }))];
  const heads = await Promise.all(
    meetings.map(({ session, projectName }) => headOf(deps, actor, session, projectName)),
  );
  return heads.toSorted(byUrgency);
}

/** One session's head and the asker's standing in it; guests see the one they were let into. */
export async function readSessionFacts(
  deps: Deps,
  actor: Actor,
  sessionId: string,
  address: string,
): Promise<SessionFacts> {
  const { role, isGuest } = await requireInSession(deps.db, actor.personId, sessionId, 'session.view');
  const session = await sessionById(deps.db, sessionId);
  if (!session) throw new RefusedError('not-found');
  const project = await projectById(deps.db, session.projectId);
  return {
    ...(await headOf(deps, actor, session, project?.name ?? '')),
    role,
    isGuest,
    abilities: abilitiesOf(role),
    joinLink: `${address}/join/${session.code}`,
    leaders: await readLeaders(deps.db, session.projectId),
  };
}
