import { can, GUEST_ROLE, type Action, type Role } from '#shared/access/policy.ts';
import type { Db, Tx } from '../db/database.ts';
import { isGuestOf } from '../repositories/guests.ts';
import { roleOf } from '../repositories/memberships.ts';
import { sessionById } from '../repositories/sessions.ts';
import { RefusedError } from './refused.ts';

/** What somebody is in a session, and whose session it is. */
export interface Standing {
  readonly projectId: string;
  readonly role: Role;
  /** Let in by the session's code, without being a member of the project. */
  readonly isGuest: boolean;
}

/**
 * The person's role in the project, read now, when it allows the action (law X1). To a non-member the project does not exist
 * (`not-found`); a member without the right is told so (`forbidden`).
 */
export async function requireAction(
  db: Db | Tx,
  personId: string,
  projectId: string,
  action: Action,
): Promise<Role> {
  const role = await roleOf(db, projectId, personId);
  if (role === null) throw new RefusedError('not-found');
  if (!can({ role }, action)) throw new RefusedError('forbidden');
  return role;
}

/** The person's standing in a session, read now; null for somebody who may not know that it exists. */
export async function standingInSession(
  db: Db | Tx,
  personId: string,
  sessionId: string,
): Promise<Standing | null> {
  const session = await sessionById(db, sessionId);
  if (!session) return null;
  const role = await roleOf(db, session.projectId, personId);
  if (role !== null) return { projectId: session.projectId, role, isGuest: false };
  const isGuest = await isGuestOf(db, sessionId, personId);
  return isGuest ? { projectId: session.projectId, role: GUEST_ROLE, isGuest } : null;
}

/** Like `requireAction`, for a session: guests count as annotators of the one session they were let into. */
export async function requireInSession(
  db: Db | Tx,
  personId: string,
  sessionId: string,
  action: Action,
): Promise<Standing> {
  const standing = await standingInSession(db, personId, sessionId);
  if (standing === null) throw new RefusedError('not-found');
  if (!can({ role: standing.role }, action)) throw new RefusedError('forbidden');
  return standing;
}
