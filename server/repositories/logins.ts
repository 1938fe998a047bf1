import type { Db, Tx } from '../db/database.ts';
import { toPerson, type Person } from './people.ts';

export interface Login {
  readonly tokenHash: string;
  readonly personId: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly userAgent: string;
}

export async function insertLogin(tx: Tx, login: Login): Promise<void> {
  await tx
    .insertInto('logins')
    .values({
      token_hash: login.tokenHash,
      person_id: login.personId,
      created_at: login.createdAt,
      expires_at: login.expiresAt,
      last_seen_at: login.createdAt,
      user_agent: login.userAgent,
    })
    .execute();
}

/** Who holds this login, unless it has expired. */
export async function personOfLogin(
  db: Db | Tx,
  tokenHash: string,
  at: number,
): Promise<{ person: Person; lastSeenAt: number } | null> {
  const row = await db
    .selectFrom('logins')
    .innerJoin('people', 'people.id', 'logins.person_id')
    .selectAll('people')
    .select('logins.last_seen_at')
    .where('logins.token_hash', '=', tokenHash)
    .where('logins.expires_at', '>', at)
    .executeTakeFirst();
  return row ? { person: toPerson(row), lastSeenAt: row.last_seen_at } : null;
}

export async function touchLogin(db: Db | Tx, tokenHash: string, at: number): Promise<void> {
  await db.updateTable('logins').set({ last_seen_at: at }).where('token_hash', '=', tokenHash).execute();
}

export async function deleteLogin(tx: Tx, tokenHash: string): Promise<void> {
  await tx.deleteFrom('logins').where('token_hash', '=', tokenHash).execute();
}

export async function deleteExpiredLogins(tx: Tx, at: number): Promise<void> {
  await tx.deleteFrom('logins').where('expires_at', '<=', at).execute();
}
