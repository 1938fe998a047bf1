import { itemId, type ItemId } from '#shared/ids.ts';
import type { Value } from '#shared/rubric/scales/schemas.ts';
import type { Db, Tx } from '../db/database.ts';
import { insertRows } from '../db/insert-rows.ts';
import type { LabelsTable } from '../db/tables/labels.table.ts';

const CHUNK = 1_000;

/** One value that somebody gave to one item (or one of its responses) on one dimension. */
export interface StoredLabel {
  readonly id: string;
  readonly source: 'import' | 'session';
  readonly batchId: string | null;
  readonly sessionId: string | null;
  readonly roundId: string | null;
  readonly roundNumber: number;
  readonly itemId: ItemId;
  readonly dimensionId: string;
  readonly target: string | null;
  readonly rater: string;
  readonly raterKnown: boolean;
  readonly value: Value;
  readonly reason: string;
  readonly late: boolean;
  readonly guidelineVersion: number | null;
  readonly madeAt: number;
}

const toRow = (projectId: string, label: StoredLabel): LabelsTable => ({
  id: label.id,
  project_id: projectId,
  source: label.source,
  batch_id: label.batchId,
  session_id: label.sessionId,
  round_id: label.roundId,
  round_number: label.roundNumber,
  item_id: label.itemId,
  dimension_id: label.dimensionId,
  target: label.target,
  rater: label.rater,
  rater_known: label.raterKnown ? 1 : 0,
  value: JSON.stringify(label.value),
  reason: label.reason,
  late: label.late ? 1 : 0,
  guideline_version: label.guidelineVersion,
  made_at: label.madeAt,
});

const toLabel = (row: LabelsTable): StoredLabel => ({
  id: row.id,
  source: row.source,
  batchId: row.batch_id,
  sessionId: row.session_id,
  roundId: row.round_id,
  roundNumber: row.round_number,
  itemId: itemId.parse(row.item_id),
  dimensionId: row.dimension_id,
  target: row.target,
  rater: row.rater,
  raterKnown: row.rater_known === 1,
  value: JSON.parse(row.value) as Value,
  reason: row.reason,
  late: row.late === 1,
  guidelineVersion: row.guideline_version,
  madeAt: row.made_at,
});

const chunked = <T>(list: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(list.length / CHUNK) }, (_, i) => list.slice(i * CHUNK, (i + 1) * CHUNK));

/** Adds labels that the project does not have. */
export async function insertLabels(tx: Tx, projectId: string, labels: readonly StoredLabel[]): Promise<void> {
  const rows = labels.map((label) => toRow(projectId, label));
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first) as (keyof LabelsTable)[];
  const tuples = rows.map((row) => columns.map((column) => row[column]));
  await insertRows(tx, 'stored_labels', columns, tuples);
}

export async function knownLabels(db: Db | Tx, ids: readonly string[]): Promise<Set<string>> {
  const known = new Set<string>();
  for (const part of chunked(ids)) {
    const rows = await db.selectFrom('labels').select('id').where('id', 'in', part).execute();
    for (const row of rows) known.add(row.id);
  }
  return known;
}

/** Labels that were made elsewhere: of some items, of one import, or of the whole project; oldest first. */
export async function importedLabels(
  db: Db | Tx,
  projectId: string,
  only: { readonly itemIds?: readonly string[]; readonly batchId?: string | undefined } = {},
): Promise<StoredLabel[]> {
  const query = db
    .selectFrom('labels')
    .selectAll()
    .where('project_id', '=', projectId)
    .where('source', '=', 'import')
    .$if(only.batchId !== undefined, (select) => select.where('batch_id', '=', only.batchId ?? ''))
    .orderBy('made_at')
    .orderBy('id');
  if (only.itemIds === undefined) return (await query.execute()).map(toLabel);
  const found: StoredLabel[] = [];
  for (const part of chunked(only.itemIds))
    found.push(...(await query.where('item_id', 'in', part).execute()).map(toLabel));
  return found;
}

/** How many imported labels each of these items has. */
export async function countImportedLabels(
  db: Db | Tx,
  projectId: string,
  itemIds: readonly string[],
): Promise<Map<string, number>> {
  if (itemIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('labels')
    .select((select) => ['item_id', select.fn.countAll<number>().as('count')])
    .where('project_id', '=', projectId)
    .where('source', '=', 'import')
    .where('item_id', 'in', itemIds)
    .groupBy('item_id')
    .execute();
  return new Map(rows.map((row) => [row.item_id, row.count]));
}

/** Sessions of the project that revealed answers on an item, the latest first. */
export async function sessionsWithLabels(db: Db | Tx, project: string, item: string): Promise<string[]> {
  const rows = await db
    .selectFrom('labels')
    .innerJoin('sessions', 'sessions.id', 'labels.session_id')
    .select(['sessions.id', 'sessions.created_at'])
    .distinct()
    .where('labels.project_id', '=', project)
    .where('labels.item_id', '=', item)
    .orderBy('sessions.created_at', 'desc')
    .execute();
  return rows.map(({ id }) => id);
}
