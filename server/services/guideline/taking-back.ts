import { parseClauses, type Clause } from '#shared/guideline/clauses.ts';
import { draftText } from '#shared/guideline/document.ts';
import { removal } from '#shared/guideline/edge-case.ts';
import type { Doc } from 'yjs';
import type { Deps } from '../../deps.ts';
import { appendAudit } from '../../repositories/audit-log.ts';
import { edgeCaseById, markWaiting, type EdgeCaseRow } from '../../repositories/guideline-edge-cases.ts';
import { requireAction } from '../access.ts';
import type { Actor } from '../actor.ts';
import { RefusedError } from '../refused.ts';
import type { OwnChange } from './draft-change.ts';
import { said, standingIn } from './edge-cases.ts';
import { withDraft } from './with-draft.ts';

const isEdited = ({ block }: EdgeCaseRow, clause: Clause) =>
  block === null || said(clause.text) !== said(block);

function cutOut(draft: Doc, clause: Clause): void {
  const text = draftText(draft);
  const { at, remove, insert } = removal(text.toJSON(), clause.from, clause.to);
  draft.transact(() => {
    text.delete(at, remove);
    text.insert(at, insert);
  });
}

/** Cuts the block out of a copy of the draft; answers whether there was one. */
function takeOut({ draft }: OwnChange, row: EdgeCaseRow, evenIfEdited: boolean): boolean {
  if (row.state === 'committed')
    throw new RefusedError('conflict', 'This edge case is part of a version. Change its text in the draft.');
  const clause = standingIn(row, parseClauses(draftText(draft).toJSON()));
  if (!clause) return false;
  if (isEdited(row, clause) && !evenIfEdited)
    throw new RefusedError(
      'conflict',
      'Somebody has written into it since it was placed. Taken back, those words go with it.',
      'evenIfEdited',
    );
  cutOut(draft, clause);
  return true;
}

/** Takes a placed edge case out of the draft again, for everybody at once; it waits in the tray as before (law R9). */
export async function takeBackEdgeCase(
  deps: Deps,
  actor: Actor,
  { projectId, edgeCaseId }: { readonly projectId: string; readonly edgeCaseId: string },
  evenIfEdited: boolean,
): Promise<void> {
  await requireAction(deps.db, actor.personId, projectId, 'guideline.edit');
  await withDraft(deps, projectId, (room) =>
    room.change(actor.personId, async (change) => {
      const { tx } = change;
      await requireAction(tx, actor.personId, projectId, 'guideline.edit');
      const row = await edgeCaseById(tx, projectId, edgeCaseId);
      if (!row) throw new RefusedError('not-found');
      if (!takeOut(change, row, evenIfEdited)) return;
      await markWaiting(tx, projectId, [row.id]);
      await appendAudit(tx, {
        ...{ at: deps.clock(), actorId: actor.personId, projectId, subject: row.id },
        action: 'edge-case.taken-back',
        detail: { clauseId: row.clauseId, rulingId: row.rulingId },
      });
    }),
  );
  deps.events.edgeCasesChanged.publish({ projectId });
}
