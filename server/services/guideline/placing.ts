import type { Doc } from 'yjs';
import { clauseOf, parseClauses, type Clause } from '#shared/guideline/clauses.ts';
import { freshId } from '#shared/guideline/clause-ids.ts';
import { draftText, readDraft } from '#shared/guideline/document.ts';
import { edgeCaseBlock, placement } from '#shared/guideline/edge-case.ts';
import type { Placed } from '#shared/protocol/guideline.ts';
import type { Deps } from '../../deps.ts';
import { appendAudit } from '../../repositories/audit-log.ts';
import {
  edgeCaseById,
  markPlaced,
  markWaiting,
  type EdgeCaseRow,
} from '../../repositories/guideline-edge-cases.ts';
import { requireAction } from '../access.ts';
import type { Actor } from '../actor.ts';
import { headVersion } from '../guideline-service.ts';
import { RefusedError } from '../refused.ts';
import type { OwnChange } from './draft-change.ts';
import { edgeCaseContent, standingIn } from './edge-cases.ts';
import { shortId } from './short-id.ts';
import { withDraft } from './with-draft.ts';

/** Where a block behind this clause begins: at the end of a heading's section, or behind an edge case. */
function endOf(clauses: readonly Clause[], text: string, afterClauseId: string | null): number {
  if (afterClauseId === null) return text.length;
  const clause = clauseOf(clauses, afterClauseId);
  if (!clause) throw new RefusedError('invalid', 'The draft has no such clause any more.', 'afterClauseId');
  const trailing = /\s*$/.exec(text.slice(clause.from, clause.to))?.[0].length ?? 0;
  return clause.to - trailing;
}

/** Law R8: what is to be written is what holds, and what somebody wants written. */
function requireOpen({ state, supersededBy, dismissedAt }: EdgeCaseRow): void {
  if (state === 'committed')
    throw new RefusedError('conflict', 'This edge case is part of a version already.');
  if (supersededBy !== null)
    throw new RefusedError(
      'conflict',
      'A later ruling on the item took the place of this one. Write in what that one says.',
    );
  if (dismissedAt !== null)
    throw new RefusedError('conflict', 'This edge case was dismissed. Put it back into the tray first.');
}

async function insertBlock(
  deps: Deps,
  { tx, draft }: OwnChange,
  row: EdgeCaseRow,
  afterClauseId: string | null,
): Promise<{ clauseId: string; block: string }> {
  const text = draftText(draft);
  const clauses = parseClauses(text.toJSON());
  const taken = new Set(clauses.map(({ id }) => id));
  const clauseId = row.clauseId ?? freshId('e-', () => shortId(deps.randomBytes), taken);
  const { rubric } = await headVersion(tx, row.projectId);
  const block = edgeCaseBlock(await edgeCaseContent(tx, row, readDraft(draft).rubric ?? rubric, clauseId));
  const { at, insert } = placement(text.toJSON(), block, endOf(clauses, text.toJSON(), afterClauseId));
  text.insert(at, insert);
  return { clauseId, block };
}

function placed(draft: Doc, clauseId: string, isNew: boolean): Placed {
  const clauses = parseClauses(draftText(draft).toJSON());
  const index = clauses.findIndex(({ id }) => id === clauseId);
  return { clauseId, after: clauses[index - 1]?.title ?? null, isNew };
}

/** Writes one edge case into a copy of the draft. Already placed: answers where it stands. */
async function placeIn(
  deps: Deps,
  change: OwnChange,
  row: EdgeCaseRow,
  afterClauseId: string | null,
): Promise<Placed> {
  const { tx, draft } = change;
  const standing = standingIn(row, parseClauses(draftText(draft).toJSON()));
  if (standing?.id && row.state !== 'committed') return placed(draft, standing.id, false);
  requireOpen(row);
  if (row.state === 'placed') await markWaiting(tx, row.projectId, [row.id]);
  const written = await insertBlock(deps, change, row, afterClauseId);
  if (!(await markPlaced(tx, row.projectId, row.id, written))) throw new RefusedError('conflict');
  return placed(draft, written.clauseId, true);
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
  const answer = await withDraft(deps, projectId, (room) =>
    room.change(actor.personId, async (change) => {
      const { tx } = change;
      await requireAction(tx, actor.personId, projectId, 'guideline.edit');
      const row = await edgeCaseById(tx, projectId, edgeCaseId);
      if (!row) throw new RefusedError('not-found');
      const made = await placeIn(deps, change, row, afterClauseId);
      const audit = {
        ...{ at: deps.clock(), actorId: actor.personId, projectId, subject: edgeCaseId },
        action: 'edge-case.placed',
        detail: { clauseId: made.clauseId, rulingId: row.rulingId },
      };
      if (made.isNew) await appendAudit(tx, audit);
      return made;
    }),
  );
  deps.events.edgeCasesChanged.publish({ projectId });
  return answer;
}
