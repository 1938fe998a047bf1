import { canonicalRubric } from '#shared/guideline/canonical.ts';
import { changeLogSchema, type Change, type VersionKind } from '#shared/guideline/change-log.ts';
import { rubricSchema, type Rubric } from '#shared/rubric/rubric.ts';
import type { Db, Tx } from '../db/database.ts';
import type { GuidelineVersionsTable } from '../db/tables/guideline.table.ts';

/** A version as it is stored, for good. */
export interface VersionRow {
  readonly projectId: string;
  readonly number: number;
  readonly parentHash: string | null;
  readonly hash: string;
  readonly text: string;
  readonly rubric: Rubric;
  readonly changeLog: readonly Change[];
  readonly authors: readonly string[];
  readonly committedBy: string;
  readonly committedAt: number;
  readonly kind: VersionKind;
  readonly opId: string;
  readonly seal: string;
}

const toVersion = (row: GuidelineVersionsTable): VersionRow => ({
  projectId: row.project_id,
  number: row.number,
  parentHash: row.parent_hash,
  hash: row.hash,
  text: row.text,
  rubric: rubricSchema.parse(JSON.parse(row.rubric)),
  changeLog: changeLogSchema.parse(JSON.parse(row.change_log)),
  authors: JSON.parse(row.authors) as string[],
  committedBy: row.committed_by,
  committedAt: row.committed_at,
  kind: row.kind,
  opId: row.op_id,
  seal: row.seal,
});

export async function insertVersion(tx: Tx, version: VersionRow): Promise<void> {
  await tx
    .insertInto('guideline_versions')
    .values({
      project_id: version.projectId,
      number: version.number,
      parent_hash: version.parentHash,
      hash: version.hash,
      text: version.text,
      rubric: canonicalRubric(version.rubric),
      change_log: JSON.stringify(version.changeLog),
      authors: JSON.stringify(version.authors),
      committed_by: version.committedBy,
      committed_at: version.committedAt,
      kind: version.kind,
      op_id: version.opId,
      seal: version.seal,
    })
    .execute();
}

/** The newest version; null where there is no guideline. */
export async function newestVersion(db: Db | Tx, projectId: string): Promise<VersionRow | null> {
  const row = await db
    .selectFrom('guideline_versions')
    .selectAll()
    .where('project_id', '=', projectId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? toVersion(row) : null;
}

/** The version that was the newest at a time; null before the first. */
export async function newestVersionBefore(
  db: Db | Tx,
  projectId: string,
  at: number,
): Promise<VersionRow | null> {
  const row = await db
    .selectFrom('guideline_versions')
    .selectAll()
    .where('project_id', '=', projectId)
    .where('committed_at', '<=', at)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? toVersion(row) : null;
}

export async function versionByNumber(
  db: Db | Tx,
  projectId: string,
  number: number,
): Promise<VersionRow | null> {
  const row = await db
    .selectFrom('guideline_versions')
    .selectAll()
    .where('project_id', '=', projectId)
    .where('number', '=', number)
    .executeTakeFirst();
  return row ? toVersion(row) : null;
}

export async function versionByOp(db: Db | Tx, projectId: string, opId: string): Promise<VersionRow | null> {
  const row = await db
    .selectFrom('guideline_versions')
    .selectAll()
    .where('project_id', '=', projectId)
    .where('op_id', '=', opId)
    .executeTakeFirst();
  return row ? toVersion(row) : null;
}

/** Versions of a project, newest first. */
export async function versionsOf(db: Db | Tx, projectId: string): Promise<VersionRow[]> {
  const rows = await db
    .selectFrom('guideline_versions')
    .selectAll()
    .where('project_id', '=', projectId)
    .orderBy('number', 'desc')
    .execute();
  return rows.map(toVersion);
}

/** Rows exactly as they lie in the database, for checking them: a row that was tampered with may not even parse. */
export async function rawVersions(db: Db | Tx, projectId: string): Promise<GuidelineVersionsTable[]> {
  return db
    .selectFrom('guideline_versions')
    .selectAll()
    .where('project_id', '=', projectId)
    .orderBy('number')
    .execute();
}

/** Projects that have a draft or a version. */
export async function projectsWithGuideline(db: Db | Tx): Promise<string[]> {
  const drafts = await db.selectFrom('guideline_drafts').select('project_id').execute();
  const versions = await db.selectFrom('guideline_versions').select('project_id').distinct().execute();
  return [...new Set([...drafts, ...versions].map((row) => row.project_id))].toSorted();
}
