import { can, type Role } from '#shared/access/policy.ts';
import type { Readers, SessionReading } from '#shared/protocol/guideline.ts';
import type { Db, Tx } from '../../db/database.ts';
import { inTransaction } from '../../db/transaction.ts';
import type { Deps } from '../../deps.ts';
import { appendAudit } from '../../repositories/audit-log.ts';
import { insertRead, lastReadBy, readsOf, type GuidelineRead } from '../../repositories/guideline-reads.ts';
import { versionByNumber } from '../../repositories/guideline-versions.ts';
import { membersOf, type Membership } from '../../repositories/memberships.ts';
import { sessionById } from '../../repositories/sessions.ts';
import { requireAction, requireInSession, type Standing } from '../access.ts';
import type { Actor } from '../actor.ts';
import { RefusedError } from '../refused.ts';

/** Puts on record that somebody has read a version (law G9): once, whatever they press. */
async function recordRead(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  projectId: string,
  number: number,
): Promise<void> {
  const version = Number.isSafeInteger(number) ? await versionByNumber(tx, projectId, number) : null;
  if (!version) throw new RefusedError('not-found', 'There is no such version.');
  const at = deps.clock();
  if (!(await insertRead(tx, { projectId, version: number, personId: actor.personId, at }))) return;
  const audit = { at, actorId: actor.personId, projectId, action: 'guideline.read', subject: version.hash };
  await appendAudit(tx, { ...audit, detail: { number } });
}

/** A member says that they have read a version. */
export function acknowledgeVersion(
  deps: Deps,
  actor: Actor,
  projectId: string,
  number: number,
): Promise<void> {
  return inTransaction(deps.db, async (tx) => {
    await requireAction(tx, actor.personId, projectId, 'guideline.view');
    await recordRead(tx, deps, actor, projectId, number);
  });
}

/** Somebody in a session, guests included, says that they have read the version that it is pinned to. */
export function acknowledgePinned(deps: Deps, actor: Actor, sessionId: string): Promise<void> {
  return inTransaction(deps.db, async (tx) => {
    await requireInSession(tx, actor.personId, sessionId, 'session.view');
    const session = await sessionById(tx, sessionId);
    if (!session) throw new RefusedError('not-found');
    await recordRead(tx, deps, actor, session.projectId, session.guidelineVersion);
  });
}

interface Known {
  readonly members: readonly Membership[];
  readonly reads: readonly GuidelineRead[];
}

/** Members of a project as they are now, and everything that is on record of who has read what. */
export const readingOf = async (db: Db | Tx, projectId: string): Promise<Known> => ({
  members: await membersOf(db, projectId),
  reads: await readsOf(db, projectId),
});

/** Who of the members has read a version; with names where the policy table allows them. */
export function readersOf(
  { members, reads }: Known,
  version: number,
  asker: { readonly personId: string; readonly mayName: boolean },
): Readers {
  const at = new Map(
    reads.filter((read) => read.version === version).map((read) => [read.personId, read.at]),
  );
  const name = ({ personId: id, name: words }: Membership) => ({ id, name: words });
  const have = members.filter(({ personId }) => at.has(personId));
  return {
    count: have.length,
    of: members.length,
    own: at.get(asker.personId) ?? null,
    people: asker.mayName
      ? have.map((member) => ({ ...name(member), at: at.get(member.personId) ?? 0 }))
      : null,
    missing: asker.mayName ? members.filter(({ personId }) => !at.has(personId)).map(name) : null,
  };
}

/** Names of readers are for those whose role in the project allows it; a guest has none. */
export const mayNameReaders = ({ role, isGuest }: { role: Role; isGuest: boolean }): boolean =>
  !isGuest && can({ role }, 'guideline.readers');

async function inSession(deps: Deps, actor: Actor, sessionId: string): Promise<[Standing, number]> {
  const standing = await requireInSession(deps.db, actor.personId, sessionId, 'session.view');
  const session = await sessionById(deps.db, sessionId);
  if (!session) throw new RefusedError('not-found');
  return [standing, session.guidelineVersion];
}

/** What the lobby asks of the version that the session is pinned to: have I read it, and (where names are allowed) who has not. */
export async function readSessionReading(
  deps: Deps,
  actor: Actor,
  sessionId: string,
): Promise<SessionReading> {
  const [standing, version] = await inSession(deps, actor, sessionId);
  const { projectId, isGuest } = standing;
  const known = await readingOf(deps.db, projectId);
  const asker = { personId: actor.personId, mayName: mayNameReaders(standing) };
  return {
    version,
    projectId: isGuest ? null : projectId,
    lastRead: await lastReadBy(deps.db, projectId, actor.personId),
    readers: readersOf(known, version, asker),
  };
}
