import type { Insertable } from 'kysely';
import { edgeCaseId, itemId } from '#shared/ids.ts';
import type { GuidelineChange } from '#shared/session/minutes.ts';
import type { Db, Tx } from '../db/database.ts';
import { insertRows } from '../db/insert-rows.ts';
import type { EdgeCasesTable } from '../db/tables/edge-cases.table.ts';
import type { LabelsTable } from '../db/tables/labels.table.ts';

/** The whole room waits for this. */
export async function insertRevealedLabels(tx: Tx, rows: readonly LabelsTable[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first) as (keyof LabelsTable)[];
  const tuples = rows.map((row) => columns.map((column) => row[column]));
  await insertRows(tx, 'stored_labels', columns, tuples);
}

export async function insertEdgeCase(tx: Tx, row: Insertable<EdgeCasesTable>): Promise<void> {
  await tx.insertInto('edge_cases').values(row).execute();
}

/** Edge cases that a session's rulings opened, oldest first, with what has become of them; without those of which nothing becomes. */
export async function edgeCasesOfSession(db: Db | Tx, sessionId: string): Promise<GuidelineChange[]> {
  const rows = await db
    .selectFrom('edge_cases')
    .select(['id', 'item_id', 'question', 'state', 'clause_id', 'committed_version'])
    .where('session_id', '=', sessionId)
    .where((where) =>
      where.or([
        where('state', '!=', 'waiting'),
        where.and([where('superseded_by', 'is', null), where('dismissed_at', 'is', null)]),
      ]),
    )
    .orderBy('created_at')
    .execute();
  return rows.map((row) => ({
    edgeCaseId: edgeCaseId.parse(row.id),
    itemId: itemId.parse(row.item_id),
    question: row.question,
    state: row.state,
    clauseId: row.clause_id,
    version: row.committed_version,
  }));
}
