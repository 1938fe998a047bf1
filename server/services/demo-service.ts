import { DEMO_PERSONAS, type Demo, type DemoPersona } from '#shared/protocol/http/people.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { appendAudit } from '../repositories/audit-log.ts';
import { projectsOf } from '../repositories/memberships.ts';
import { accountByEmail } from '../repositories/people.ts';
import { sessionsOfProject } from '../repositories/sessions.ts';
import type { Actor } from './actor.ts';
import { announceReplaced, startLogin, type Caller, type StartedLogin } from './login-service.ts';
import { RefusedError } from './refused.ts';

/** The account of a demo person. `.invalid` can never be anybody's real address (RFC 2606). */
export const demoEmail = (as: DemoPersona): string => `${as}@demo.invalid`;

function requireDemo(deps: Deps): void {
  if (!deps.config.demo) throw new RefusedError('not-found');
}

/** Who may be signed in as with one click, and the session to look at. */
export async function readDemo(deps: Deps): Promise<Demo> {
  requireDemo(deps);
  const { db } = deps;
  const accounts = await Promise.all(
    DEMO_PERSONAS.map(async (as) => ({ as, account: await accountByEmail(db, demoEmail(as)) })),
  );
  const personas = accounts.flatMap(({ as, account }) =>
    account ? [{ as, id: account.id, name: account.name }] : [],
  );
  const [project] = personas[0] ? await projectsOf(db, personas[0].id) : [];
  if (!project) throw new RefusedError('not-found', 'The demonstration is not ready yet.');
  const [session] = (await sessionsOfProject(db, project.id)).filter(({ endedAt }) => endedAt === null);
  return {
    projectId: project.id,
    sessionId: session?.id ?? null,
    code: session?.code ?? null,
    personas: personas.map(({ as, name }) => ({ as, name })),
  };
}

/** Signs in as a demo person without a password; only where the whole workspace is a demonstration. */
export async function signInToDemo(
  deps: Deps,
  previous: Actor | null,
  as: DemoPersona,
  caller: Caller,
): Promise<StartedLogin> {
  requireDemo(deps);
  const account = await accountByEmail(deps.db, demoEmail(as));
  if (!account) throw new RefusedError('not-found');
  const token = await inTransaction(deps.db, async (tx) => {
    await appendAudit(tx, {
      at: deps.clock(),
      actorId: account.id,
      projectId: null,
      action: 'login.started',
      subject: account.id,
    });
    return startLogin(tx, deps, account.id, caller, previous);
  });
  announceReplaced(deps, previous, account.id);
  return { personId: account.id, token };
}
