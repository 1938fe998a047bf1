import type { z } from 'zod';
import type { setupBody } from '#shared/protocol/http/projects.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { appendAudit } from '../repositories/audit-log.ts';
import { anyAccount, insertPerson } from '../repositories/people.ts';
import { startLogin, type Caller, type StartedLogin } from './login-service.ts';
import { hashPassword } from './passwords.ts';
import { addProject } from './project-service.ts';
import { RefusedError } from './refused.ts';

/** First run: makes the workspace's owner and the first project, once. */
export async function setUp(
  deps: Deps,
  input: z.output<typeof setupBody>,
  caller: Caller,
): Promise<StartedLogin> {
  if (await anyAccount(deps.db)) throw new RefusedError('already-set-up');
  const passwordHash = await hashPassword(deps, input.password);
  const personId = deps.newId();
  return inTransaction(deps.db, async (tx) => {
    const at = deps.clock();
    // The audit row comes first: its lock makes two first runs wait for each other, so that the check below is true.
    await appendAudit(tx, {
      at,
      actorId: personId,
      projectId: null,
      action: 'workspace.created',
      subject: personId,
    });
    if (await anyAccount(tx)) throw new RefusedError('already-set-up');
    const { name, email } = input;
    await insertPerson(tx, { id: personId, name, email, passwordHash, isWorkspaceOwner: true, at });
    await addProject(tx, deps, personId, input.project);
    return { personId, token: await startLogin(tx, deps, personId, caller, null) };
  });
}
