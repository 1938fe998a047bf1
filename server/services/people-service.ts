import { can, type Role } from '#shared/access/policy.ts';
import type { Member, People } from '#shared/protocol/http/people.ts';
import type { Tx } from '../db/database.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { appendAudit } from '../repositories/audit-log.ts';
import {
  deleteMembership,
  membersOf,
  membersWithRole,
  roleOf,
  setRole,
} from '../repositories/memberships.ts';
import { deleteGuestships } from '../repositories/guests.ts';
import { requireAction } from './access.ts';
import type { Actor } from './actor.ts';
import { RefusedError } from './refused.ts';

export async function listPeople(deps: Deps, actor: Actor, projectId: string): Promise<People> {
  const role = await requireAction(deps.db, actor.personId, projectId, 'people.view');
  const members = await membersOf(deps.db, projectId);
  const showEmail = can({ role }, 'people.manage');
  return { members: members.map((member) => ({ ...member, email: showEmail ? member.email : null })) };
}

async function requireOwnerLeft(tx: Tx, projectId: string): Promise<void> {
  const owners = await membersWithRole(tx, projectId, ['owner']);
  if (owners.length === 0) throw new RefusedError('last-owner');
}

/** Appended before anything is read: its lock makes two owners who demote each other wait, so that one owner is left. */
async function auditMembership(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  projectId: string,
  personId: string,
  role: Role | null,
) {
  const action = role === null ? 'membership.removed' : 'membership.changed';
  const detail = role === null ? {} : { role };
  await appendAudit(tx, {
    at: deps.clock(),
    actorId: actor.personId,
    projectId,
    action,
    subject: personId,
    detail,
  });
}

/** Tells the gateways, which close or re-check this person's sockets (law X2). */
function announce(deps: Deps, projectId: string, personId: string, role: Role | null): void {
  deps.revoked.publish({ personId, projectId, loginHash: null });
  deps.events.membershipChanged.publish({ projectId, personId, role });
}

export async function changeRole(
  deps: Deps,
  actor: Actor,
  projectId: string,
  personId: string,
  role: Role,
): Promise<Member> {
  const member = await inTransaction(deps.db, async (tx) => {
    await requireAction(tx, actor.personId, projectId, 'people.manage');
    await auditMembership(tx, deps, actor, projectId, personId, role);
    if ((await roleOf(tx, projectId, personId)) === null) throw new RefusedError('not-found');
    await setRole(tx, projectId, personId, role, deps.clock());
    await requireOwnerLeft(tx, projectId);
    return (await membersOf(tx, projectId)).find((one) => one.personId === personId);
  });
  if (!member) throw new RefusedError('not-found');
  announce(deps, projectId, personId, role);
  return member;
}

/** Takes somebody out of the project. Everybody may leave; only who manages people may remove others. */
export async function removeMember(
  deps: Deps,
  actor: Actor,
  projectId: string,
  personId: string,
): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    await requireAction(
      tx,
      actor.personId,
      projectId,
      personId === actor.personId ? 'project.view' : 'people.manage',
    );
    await auditMembership(tx, deps, actor, projectId, personId, null);
    if ((await roleOf(tx, projectId, personId)) === null) throw new RefusedError('not-found');
    await deleteMembership(tx, projectId, personId);
    await deleteGuestships(tx, projectId, personId);
    await requireOwnerLeft(tx, projectId);
  });
  announce(deps, projectId, personId, null);
}
