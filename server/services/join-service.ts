import { personId as personIdSchema, type PersonId } from '#shared/ids.ts';
import { freeName, nameKey } from '#shared/people/name-key.ts';
import type { Joined, JoinFacts } from '#shared/protocol/http/sessions.ts';
import type { Tx } from '../db/database.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { appendAudit } from '../repositories/audit-log.ts';
import { addGuest, isGuestOf, namesInSession } from '../repositories/guests.ts';
import { roleOf } from '../repositories/memberships.ts';
import { insertPerson } from '../repositories/people.ts';
import { projectById } from '../repositories/projects.ts';
import { sessionByCode, type SessionRow } from '../repositories/sessions.ts';
import type { Actor } from './actor.ts';
import { startLogin, type Caller } from './login-service.ts';
import { networkOf } from './rate-limit.ts';
import { RefusedError } from './refused.ts';

/** Codes are read aloud and typed on phones: case, spaces and dashes do not matter. */
const spelled = (code: string) => code.toUpperCase().replace(/[^A-Z0-9]/g, '');

async function sessionOf(deps: Deps, code: string, caller: Caller): Promise<SessionRow> {
  const network = networkOf(caller.ip);
  deps.limits.guessesByNetwork.charge(network);
  const session = await sessionByCode(deps.db, spelled(code));
  if (session === null) throw new RefusedError('not-found', 'There is no session with this code.', 'code');
  deps.limits.guessesByNetwork.refund(network);
  return session;
}

type You = JoinFacts['you'];

async function youOf(deps: Deps, actor: Actor | null, session: SessionRow): Promise<You> {
  if (actor === null) return 'stranger';
  if ((await roleOf(deps.db, session.projectId, actor.personId)) !== null) return 'member';
  return (await isGuestOf(deps.db, session.id, actor.personId)) ? 'guest' : 'stranger';
}

/** What a code opens, before anybody enters. */
export async function readJoin(
  deps: Deps,
  actor: Actor | null,
  code: string,
  caller: Caller,
): Promise<JoinFacts> {
  const session = await sessionOf(deps, code, caller);
  const project = await projectById(deps.db, session.projectId);
  return {
    sessionId: session.id,
    title: session.title,
    projectName: project?.name ?? '',
    phase: session.phase,
    guestsAllowed: session.guestsAllowed && (project?.settings.allowGuests ?? false),
    anonymity: session.anonymity,
    you: await youOf(deps, actor, session),
    name: actor?.name ?? null,
  };
}

async function requireGuestsAllowed(deps: Deps, session: SessionRow): Promise<void> {
  if (session.endedAt !== null) throw new RefusedError('session-ended');
  const project = await projectById(deps.db, session.projectId);
  if (!session.guestsAllowed || !project?.settings.allowGuests) throw new RefusedError('guests-not-allowed');
}

const addPerson = (tx: Tx, deps: Deps, id: PersonId, name: string): Promise<void> =>
  insertPerson(tx, {
    ...{ id, name, email: null, passwordHash: null, isWorkspaceOwner: false, at: deps.clock() },
  });

/** Two people of one name could not be told apart anywhere in the room (law X4). */
async function requireFreeName(
  tx: Tx,
  session: SessionRow,
  name: string,
  actor: Actor | null,
): Promise<void> {
  const taken = await namesInSession(tx, session);
  const other = taken.find((one) => nameKey(one) === nameKey(name));
  if (other === undefined) return;
  if (actor !== null && !actor.isGuest)
    throw new RefusedError(
      'name-taken',
      `${other} is here already. Ask the facilitator for an invitation, or sign out and enter under another name.`,
    );
  const suggestion = freeName(other, taken);
  throw new RefusedError(
    'name-taken',
    `${other} is here already: add a letter, for example ${suggestion}`,
    'name',
  );
}

/** The audit row comes first: it takes the lock behind which two who give the same name at once queue. */
async function letIn(
  tx: Tx,
  deps: Deps,
  session: SessionRow,
  personId: PersonId,
  name: string,
  actor: Actor | null,
): Promise<void> {
  const { id, projectId } = session;
  const entry = {
    at: deps.clock(),
    actorId: personId,
    projectId,
    action: 'guest.admitted',
    subject: personId,
  };
  await appendAudit(tx, { ...entry, detail: { sessionId: id } });
  await requireFreeName(tx, session, name, actor);
  if (actor === null) await addPerson(tx, deps, personId, name);
  await addGuest(tx, id, personId);
}

/** A stranger gets a name, a login and the right to this one session. */
async function admit(
  deps: Deps,
  session: SessionRow,
  name: string | undefined,
  caller: Caller,
): Promise<string> {
  if (name === undefined)
    throw new RefusedError('invalid', 'Give the name that the others will see.', 'name');
  deps.limits.guestsByNetwork.charge(networkOf(caller.ip));
  return inTransaction(deps.db, async (tx) => {
    const id = personIdSchema.parse(deps.newId());
    await letIn(tx, deps, session, id, name, null);
    return startLogin(tx, deps, id, caller, null);
  });
}

export interface JoinAnswer {
  readonly joined: Joined;
  /** Set when a login was made. */
  readonly token: string | null;
}

/** Enters by code: members and guests as they are, others as guests where project and session allow it. */
export async function joinByCode(
  deps: Deps,
  actor: Actor | null,
  input: { readonly code: string; readonly name?: string | undefined },
  caller: Caller,
): Promise<JoinAnswer> {
  const session = await sessionOf(deps, input.code, caller);
  const joined = { sessionId: session.id, projectId: session.projectId };
  if ((await youOf(deps, actor, session)) !== 'stranger') return { joined, token: null };
  await requireGuestsAllowed(deps, session);
  // A guest of another session whose name is taken in this one comes in as somebody new.
  const isNew = actor === null || (actor.isGuest && input.name !== undefined);
  if (isNew) return { joined, token: await admit(deps, session, input.name, caller) };
  await inTransaction(deps.db, (tx) => letIn(tx, deps, session, actor.personId, actor.name, actor));
  return { joined, token: null };
}
