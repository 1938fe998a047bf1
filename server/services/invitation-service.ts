import type { z } from 'zod';
import type {
  acceptInvitationBody,
  Invitation,
  invitationBody,
  OpenedInvitation,
} from '#shared/protocol/http/people.ts';
import { must } from '#shared/must.ts';
import type { Db, Tx } from '../db/database.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { appendAudit } from '../repositories/audit-log.ts';
import {
  deleteInvitation,
  insertInvitation,
  invitationByHash,
  invitationsOf,
  useInvitation,
  type InvitationRow,
} from '../repositories/invitations.ts';
import { roleOf, setRole } from '../repositories/memberships.ts';
import { accountByEmail, insertPerson, namesOf, personById } from '../repositories/people.ts';
import { projectById } from '../repositories/projects.ts';
import { requireAction } from './access.ts';
import type { Actor } from './actor.ts';
import { announceReplaced, startLogin, type Caller, type StartedLogin } from './login-service.ts';
import { hashPassword } from './passwords.ts';
import { networkOf } from './rate-limit.ts';
import { RefusedError } from './refused.ts';
import { hashToken, newToken } from './tokens.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

const toInvitation = ({
  tokenHash,
  role,
  email,
  createdAt,
  expiresAt,
  usedBy,
}: InvitationRow): Invitation => ({
  id: tokenHash,
  role,
  email,
  createdAt,
  expiresAt,
  usedBy,
});

/** Makes an invitation. Its token is answered once and stored only as a hash. */
export async function invite(
  deps: Deps,
  actor: Actor,
  projectId: string,
  input: z.output<typeof invitationBody>,
): Promise<{ invitation: Invitation; token: string }> {
  const token = newToken(deps.randomBytes);
  const at = deps.clock();
  const row: InvitationRow = {
    tokenHash: hashToken(token),
    projectId,
    role: input.role,
    email: input.email,
    createdBy: actor.personId,
    createdAt: at,
    expiresAt: at + input.expiresInDays * DAY_MS,
    usedBy: null,
  };
  await inTransaction(deps.db, async (tx) => {
    await requireAction(tx, actor.personId, projectId, 'people.manage');
    const detail = { role: input.role };
    await appendAudit(tx, {
      at,
      actorId: actor.personId,
      projectId,
      action: 'invitation.made',
      subject: row.tokenHash,
      detail,
    });
    await insertInvitation(tx, row);
  });
  return { invitation: toInvitation(row), token };
}

export async function listInvitations(deps: Deps, actor: Actor, projectId: string): Promise<Invitation[]> {
  await requireAction(deps.db, actor.personId, projectId, 'people.manage');
  return (await invitationsOf(deps.db, projectId)).map(toInvitation);
}

export async function withdrawInvitation(
  deps: Deps,
  actor: Actor,
  projectId: string,
  id: string,
): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    await requireAction(tx, actor.personId, projectId, 'people.manage');
    const invitation = await invitationByHash(tx, id);
    if (invitation?.projectId !== projectId) throw new RefusedError('not-found');
    await appendAudit(tx, {
      at: deps.clock(),
      actorId: actor.personId,
      projectId,
      action: 'invitation.withdrawn',
      subject: id,
    });
    await deleteInvitation(tx, id);
  });
}

/** The invitation that a token opens, if it still does. Wrong tokens count against the caller's network. */
async function opened(db: Db | Tx, deps: Deps, token: string, caller: Caller): Promise<InvitationRow> {
  const network = networkOf(caller.ip);
  deps.limits.guessesByNetwork.charge(network);
  const invitation = await invitationByHash(db, hashToken(token));
  if (invitation === null) throw new RefusedError('gone');
  deps.limits.guessesByNetwork.refund(network);
  if (invitation.usedBy !== null || invitation.expiresAt <= deps.clock()) throw new RefusedError('gone');
  return invitation;
}

export async function openInvitation(deps: Deps, token: string, caller: Caller): Promise<OpenedInvitation> {
  const { db } = deps;
  const { projectId, role, email, createdBy } = await opened(db, deps, token, caller);
  const project = await projectById(db, projectId);
  const inviter = await namesOf(db, [createdBy]);
  const account = email === null ? null : await accountByEmail(db, email);
  return {
    projectName: project?.name ?? '',
    role,
    email,
    invitedBy: inviter.get(createdBy) ?? '',
    hasAccount: account !== null,
  };
}

type Acceptance = z.output<typeof acceptInvitationBody>;

interface Newcomer {
  readonly name: string;
  readonly email: string;
  readonly passwordHash: string;
}

async function newcomerOf(deps: Deps, input: Acceptance, invitedEmail: string | null): Promise<Newcomer> {
  const email = invitedEmail ?? input.email;
  if (input.name === undefined) throw new RefusedError('invalid', 'Give your name.', 'name');
  if (email === undefined) throw new RefusedError('invalid', 'Give your e-mail address.', 'email');
  if (input.password === undefined) throw new RefusedError('invalid', 'Choose a password.', 'password');
  return { name: input.name, email, passwordHash: await hashPassword(deps, input.password) };
}

async function addAccount(tx: Tx, deps: Deps, newcomer: Newcomer): Promise<string> {
  if ((await accountByEmail(tx, newcomer.email)) !== null)
    throw new RefusedError('email-taken', undefined, 'email');
  const id = deps.newId();
  await insertPerson(tx, { id, ...newcomer, isWorkspaceOwner: false, at: deps.clock() });
  return id;
}

async function requireAddressee(tx: Tx, actor: Actor, invitation: InvitationRow): Promise<string> {
  const person = await personById(tx, actor.personId);
  if (invitation.email !== null && person?.email !== invitation.email) {
    throw new RefusedError('forbidden', 'This invitation is for another e-mail address. Sign out first.');
  }
  return actor.personId;
}

/** Whoever is a member already keeps the role they have. */
async function join(tx: Tx, deps: Deps, invitation: InvitationRow, personId: string): Promise<void> {
  const { projectId, role, tokenHash } = invitation;
  if (!(await useInvitation(tx, tokenHash, personId))) throw new RefusedError('gone');
  if ((await roleOf(tx, projectId, personId)) === null)
    await setRole(tx, projectId, personId, role, deps.clock());
}

/**
 * Accepts an invitation: somebody with an account joins as they are, everybody else (guests too) gets an account first. The login
 * is rotated either way, because rights have grown.
 */
export async function acceptInvitation(
  deps: Deps,
  actor: Actor | null,
  token: string,
  input: Acceptance,
  caller: Caller,
): Promise<StartedLogin> {
  const invitation = await opened(deps.db, deps, token, caller);
  const member = actor?.isGuest === false ? actor : null;
  const newcomer = member ? null : await newcomerOf(deps, input, invitation.email);
  const login = await inTransaction(deps.db, async (tx) => {
    const { tokenHash: subject, projectId, role } = invitation;
    const entry = { at: deps.clock(), projectId, action: 'invitation.accepted', subject, detail: { role } };
    await appendAudit(tx, { ...entry, actorId: member?.personId ?? null });
    const personId = newcomer
      ? await addAccount(tx, deps, newcomer)
      : await requireAddressee(tx, must(member), invitation);
    await join(tx, deps, invitation, personId);
    return { personId, token: await startLogin(tx, deps, personId, caller, actor) };
  });
  announceReplaced(deps, actor, login.personId);
  deps.events.membershipChanged.publish({
    projectId: invitation.projectId,
    personId: login.personId,
    role: invitation.role,
  });
  return login;
}
