import type { Db, Tx } from '../db/database.ts';

/** Somebody's word that they have read a version. */
export interface GuidelineRead {
  readonly projectId: string;
  readonly version: number;
  readonly personId: string;
  readonly at: number;
}

/** Answers false when it was on record already. */
export async function insertRead(tx: Tx, read: GuidelineRead): Promise<boolean> {
  const { projectId, version, personId, at } = read;
  const result = await tx
    .insertInto('guideline_reads')
    .values({ project_id: projectId, version, person_id: personId, at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Who has read which version, oldest first. */
export async function readsOf(db: Db | Tx, projectId: string): Promise<GuidelineRead[]> {
  const rows = await db
    .selectFrom('guideline_reads')
    .selectAll()
    .where('project_id', '=', projectId)
    .orderBy('at')
    .orderBy('person_id')
    .execute();
  return rows.map((row) => ({ projectId, version: row.version, personId: row.person_id, at: row.at }));
}

/** The newest version that somebody has read; null when none. */
export async function lastReadBy(db: Db | Tx, projectId: string, personId: string): Promise<number | null> {
  const row = await db
    .selectFrom('guideline_reads')
    .select('version')
    .where('project_id', '=', projectId)
    .where('person_id', '=', personId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.version ?? null;
}
