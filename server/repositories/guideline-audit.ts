import type { Db, Tx } from '../db/database.ts';

/** A commit as the audit log has it. */
export interface AuditedCommit {
  readonly number: number;
  readonly hash: string;
  readonly seal: string;
}

/** Every commit of a project that the audit log knows, oldest first. */
export async function committedInAudit(db: Db | Tx, projectId: string): Promise<AuditedCommit[]> {
  const rows = await db
    .selectFrom('audit_log')
    .select('detail')
    .where('project_id', '=', projectId)
    .where('action', '=', 'guideline.committed')
    .orderBy('seq')
    .execute();
  return rows.map((row) => JSON.parse(row.detail) as AuditedCommit);
}
