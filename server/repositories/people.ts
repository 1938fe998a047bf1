import { personId, type PersonId } from '#shared/ids.ts';
import type { Db, Tx } from '../db/database.ts';
import type { PeopleTable } from '../db/tables/people.table.ts';

export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly email: string | null;
  readonly isGuest: boolean;
  readonly isWorkspaceOwner: boolean;
  readonly createdAt: number;
}

export const toPerson = (row: PeopleTable): Person => ({
  id: personId.parse(row.id),
  name: row.name,
  email: row.email,
  isGuest: row.kind === 'guest',
  isWorkspaceOwner: row.is_workspace_owner === 1,
  createdAt: row.created_at,
});

export interface NewPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly passwordHash: string | null;
  readonly isWorkspaceOwner: boolean;
  readonly at: number;
}

/** Without an e-mail address the person is a guest. */
export async function insertPerson(tx: Tx, person: NewPerson): Promise<void> {
  await tx
    .insertInto('people')
    .values({
      id: person.id,
      name: person.name,
      email: person.email,
      password_hash: person.passwordHash,
      kind: person.email === null ? 'guest' : 'account',
      is_workspace_owner: person.isWorkspaceOwner ? 1 : 0,
      created_at: person.at,
    })
    .execute();
}

export async function personById(db: Db | Tx, id: string): Promise<Person | null> {
  const row = await db.selectFrom('people').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toPerson(row) : null;
}

export async function accountByEmail(
  db: Db | Tx,
  email: string,
): Promise<(Person & { passwordHash: string | null }) | null> {
  const row = await db.selectFrom('people').selectAll().where('email', '=', email).executeTakeFirst();
  return row ? { ...toPerson(row), passwordHash: row.password_hash } : null;
}

/** Whether anybody has an account: false means that the workspace waits for its first run. */
export async function anyAccount(db: Db | Tx): Promise<boolean> {
  const row = await db
    .selectFrom('people')
    .select('id')
    .where('kind', '=', 'account')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function namesOf(db: Db | Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('people')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Ids of who owns the workspace, oldest first. */
export async function workspaceOwners(db: Db | Tx): Promise<PersonId[]> {
  const rows = await db
    .selectFrom('people')
    .select('id')
    .where('is_workspace_owner', '=', 1)
    .orderBy('created_at')
    .execute();
  return rows.map((row) => personId.parse(row.id));
}
