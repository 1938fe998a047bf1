import { edgeCaseBlock, type EdgeCaseContent } from '#shared/guideline/edge-case.ts';
import type { ItemContent } from '#shared/items/item.ts';
import { itemTitle } from '#shared/items/title.ts';
import { renderGuideline } from '#shared/markdown/render.ts';
import type { EdgeCase } from '#shared/protocol/guideline.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';
import { dimensionOf } from '#shared/rubric/slots.ts';
import type { Db, Tx } from '../../db/database.ts';
import type { EdgeCaseRow } from '../../repositories/guideline-edge-cases.ts';
import { countRounds } from '../../repositories/guideline-sources.ts';

/** Where an item's rounds are shown. */
const pathOf = ({ sessionId, itemId }: EdgeCaseRow) => `/sessions/${sessionId}/items/${itemId}`;

const titleOf = (row: EdgeCaseRow) => itemTitle(JSON.parse(row.itemContent) as ItemContent);

const dimensionNames = (rubric: Rubric, { dimensionIds }: EdgeCaseRow) =>
  (JSON.parse(dimensionIds) as string[]).map((id) => dimensionOf(rubric, id)?.name ?? id);

/** What the block of an edge case says. */
export async function edgeCaseContent(
  db: Db | Tx,
  row: EdgeCaseRow,
  rubric: Rubric,
  clauseId: string,
): Promise<EdgeCaseContent> {
  return {
    clauseId,
    question: row.question,
    ruling: row.ruling,
    reason: row.reason,
    itemTitle: titleOf(row),
    itemPath: pathOf(row),
    sessionTitle: row.sessionTitle,
    rounds: await countRounds(db, row.sessionId, row.itemId),
    dimensions: dimensionNames(rubric, row),
  };
}

/** An edge case as people see it. `state` may be other than stored: its block may have been deleted from the draft. */
export async function edgeCaseView(
  db: Db | Tx,
  row: EdgeCaseRow,
  rubric: Rubric,
  state: EdgeCase['state'] = row.state,
): Promise<EdgeCase> {
  const content = await edgeCaseContent(db, row, rubric, row.clauseId ?? 'e-new');
  const { id, question, ruling, reason, clauseId, createdAt, committedVersion, rulingId } = row;
  return {
    ...{ id, state, question, ruling, reason, clauseId, createdAt, committedVersion, rulingId },
    dimensions: content.dimensions,
    item: { id: row.itemId, title: content.itemTitle, path: content.itemPath },
    session: { id: row.sessionId, title: row.sessionTitle },
    rounds: content.rounds,
    html: renderGuideline(edgeCaseBlock(content)),
  };
}
