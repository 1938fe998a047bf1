import { can } from '#shared/access/policy.ts';
import type { Tx } from '../../db/database.ts';
import { inTransaction } from '../../db/transaction.ts';
import type { Deps } from '../../deps.ts';
import {
  appendDraftUpdates,
  clientOwners,
  draftHead,
  draftUpdates,
  insertClientOwners,
  noteDraftAuthors,
  rolesAmong,
  type Authorship,
  type ClientOwner,
  type DraftHead,
  type DraftKey,
  type DraftUpdate,
} from '../../repositories/guideline-drafts.ts';

/** A draft as it lies in the database. */
export interface StoredDraft extends DraftHead {
  readonly projectId: string;
  readonly updates: readonly Uint8Array[];
  readonly lastSeq: number;
  readonly owners: readonly ClientOwner[];
}

/** Everything of a project's draft, read at one moment; null when the project has none. */
export function loadDraft(deps: Deps, projectId: string): Promise<StoredDraft | null> {
  return inTransaction(deps.db, async (tx) => {
    const head = await draftHead(tx, projectId);
    if (!head) return null;
    const key = { projectId, epoch: head.epoch };
    const updates = await draftUpdates(tx, key);
    const owners = await clientOwners(tx, key);
    return {
      ...head,
      projectId,
      updates: updates.map(({ bytes }) => bytes),
      lastSeq: updates.at(-1)?.seq ?? 0,
      owners,
    };
  });
}

/** A change that passed the gate and waits for its place in the log. */
export interface Entry {
  readonly bytes: Uint8Array;
  /** null: the program itself. */
  readonly personId: string | null;
  /** Client ids that are used for the first time. */
  readonly claims: readonly number[];
}

/** Whether these people may edit at this moment, by the database and not by memory (law X1). */
export async function editorsAmong(
  tx: Tx,
  projectId: string,
  people: readonly string[],
): Promise<Set<string>> {
  const roles = await rolesAmong(tx, projectId, people);
  return new Set(
    [...roles].filter(([, role]) => can({ role }, 'guideline.edit')).map(([personId]) => personId),
  );
}

const isPerson = (personId: string | null): personId is string => personId !== null;

/** Appends changes behind `lastSeq`, with whose they are and whose the new client ids are. */
export async function appendEntries(
  tx: Tx,
  key: DraftKey,
  position: { readonly lastSeq: number; readonly baseVersion: number; readonly at: number },
  entries: readonly Entry[],
): Promise<void> {
  const rows = entries.map(({ bytes, personId }, index) => ({
    seq: position.lastSeq + index + 1,
    bytes,
    authorId: personId,
    at: position.at,
  }));
  await appendDraftUpdates(tx, key, rows);
  const claims = entries.flatMap(({ claims: ids, personId }) => ids.map((id): ClientOwner => [id, personId]));
  await insertClientOwners(tx, key, claims);
  await noteDraftAuthors(tx, key.projectId, position.baseVersion, authorsOf(rows));
}

function authorsOf(rows: readonly DraftUpdate[]): Authorship[] {
  const authors = [...new Set(rows.map(({ authorId }) => authorId).filter(isPerson))];
  return authors.map((personId) => {
    const seqs = rows.filter(({ authorId }) => authorId === personId).map(({ seq }) => seq);
    return { personId, firstSeq: Math.min(...seqs), lastSeq: Math.max(...seqs) };
  });
}
