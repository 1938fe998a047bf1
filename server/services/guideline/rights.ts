import { can, type Role } from '#shared/access/policy.ts';
import type { Deps } from '../../deps.ts';
import { appendAudit } from '../../repositories/audit-log.ts';
import { roleOf } from '../../repositories/memberships.ts';
import { inTransaction } from '../../db/transaction.ts';

/** What somebody may do with a guideline at this moment. */
export interface DraftRights {
  /** null: no member. */
  readonly role: Role | null;
  readonly mayView: boolean;
  readonly mayEdit: boolean;
}

/** Read from the database at every call (law X1). */
export async function draftRights(deps: Deps, personId: string, projectId: string): Promise<DraftRights> {
  const role = await roleOf(deps.db, projectId, personId);
  return { role, mayView: can({ role }, 'guideline.view'), mayEdit: can({ role }, 'guideline.edit') };
}

/** Puts on record that somebody sent to a draft what they may not send. */
export async function recordRefusedChange(
  deps: Deps,
  personId: string,
  projectId: string,
  reason: string,
): Promise<void> {
  const entry = {
    at: deps.clock(),
    actorId: personId,
    projectId,
    action: 'guideline.change-refused',
    subject: projectId,
  };
  await inTransaction(deps.db, (tx) => appendAudit(tx, { ...entry, detail: { reason } }));
}
