import { parseCookie, stringifySetCookie } from 'cookie';
import type { Config } from '../config.ts';
import type { Tx } from '../db/database.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { appendAudit } from '../repositories/audit-log.ts';
import {
  deleteExpiredLogins,
  deleteLogin,
  insertLogin,
  personOfLogin,
  touchLogin,
} from '../repositories/logins.ts';
import { accountByEmail } from '../repositories/people.ts';
import type { Actor } from './actor.ts';
import { isPassword } from './passwords.ts';
import { networkOf } from './rate-limit.ts';
import { RefusedError } from './refused.ts';
import { hashToken, newToken } from './tokens.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const LOGIN_LIFE_MS = 30 * DAY_MS;
const SEEN_EVERY_MS = 60 * 60 * 1000;
const MAX_USER_AGENT = 200;

/** Where a request comes from: for limits and for the list of logins. */
export interface Caller {
  readonly ip: string | undefined;
  readonly userAgent: string | undefined;
}

const isSecure = (config: Config) => config.origin?.startsWith('https://') ?? false;

/** `__Host-` binds the cookie to exactly this host, over https only. */
const cookieName = (config: Config): string => (isSecure(config) ? '__Host-touchstone' : 'touchstone');

/** Value of `Set-Cookie` for a new login; with `token` null for the end of one. */
export function loginCookie(config: Config, token: string | null): string {
  return stringifySetCookie({
    name: cookieName(config),
    value: token ?? '',
    httpOnly: true,
    secure: isSecure(config),
    sameSite: 'lax',
    path: '/',
    maxAge: token === null ? 0 : LOGIN_LIFE_MS / 1000,
  });
}

/** Who a request, handshake or upgrade comes from; null without a valid login. Read from the database every time. */
export async function authenticate(deps: Deps, cookieHeader: string | undefined): Promise<Actor | null> {
  const token = cookieHeader === undefined ? undefined : parseCookie(cookieHeader)[cookieName(deps.config)];
  if (token === undefined || token === '') return null;
  const loginHash = hashToken(token);
  const at = deps.clock();
  const login = await personOfLogin(deps.db, loginHash, at);
  if (login === null) return null;
  if (at - login.lastSeenAt > SEEN_EVERY_MS) await touchLogin(deps.db, loginHash, at);
  const { id, name, isGuest, isWorkspaceOwner } = login.person;
  return { personId: id, name, isGuest, isWorkspaceOwner, loginHash };
}

/** Makes a login and returns its token, which exists nowhere else. The login that the caller had before ends (rotation). */
export async function startLogin(
  tx: Tx,
  deps: Deps,
  personId: string,
  caller: Caller,
  previous: Actor | null,
): Promise<string> {
  const at = deps.clock();
  const token = newToken(deps.randomBytes);
  if (previous) await deleteLogin(tx, previous.loginHash);
  await deleteExpiredLogins(tx, at);
  await insertLogin(tx, {
    tokenHash: hashToken(token),
    personId,
    createdAt: at,
    expiresAt: at + LOGIN_LIFE_MS,
    userAgent: (caller.userAgent ?? '').slice(0, MAX_USER_AGENT),
  });
  return token;
}

/** Sockets of a login that was replaced by another person's must not outlive it. */
export function announceReplaced(deps: Deps, previous: Actor | null, personId: string): void {
  if (previous === null || previous.personId === personId) return;
  deps.revoked.publish({ personId: previous.personId, projectId: null, loginHash: previous.loginHash });
}

interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Checks the password against the limits for guessing. Throws `wrong-credentials` without saying which of the two is wrong. */
async function checkPassword(deps: Deps, input: Credentials, caller: Caller): Promise<string> {
  const network = networkOf(caller.ip);
  const { signInByAccount, signInByNetwork } = deps.limits;
  signInByNetwork.charge(network);
  signInByAccount.charge(input.email);
  const account = await accountByEmail(deps.db, input.email);
  const matches = await isPassword(deps, input.password, account?.passwordHash ?? null);
  if (!account || !matches) throw new RefusedError('wrong-credentials');
  signInByNetwork.refund(network);
  signInByAccount.refund(input.email);
  return account.id;
}

/** A login that was just made: its token is for the cookie and nothing else. */
export interface StartedLogin {
  readonly personId: string;
  readonly token: string;
}

/** Signs in with a password. */
export async function signIn(
  deps: Deps,
  previous: Actor | null,
  input: Credentials,
  caller: Caller,
): Promise<StartedLogin> {
  const personId = await checkPassword(deps, input, caller);
  const token = await inTransaction(deps.db, async (tx) => {
    await appendAudit(tx, {
      at: deps.clock(),
      actorId: personId,
      projectId: null,
      action: 'login.started',
      subject: personId,
    });
    return startLogin(tx, deps, personId, caller, previous);
  });
  announceReplaced(deps, previous, personId);
  return { personId, token };
}

/** Ends this login and closes what was opened with it. */
export async function signOut(deps: Deps, actor: Actor): Promise<void> {
  const { personId, loginHash } = actor;
  await inTransaction(deps.db, async (tx) => {
    await appendAudit(tx, {
      at: deps.clock(),
      actorId: personId,
      projectId: null,
      action: 'login.ended',
      subject: personId,
    });
    await deleteLogin(tx, loginHash);
  });
  deps.revoked.publish({ personId, projectId: null, loginHash });
}
