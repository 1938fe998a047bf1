import { changeLogSchema } from '#shared/guideline/change-log.ts';
import { rubricSchema } from '#shared/rubric/rubric.ts';
import type { Db, Tx } from '../../db/database.ts';
import type { GuidelineVersionsTable } from '../../db/tables/guideline.table.ts';
import { committedInAudit } from '../../repositories/guideline-audit.ts';
import { draftHead } from '../../repositories/guideline-drafts.ts';
import { projectsWithGuideline, rawVersions } from '../../repositories/guideline-versions.ts';
import { hashVersion, sealVersion } from './hashes.ts';

/** What the check found: every chain holds, or the first row that does not and why. */
export type GuidelineVerdict =
  | { readonly ok: true; readonly versions: number }
  | { readonly ok: false; readonly projectId: string; readonly number: number; readonly reason: string };

function contentHash(row: GuidelineVersionsTable): string | null {
  try {
    const rubric = rubricSchema.parse(JSON.parse(row.rubric));
    return hashVersion({ number: row.number, parentHash: row.parent_hash, text: row.text, rubric });
  } catch {
    return null;
  }
}

function sealOf(row: GuidelineVersionsTable, parentSeal: string | null): string | null {
  try {
    return sealVersion(parentSeal, {
      hash: row.hash,
      kind: row.kind,
      changeLog: changeLogSchema.parse(JSON.parse(row.change_log)),
      authors: JSON.parse(row.authors) as string[],
      committedBy: row.committed_by,
      committedAt: row.committed_at,
      opId: row.op_id,
    });
  } catch {
    return null;
  }
}

function fault(row: GuidelineVersionsTable, parent: GuidelineVersionsTable | undefined): string | null {
  if (row.number !== (parent?.number ?? 0) + 1) return 'the version before it is missing';
  if (row.parent_hash !== (parent?.hash ?? null)) return 'does not continue the version before it';
  if (row.hash !== contentHash(row)) return 'its text or rubric was changed after it was committed';
  if (row.seal !== sealOf(row, parent?.seal ?? null))
    return 'its change log, authors, date or kind was changed after it was committed';
  return null;
}

/** Versions that the audit log knows must be there with the same hash: a chain that lost its end still looks whole by itself. */
async function missingVersion(
  db: Db | Tx,
  projectId: string,
  rows: readonly GuidelineVersionsTable[],
): Promise<number | null> {
  const known = new Map(rows.map((row) => [row.number, row]));
  for (const { number, hash, seal } of await committedInAudit(db, projectId)) {
    const row = known.get(number);
    if (row?.hash !== hash || row.seal !== seal) return number;
  }
  const draft = await draftHead(db, projectId);
  return draft !== null && !known.has(draft.baseVersion) ? draft.baseVersion : null;
}

async function verifyProject(db: Db | Tx, projectId: string): Promise<GuidelineVerdict> {
  const rows = await rawVersions(db, projectId);
  for (const [index, row] of rows.entries()) {
    const reason = fault(row, rows[index - 1]);
    if (reason !== null) return { ok: false, projectId, number: row.number, reason };
  }
  const missing = await missingVersion(db, projectId, rows);
  if (missing === null) return { ok: true, versions: rows.length };
  return {
    ok: false,
    projectId,
    number: missing,
    reason: 'was committed according to the audit log, and is not there as it was',
  };
}

/** Recomputes every hash and seal of every project and names the first bad version (law G1). */
export async function verifyGuideline(db: Db | Tx): Promise<GuidelineVerdict> {
  let versions = 0;
  for (const projectId of await projectsWithGuideline(db)) {
    const verdict = await verifyProject(db, projectId);
    if (!verdict.ok) return verdict;
    versions += verdict.versions;
  }
  return { ok: true, versions };
}
