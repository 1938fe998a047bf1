import { applyEdits, idEdits } from '#shared/guideline/clause-ids.ts';
import { canonicalText } from '#shared/guideline/canonical.ts';
import type { Change } from '#shared/guideline/change-log.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';
import type { Db, Tx } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { appendAudit } from '../repositories/audit-log.ts';
import { appendDraftUpdates, insertClientOwners, insertDraft } from '../repositories/guideline-drafts.ts';
import { insertRead } from '../repositories/guideline-reads.ts';
import { insertVersion, newestVersion, type VersionRow } from '../repositories/guideline-versions.ts';
import { hashVersion, sealVersion } from './guideline/hashes.ts';
import { seedOf } from './guideline/new-document.ts';
import { shortId } from './guideline/short-id.ts';
import { RefusedError } from './refused.ts';

/** What a project's guideline starts with. */
export interface FirstGuideline {
  readonly text: string;
  readonly rubric: Rubric;
  /** Person who makes the project. */
  readonly by: string;
  /** Entry of the first change log; by default that it was started. */
  readonly note?: string;
}

async function insertFirstVersion(
  tx: Tx,
  deps: Deps,
  projectId: string,
  first: FirstGuideline,
): Promise<void> {
  const { text, rubric, by, note = 'Started.' } = first;
  const changeLog: Change[] = [{ text: note, source: { kind: 'editorial' }, clauseId: null }];
  const committedAt = deps.clock();
  const hash = hashVersion({ number: 1, parentHash: null, text, rubric });
  const facts = {
    hash,
    kind: 'semantic',
    changeLog,
    authors: [by],
    committedBy: by,
    committedAt,
    opId: deps.newId(),
  } as const;
  const seal = sealVersion(null, facts);
  await insertVersion(tx, { ...facts, projectId, number: 1, parentHash: null, text, rubric, seal });
  await insertRead(tx, { projectId, version: 1, personId: by, at: committedAt });
  const detail = { number: 1, hash, seal };
  const audit = {
    at: committedAt,
    actorId: by,
    projectId,
    action: 'guideline.committed',
    subject: hash,
    detail,
  };
  await appendAudit(tx, audit);
}

async function insertFirstDraft(tx: Tx, deps: Deps, projectId: string, first: FirstGuideline): Promise<void> {
  const key = { projectId, epoch: deps.newId() };
  const { bytes, clientId } = seedOf(first.text, first.rubric);
  await insertDraft(tx, projectId, { epoch: key.epoch, baseVersion: 1 });
  await insertClientOwners(tx, key, [[clientId, null]]);
  await appendDraftUpdates(tx, key, [{ seq: 1, bytes, authorId: null, at: deps.clock() }]);
}

/**
 * Gives a new project its guideline, in the transaction that makes the project: version 1, and the draft that continues it.
 * Headings without a clause id get one.
 */
export async function createGuideline(
  tx: Tx,
  deps: Deps,
  projectId: string,
  given: FirstGuideline,
): Promise<void> {
  const edits = idEdits(given.text, () => shortId(deps.randomBytes));
  const first = { ...given, text: canonicalText(applyEdits(given.text, edits)) };
  await insertFirstVersion(tx, deps, projectId, first);
  await insertFirstDraft(tx, deps, projectId, first);
}

/** The newest version of a project's guideline: what a new session is pinned to (law G2). */
export async function headVersion(db: Db | Tx, projectId: string): Promise<VersionRow> {
  const head = await newestVersion(db, projectId);
  if (!head) throw new RefusedError('not-found', 'This project has no guideline.');
  return head;
}
