import type { Value } from '#shared/rubric/scales/schemas.ts';
import type { Tx } from '../db/database.ts';

export interface ImportedLabelRow {
  readonly itemId: string;
  readonly dimensionId: string;
  readonly target: string | null;
  readonly rater: string;
  readonly value: Value;
  readonly reason: string;
}

/** Labels of these items that were made elsewhere; where somebody labelled twice, the newer comes last. */
export async function readImportedLabels(
  tx: Tx,
  projectId: string,
  itemIds: readonly string[],
): Promise<ImportedLabelRow[]> {
  if (itemIds.length === 0) return [];
  const rows = await tx
    .selectFrom('labels')
    .select(['item_id', 'dimension_id', 'target', 'rater', 'value', 'reason'])
    .where('project_id', '=', projectId)
    .where('source', '=', 'import')
    .where('item_id', 'in', itemIds)
    .orderBy('made_at')
    .execute();
  return rows.map((row) => ({
    itemId: row.item_id,
    dimensionId: row.dimension_id,
    target: row.target,
    rater: row.rater,
    value: JSON.parse(row.value) as Value,
    reason: row.reason,
  }));
}
