import { parseClauses } from '#shared/guideline/clauses.ts';
import { draftText } from '#shared/guideline/document.ts';
import type { Deps } from '../../deps.ts';
import { appendAudit } from '../../repositories/audit-log.ts';
import { edgeCaseById, markDismissed, type EdgeCaseRow } from '../../repositories/guideline-edge-cases.ts';
import { requireAction } from '../access.ts';
import type { Actor } from '../actor.ts';
import { RefusedError } from '../refused.ts';
import type { OwnChange } from './draft-change.ts';
import { stateIn } from './edge-cases.ts';
import { withDraft } from './with-draft.ts';

/** Only what the tray asks an author to do can be dismissed. */
function requireAskedFor(row: EdgeCaseRow, { draft }: OwnChange): void {
  const isWaiting = stateIn(row, parseClauses(draftText(draft).toJSON())) === 'waiting';
  const isSuperseded = row.supersededBy !== null;
  if (isWaiting === isSuperseded)
    throw new RefusedError(
      'conflict',
      isWaiting
        ? 'This edge case does not wait any more: a later ruling took the place of its own.'
        : 'This edge case stands in the text. Take it back first.',
    );
}

/** Sets (with a reason) or takes back (null) that nothing is to be written for an edge case, in the turn of the draft's one writer. */
async function setDismissed(
  deps: Deps,
  actor: Actor,
  { projectId, edgeCaseId }: { readonly projectId: string; readonly edgeCaseId: string },
  reason: string | null,
): Promise<void> {
  await requireAction(deps.db, actor.personId, projectId, 'guideline.edit');
  await withDraft(deps, projectId, (room) =>
    room.change(actor.personId, async (change) => {
      const { tx } = change;
      await requireAction(tx, actor.personId, projectId, 'guideline.edit');
      const row = await edgeCaseById(tx, projectId, edgeCaseId);
      if (!row) throw new RefusedError('not-found');
      if ((row.dismissedAt === null) === (reason === null)) return;
      if (reason !== null) requireAskedFor(row, change);
      const at = deps.clock();
      await markDismissed(tx, projectId, row.id, reason === null ? null : { by: actor.personId, at, reason });
      await appendAudit(tx, {
        ...{ at, actorId: actor.personId, projectId, subject: row.id },
        action: reason === null ? 'edge-case.restored' : 'edge-case.dismissed',
        detail: { rulingId: row.rulingId, ...(reason === null ? {} : { reason }) },
      });
    }),
  );
  deps.events.edgeCasesChanged.publish({ projectId });
}

interface Named {
  readonly projectId: string;
  readonly edgeCaseId: string;
}

/** Decides that nothing is to be written, and why (law R8). Dismissing it again changes nothing. */
export const dismissEdgeCase = (deps: Deps, actor: Actor, named: Named, reason: string): Promise<void> =>
  setDismissed(deps, actor, named, reason);

export const restoreEdgeCase = (deps: Deps, actor: Actor, named: Named): Promise<void> =>
  setDismissed(deps, actor, named, null);
