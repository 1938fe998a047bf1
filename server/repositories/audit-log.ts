import { hash as digest } from 'node:crypto';
import { sql } from 'kysely';
import { must } from '#shared/must.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import type { Db, Tx } from '../db/database.ts';
import { insertRows } from '../db/insert-rows.ts';
import { prepared } from '../db/prepared.ts';
import type { AuditLogTable } from '../db/tables/audit.table.ts';

/** One act that changed state. `detail` holds ids and settings, never a ballot's content, a password or a token. */
export interface AuditEntry {
  readonly at: number;
  /** Who did it; null for the program itself (first run, command line). */
  readonly actorId: string | null;
  readonly projectId: string | null;
  /** Past tense with its noun first: `membership.changed`, `round.revealed`. */
  readonly action: string;
  /** Id of what it was done to. */
  readonly subject: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** An entry as it stands in the log. */
export interface AuditRow extends Required<AuditEntry> {
  readonly seq: number;
  readonly hash: string;
}

const GENESIS = '0'.repeat(64);
const PAGE = 1_000;

type Hashed = Omit<AuditLogTable, 'prev_hash' | 'hash'>;

const hashOf = (prevHash: string, row: Hashed): string =>
  digest(
    'sha256',
    prevHash +
      canonicalJson([row.seq, row.at, row.actor_id, row.project_id, row.action, row.subject, row.detail]),
  );

/** Appends one row to the hash chain, inside the transaction of the act itself (law X3). */
export const appendAudit = (tx: Tx, entry: AuditEntry): Promise<void> => appendAudits(tx, [entry]);

/**
 * Appends rows in order. Raising the head's number first takes that row's lock, so that concurrent writers queue here and each
 * sees its predecessor's hash.
 */
export async function appendAudits(tx: Tx, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const head = must((await raiseHead(tx, { by: entries.length }))[0], 'the head of the audit log');
  const rows = chained(entries, head.seq - entries.length, head.hash);
  await insertRows(
    tx,
    'audit_log',
    COLUMNS,
    rows.map((row) => COLUMNS.map((column) => row[column])),
  );
  await setHead(tx, { hash: must(rows.at(-1)).hash });
}

const raiseHead = prepared((db, { by }: { by: number }) =>
  db
    .updateTable('audit_head')
    .set({ seq: sql`seq + ${by}` })
    .where('id', '=', 1)
    .returning(['seq', 'hash']),
);

const setHead = prepared((db, { hash }: { hash: string }) =>
  db.updateTable('audit_head').set({ hash }).where('id', '=', 1),
);

const COLUMNS = [
  'seq',
  'at',
  'actor_id',
  'project_id',
  'action',
  'subject',
  'detail',
  'prev_hash',
  'hash',
] as const satisfies readonly (keyof AuditLogTable)[];

function chained(entries: readonly AuditEntry[], lastSeq: number, lastHash: string): AuditLogTable[] {
  let prevHash = lastHash;
  return entries.map((entry, index) => {
    const row = {
      seq: lastSeq + 1 + index,
      at: entry.at,
      actor_id: entry.actorId,
      project_id: entry.projectId,
      action: entry.action,
      subject: entry.subject,
      detail: canonicalJson(entry.detail ?? {}),
    };
    const linked = { ...row, prev_hash: prevHash, hash: hashOf(prevHash, row) };
    prevHash = linked.hash;
    return linked;
  });
}

/** What `verifyAudit` found: the chain holds, or the first row that does not fit and why. */
export type AuditVerdict = { ok: true; rows: number } | { ok: false; seq: number; reason: string };

const broken = (seq: number, reason: string): AuditVerdict => ({ ok: false, seq, reason });

function fault(row: AuditLogTable, seq: number, prevHash: string): string | null {
  if (row.seq !== seq) return `row ${seq} is missing`;
  if (row.prev_hash !== prevHash) return 'does not continue the row before it';
  return row.hash === hashOf(prevHash, row) ? null : 'was changed after it was written';
}

/** Recomputes the whole chain and names the first bad row; also when rows are missing in the middle or at the end. */
export async function verifyAudit(db: Db | Tx): Promise<AuditVerdict> {
  let seq = 0;
  let hash = GENESIS;
  for (;;) {
    const rows = await db
      .selectFrom('audit_log')
      .selectAll()
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(PAGE)
      .execute();
    for (const row of rows) {
      const reason = fault(row, seq + 1, hash);
      if (reason !== null) return broken(seq + 1, reason);
      ({ seq, hash } = row);
    }
    if (rows.length < PAGE) break;
  }
  const head = await db.selectFrom('audit_head').select(['seq', 'hash']).executeTakeFirst();
  if (must(head, 'the head of the audit log').seq !== seq) return broken(seq + 1, 'the log ends too early');
  return head?.hash === hash ? { ok: true, rows: seq } : broken(seq, 'does not fit the head of the log');
}

/** The newest entries of a project, newest first, before `beforeSeq` when given. */
export async function listAudit(
  db: Db | Tx,
  projectId: string,
  limit: number,
  beforeSeq?: number,
): Promise<AuditRow[]> {
  const rows = await db
    .selectFrom('audit_log')
    .selectAll()
    .where('project_id', '=', projectId)
    .$if(beforeSeq !== undefined, (query) => query.where('seq', '<', must(beforeSeq)))
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toAuditRow);
}

const toAuditRow = (row: AuditLogTable): AuditRow => ({
  seq: row.seq,
  at: row.at,
  actorId: row.actor_id,
  projectId: row.project_id,
  action: row.action,
  subject: row.subject,
  detail: JSON.parse(row.detail) as Record<string, unknown>,
  hash: row.hash,
});
