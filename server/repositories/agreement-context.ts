import { sql } from 'kysely';
import { rubricSchema, type Rubric } from '#shared/rubric/rubric.ts';
import type { Db, Tx } from '../db/database.ts';
import { jsonElements, jsonMember, listOf } from '../db/json-sql.ts';

type Handle = Db | Tx;

export interface RubricVersion {
  readonly number: number;
  readonly committedAt: number;
  readonly rubric: Rubric;
}

/** The rubric of every version, newest first, without the guideline's text. */
export async function rubricVersions(db: Handle, projectId: string): Promise<RubricVersion[]> {
  const rows = await db
    .selectFrom('guideline_versions')
    .select(['number', 'committed_at', 'rubric'])
    .where('project_id', '=', projectId)
    .orderBy('number', 'desc')
    .execute();
  return rows.map((row) => ({
    number: row.number,
    committedAt: row.committed_at,
    rubric: rubricSchema.parse(JSON.parse(row.rubric)),
  }));
}

/** Kinds of task that the project's items have. */
export async function tasksOf(db: Handle, projectId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('items')
    .select(jsonMember(db, 'content', 'task').as('task'))
    .distinct()
    .where('project_id', '=', projectId)
    .execute();
  return rows.map((row) => row.task).toSorted();
}

/** Tags that the project's items carry. */
export async function tagsOf(db: Handle, projectId: string): Promise<string[]> {
  const { rows } = await sql<{ tag: string }>`
    select distinct element.value as tag from items, ${jsonElements(db, 'items.content', 'tags')}
    where items.project_id = ${projectId}`.execute(db);
  return rows.map((row) => row.tag).toSorted();
}

/** A label of an item as a drill-down shows it: in the figures or not. */
export interface ItemLabel {
  readonly itemId: string;
  readonly target: string | null;
  readonly sessionId: string | null;
  readonly batchId: string | null;
  readonly roundId: string | null;
  readonly roundNumber: number;
  readonly version: number | null;
  readonly value: string;
  readonly rater: string;
  readonly raterKnown: boolean;
  readonly reason: string;
  readonly isLate: boolean;
}

/** Every label of these items on one dimension with its reason, oldest first. */
export async function labelsOfItems(
  db: Handle,
  projectId: string,
  dimensionId: string,
  itemIds: readonly string[],
): Promise<ItemLabel[]> {
  const rows = await db
    .selectFrom('labels')
    .select(['item_id', 'target', 'session_id', 'batch_id', 'round_id', 'round_number', 'guideline_version'])
    .select(['value', 'rater', 'rater_known', 'reason', 'late'])
    .where('project_id', '=', projectId)
    .where('dimension_id', '=', dimensionId)
    .where(sql<boolean>`item_id in ${listOf(db, itemIds)}`)
    .orderBy('made_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    itemId: row.item_id,
    target: row.target,
    sessionId: row.session_id,
    batchId: row.batch_id,
    roundId: row.round_id,
    roundNumber: row.round_number,
    version: row.guideline_version,
    value: row.value,
    rater: row.rater,
    raterKnown: row.rater_known === 1,
    reason: row.reason,
    isLate: row.late === 1,
  }));
}

/** How the source calls each item of the project. */
export async function externalIds(db: Handle, projectId: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('items')
    .select(['id', 'external_id'])
    .where('project_id', '=', projectId)
    .execute();
  return new Map(rows.map((row) => [row.id, row.external_id]));
}

/** Sessions in which this person's ballots stand under their own id. */
export async function sessionsWithLabelsOf(
  db: Handle,
  projectId: string,
  personId: string,
): Promise<string[]> {
  const rows = await db
    .selectFrom('labels')
    .select('session_id')
    .distinct()
    .where('project_id', '=', projectId)
    .where('source', '=', 'session')
    .where('rater', '=', personId)
    .execute();
  return rows.flatMap((row) => row.session_id ?? []);
}

export interface OwnReason {
  readonly itemId: string;
  readonly sessionId: string | null;
  readonly roundNumber: number;
  readonly reason: string;
}

/** What this person wrote beside their ballots, earlier rounds first. */
export async function reasonsOf(db: Handle, projectId: string, personId: string): Promise<OwnReason[]> {
  const rows = await db
    .selectFrom('labels')
    .select(['item_id', 'session_id', 'round_number', 'reason'])
    .distinct()
    .where('project_id', '=', projectId)
    .where('source', '=', 'session')
    .where('rater', '=', personId)
    .where('late', '=', 0)
    .where('reason', '<>', '')
    .orderBy('round_number')
    .execute();
  return rows.map((row) => ({
    itemId: row.item_id,
    sessionId: row.session_id,
    roundNumber: row.round_number,
    reason: row.reason,
  }));
}
