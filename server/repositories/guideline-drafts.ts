import type { Role } from '#shared/access/policy.ts';
import type { Db, Tx } from '../db/database.ts';

/** Where a draft stands. */
export interface DraftHead {
  readonly epoch: string;
  readonly baseVersion: number;
}

/** One stored change of a draft, in Yjs' own bytes. */
export interface DraftUpdate {
  readonly seq: number;
  readonly bytes: Uint8Array;
  /** null: the program itself, or merged. */
  readonly authorId: string | null;
  readonly at: number;
}

/** Which history of which project. */
export interface DraftKey {
  readonly projectId: string;
  readonly epoch: string;
}

/** A Yjs client id and whose it is (null: the program itself). */
export type ClientOwner = readonly [clientId: number, personId: string | null];

export async function draftHead(db: Db | Tx, projectId: string): Promise<DraftHead | null> {
  const row = await db
    .selectFrom('guideline_drafts')
    .select(['epoch', 'base_version'])
    .where('project_id', '=', projectId)
    .executeTakeFirst();
  return row ? { epoch: row.epoch, baseVersion: row.base_version } : null;
}

export async function insertDraft(tx: Tx, projectId: string, head: DraftHead): Promise<void> {
  await tx
    .insertInto('guideline_drafts')
    .values({ project_id: projectId, epoch: head.epoch, base_version: head.baseVersion })
    .execute();
}

export async function updateDraft(tx: Tx, projectId: string, head: DraftHead): Promise<void> {
  await tx
    .updateTable('guideline_drafts')
    .set({ epoch: head.epoch, base_version: head.baseVersion })
    .where('project_id', '=', projectId)
    .execute();
}

/** Every stored change of a history, in order. */
export async function draftUpdates(db: Db | Tx, { projectId, epoch }: DraftKey): Promise<DraftUpdate[]> {
  const rows = await db
    .selectFrom('guideline_updates')
    .select(['seq', 'bytes', 'author_id', 'at'])
    .where('project_id', '=', projectId)
    .where('epoch', '=', epoch)
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({ seq: row.seq, bytes: row.bytes, authorId: row.author_id, at: row.at }));
}

/** A driver binds Node buffers only; this shares the bytes instead of copying them. */
const asBuffer = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Appends changes. Fails when another process has written the same place: then its history is the one that counts. */
export async function appendDraftUpdates(
  tx: Tx,
  key: DraftKey,
  updates: readonly DraftUpdate[],
): Promise<void> {
  if (updates.length === 0) return;
  const rows = updates.map(({ seq, bytes, authorId, at }) => ({
    project_id: key.projectId,
    epoch: key.epoch,
    seq,
    bytes: asBuffer(bytes),
    author_id: authorId,
    at,
  }));
  await tx.insertInto('guideline_updates').values(rows).execute();
}

/** Puts one merged change in the place of all up to its number. */
export async function compactDraftUpdates(tx: Tx, key: DraftKey, merged: DraftUpdate): Promise<void> {
  await tx
    .deleteFrom('guideline_updates')
    .where('project_id', '=', key.projectId)
    .where('epoch', '=', key.epoch)
    .where('seq', '<=', merged.seq)
    .execute();
  await appendDraftUpdates(tx, key, [merged]);
}

export async function clientOwners(db: Db | Tx, { projectId, epoch }: DraftKey): Promise<ClientOwner[]> {
  const rows = await db
    .selectFrom('guideline_clients')
    .select(['client_id', 'person_id'])
    .where('project_id', '=', projectId)
    .where('epoch', '=', epoch)
    .execute();
  return rows.map((row) => [row.client_id, row.person_id]);
}

/** Binds client ids to their first users. Fails when one is bound already. */
export async function insertClientOwners(
  tx: Tx,
  key: DraftKey,
  owners: readonly ClientOwner[],
): Promise<void> {
  if (owners.length === 0) return;
  const rows = owners.map(([clientId, personId]) => ({
    project_id: key.projectId,
    epoch: key.epoch,
    client_id: clientId,
    person_id: personId,
  }));
  await tx.insertInto('guideline_clients').values(rows).execute();
}

/** Where in the log somebody has changed the draft. */
export interface Authorship {
  readonly personId: string;
  readonly firstSeq: number;
  readonly lastSeq: number;
}

/** Notes who changed the draft that continues this version, and where in its log. */
export async function noteDraftAuthors(
  tx: Tx,
  projectId: string,
  baseVersion: number,
  authors: readonly Authorship[],
): Promise<void> {
  if (authors.length === 0) return;
  await tx
    .insertInto('guideline_authors')
    .values(
      authors.map(({ personId, firstSeq, lastSeq }) => ({
        ...{ project_id: projectId, base_version: baseVersion, person_id: personId },
        ...{ first_seq: firstSeq, last_seq: lastSeq },
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['project_id', 'base_version', 'person_id'])
        .doUpdateSet({ last_seq: (excluded) => excluded.ref('excluded.last_seq') }),
    )
    .execute();
}

/** Who has changed the draft that continues this version. */
export async function draftAuthors(
  db: Db | Tx,
  projectId: string,
  baseVersion: number,
): Promise<Authorship[]> {
  const rows = await db
    .selectFrom('guideline_authors')
    .select(['person_id', 'first_seq', 'last_seq'])
    .where('project_id', '=', projectId)
    .where('base_version', '=', baseVersion)
    .orderBy('person_id')
    .execute();
  return rows.map((row) => ({ personId: row.person_id, firstSeq: row.first_seq, lastSeq: row.last_seq }));
}

/** The draft begins a new log: everything so far was written before its first change. */
export async function forgetWhenAuthorsWrote(tx: Tx, projectId: string): Promise<void> {
  await tx
    .updateTable('guideline_authors')
    .set({ first_seq: 0, last_seq: 0 })
    .where('project_id', '=', projectId)
    .execute();
}

/** The roles that these people have in the project at this moment; who is no member is left out. */
export async function rolesAmong(
  db: Db | Tx,
  projectId: string,
  people: readonly string[],
): Promise<Map<string, Role>> {
  if (people.length === 0) return new Map();
  const rows = await db
    .selectFrom('memberships')
    .select(['person_id', 'role'])
    .where('project_id', '=', projectId)
    .where('person_id', 'in', [...people])
    .execute();
  return new Map(rows.map((row) => [row.person_id, row.role]));
}
