import * as Y from 'yjs';
import { copyDraft } from '#shared/guideline/document.ts';
import { inTransaction } from '../../db/transaction.ts';
import type { Deps } from '../../deps.ts';
import { appendAudit } from '../../repositories/audit-log.ts';
import {
  appendDraftUpdates,
  forgetWhenAuthorsWrote,
  insertClientOwners,
  updateDraft,
} from '../../repositories/guideline-drafts.ts';
import type { StoredDraft } from './draft-store.ts';
import { freshCopy, type Seed } from './new-document.ts';

const sizeOf = ({ updates }: StoredDraft) => updates.reduce((sum, bytes) => sum + bytes.byteLength, 0);

function withoutHistory({ updates }: StoredDraft): Seed {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.mergeUpdates([...updates]));
  const seed = freshCopy((fresh) => copyDraft(doc, fresh));
  doc.destroy();
  return seed;
}

/**
 * Starts a draft anew from what it says, without its history, when the history has outgrown what is worth loading. Only done
 * while nobody has it open; it gets another epoch, so that a laptop that wakes up with the old history is sent away and not
 * merged (law G5): everything would stand there twice. False when there is nothing to gain.
 */
export async function trimHistory(deps: Deps, draft: StoredDraft, aboveBytes: number): Promise<boolean> {
  const before = sizeOf(draft);
  if (before <= aboveBytes) return false;
  const { bytes, clientId } = withoutHistory(draft);
  if (bytes.byteLength * 2 > before) return false;
  const { projectId, baseVersion } = draft;
  const key = { projectId, epoch: deps.newId() };
  await inTransaction(deps.db, async (tx) => {
    await updateDraft(tx, projectId, { epoch: key.epoch, baseVersion });
    await insertClientOwners(tx, key, [[clientId, null]]);
    await forgetWhenAuthorsWrote(tx, projectId);
    await appendDraftUpdates(tx, key, [{ seq: 1, bytes, authorId: null, at: deps.clock() }]);
    const detail = {
      epoch: key.epoch,
      epochBefore: draft.epoch,
      bytes: bytes.byteLength,
      bytesBefore: before,
    };
    const audit = {
      at: deps.clock(),
      actorId: null,
      projectId,
      action: 'guideline.draft-trimmed',
      subject: projectId,
    };
    await appendAudit(tx, { ...audit, detail });
  });
  return true;
}
