import { clauseOf, parseClauses, type Clause } from '#shared/guideline/clauses.ts';
import { freshId } from '#shared/guideline/clause-ids.ts';
import { draftText, readDraft } from '#shared/guideline/document.ts';
import { edgeCaseBlock, placement } from '#shared/guideline/edge-case.ts';
import type { EdgeCase, Placed, Tray } from '#shared/protocol/guideline.ts';
import type { Deps } from '../../deps.ts';
import { appendAudit } from '../../repositories/audit-log.ts';
import {
  edgeCaseByClause,
  edgeCaseById,
  edgeCasesIn,
  markPlaced,
  markWaiting,
  type EdgeCaseRow,
} from '../../repositories/guideline-edge-cases.ts';
import { requireAction } from '../access.ts';
import type { Actor } from '../actor.ts';
import { headVersion } from '../guideline-service.ts';
import { RefusedError } from '../refused.ts';
import type { OwnChange } from './draft-change.ts';
import { edgeCaseContent, edgeCaseView } from './edge-cases.ts';
import { shortId } from './short-id.ts';
import { withDraft } from './with-draft.ts';

/** Placed, but its block was deleted from the draft since: it waits again. */
const isLost = (row: EdgeCaseRow, clauses: readonly Clause[]) =>
  row.state === 'placed' && (row.clauseId === null || clauseOf(clauses, row.clauseId) === undefined);

/** Edge cases that are in no version yet: those that wait for a place first. */
export async function tray(deps: Deps, actor: Actor, projectId: string): Promise<Tray> {
  await requireAction(deps.db, actor.personId, projectId, 'guideline.view');
  const { rubric } = await headVersion(deps.db, projectId);
  const clauses = await withDraft(deps, projectId, (room) =>
    Promise.resolve(parseClauses(readDraft(room.doc).text)),
  );
  const rows = await edgeCasesIn(deps.db, projectId, ['waiting', 'placed']);
  const views: EdgeCase[] = [];
  for (const row of rows) {
    views.push(await edgeCaseView(deps.db, row, rubric, isLost(row, clauses) ? 'waiting' : row.state));
  }
  return {
    edgeCases: [
      ...views.filter(({ state }) => state === 'waiting'),
      ...views.filter(({ state }) => state !== 'waiting'),
    ],
  };
}

/** An edge case by its own id, or by that of the clause it became: what stands in the text names only the clause. */
export async function readEdgeCase(
  deps: Deps,
  actor: Actor,
  projectId: string,
  id: string,
): Promise<EdgeCase> {
  await requireAction(deps.db, actor.personId, projectId, 'guideline.view');
  const row =
    (await edgeCaseById(deps.db, projectId, id)) ?? (await edgeCaseByClause(deps.db, projectId, id));
  if (!row) throw new RefusedError('not-found');
  const { rubric } = await headVersion(deps.db, projectId);
  return edgeCaseView(deps.db, row, rubric);
}

/** Where a block behind this clause begins: at the end of a heading's section, or behind an edge case. */
function endOf(clauses: readonly Clause[], text: string, afterClauseId: string | null): number {
  if (afterClauseId === null) return text.length;
  const clause = clauseOf(clauses, afterClauseId);
  if (!clause) throw new RefusedError('invalid', 'The draft has no such clause any more.', 'afterClauseId');
  const trailing = /\s*$/.exec(text.slice(clause.from, clause.to))?.[0].length ?? 0;
  return clause.to - trailing;
}

async function insertBlock(
  deps: Deps,
  { tx, draft }: OwnChange,
  row: EdgeCaseRow,
  afterClauseId: string | null,
): Promise<string> {
  const text = draftText(draft);
  const clauses = parseClauses(text.toJSON());
  const taken = new Set(clauses.map(({ id }) => id));
  const clauseId = row.clauseId ?? freshId('e-', () => shortId(deps.randomBytes), taken);
  const { rubric } = await headVersion(tx, row.projectId);
  const block = edgeCaseBlock(await edgeCaseContent(tx, row, readDraft(draft).rubric ?? rubric, clauseId));
  const { at, insert } = placement(text.toJSON(), block, endOf(clauses, text.toJSON(), afterClauseId));
  text.insert(at, insert);
  return clauseId;
}

/** Writes one edge case into a copy of the draft; answers its clause. Already placed: answers where it stands. */
async function placeIn(
  deps: Deps,
  change: OwnChange,
  row: EdgeCaseRow,
  afterClauseId: string | null,
): Promise<string> {
  const { tx, draft } = change;
  if (row.state === 'committed')
    throw new RefusedError('conflict', 'This edge case is part of a version already.');
  const isThere =
    row.clauseId !== null && clauseOf(parseClauses(draftText(draft).toJSON()), row.clauseId) !== undefined;
  if (isThere && row.clauseId !== null) return row.clauseId;
  if (row.state === 'placed') await markWaiting(tx, row.projectId, [row.id]);
  const clauseId = await insertBlock(deps, change, row, afterClauseId);
  if (!(await markPlaced(tx, row.projectId, row.id, clauseId))) throw new RefusedError('conflict');
  return clauseId;
}

/**
 * Takes an edge case out of the tray and writes it into the draft, for everybody at once: block, state and audit row are stored
 * in one transaction before anybody sees the text. Placing it again answers the clause where it stands.
 */
export async function placeEdgeCase(
  deps: Deps,
  actor: Actor,
  projectId: string,
  edgeCaseId: string,
  afterClauseId: string | null,
): Promise<Placed> {
  await requireAction(deps.db, actor.personId, projectId, 'guideline.edit');
  const clauseId = await withDraft(deps, projectId, (room) =>
    room.change(actor.personId, async (change) => {
      const { tx } = change;
      await requireAction(tx, actor.personId, projectId, 'guideline.edit');
      const row = await edgeCaseById(tx, projectId, edgeCaseId);
      if (!row) throw new RefusedError('not-found');
      const placed = await placeIn(deps, change, row, afterClauseId);
      const detail = { clauseId: placed, rulingId: row.rulingId };
      const audit = {
        at: deps.clock(),
        actorId: actor.personId,
        projectId,
        action: 'edge-case.placed',
        subject: edgeCaseId,
        detail,
      };
      if (row.state !== 'placed' || row.clauseId !== placed) await appendAudit(tx, audit);
      return placed;
    }),
  );
  deps.events.edgeCasesChanged.publish({ projectId });
  return { clauseId };
}
