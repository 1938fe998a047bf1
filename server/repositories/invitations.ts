import type { Role } from '#shared/access/policy.ts';
import type { Db, Tx } from '../db/database.ts';
import type { InvitationsTable } from '../db/tables/projects.table.ts';

export interface InvitationRow {
  readonly tokenHash: string;
  readonly projectId: string;
  readonly role: Role;
  readonly email: string | null;
  readonly createdBy: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly usedBy: string | null;
}

const toInvitation = (row: InvitationsTable): InvitationRow => ({
  tokenHash: row.token_hash,
  projectId: row.project_id,
  role: row.role,
  email: row.email,
  createdBy: row.created_by,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  usedBy: row.used_by,
});

export async function insertInvitation(tx: Tx, row: InvitationRow): Promise<void> {
  await tx
    .insertInto('invitations')
    .values({
      token_hash: row.tokenHash,
      project_id: row.projectId,
      role: row.role,
      email: row.email,
      created_by: row.createdBy,
      created_at: row.createdAt,
      expires_at: row.expiresAt,
      used_by: row.usedBy,
    })
    .execute();
}

export async function invitationByHash(db: Db | Tx, tokenHash: string): Promise<InvitationRow | null> {
  const row = await db
    .selectFrom('invitations')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  return row ? toInvitation(row) : null;
}

export async function invitationsOf(db: Db | Tx, projectId: string): Promise<InvitationRow[]> {
  const rows = await db
    .selectFrom('invitations')
    .selectAll()
    .where('project_id', '=', projectId)
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map(toInvitation);
}

/** Marks the invitation as used unless somebody was faster; answers whether it was still free. */
export async function useInvitation(tx: Tx, tokenHash: string, personId: string): Promise<boolean> {
  const result = await tx
    .updateTable('invitations')
    .set({ used_by: personId })
    .where('token_hash', '=', tokenHash)
    .where('used_by', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function deleteInvitation(tx: Tx, tokenHash: string): Promise<void> {
  await tx.deleteFrom('invitations').where('token_hash', '=', tokenHash).execute();
}
