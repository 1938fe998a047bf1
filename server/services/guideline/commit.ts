import type { Doc } from 'yjs';
import { canonicalJson } from '#shared/canonical-json.ts';
import type { Change, VersionKind } from '#shared/guideline/change-log.ts';
import { parseClauses } from '#shared/guideline/clauses.ts';
import { draftText } from '#shared/guideline/document.ts';
import type { VersionHead } from '#shared/protocol/guideline.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { appendAudit } from '../../repositories/audit-log.ts';
import { draftAuthors, noteDraftAuthors, updateDraft } from '../../repositories/guideline-drafts.ts';
import {
  edgeCasesIn,
  markCommitted,
  markWaiting,
  type EdgeCaseRow,
} from '../../repositories/guideline-edge-cases.ts';
import { insertRead } from '../../repositories/guideline-reads.ts';
import { insertVersion, versionByOp, type VersionRow } from '../../repositories/guideline-versions.ts';
import { requireAction } from '../access.ts';
import type { Actor } from '../actor.ts';
import { headVersion } from '../guideline-service.ts';
import { RefusedError } from '../refused.ts';
import { requireKnownSources } from './change-sources.ts';
import { isSame } from './commit-preview.ts';
import type { OwnChange } from './draft-change.ts';
import type { DraftRoom } from './draft-room.ts';
import { standingIn } from './edge-cases.ts';
import { writeIds } from './fresh-ids.ts';
import { hashVersion, sealVersion } from './hashes.ts';
import { reviewShelf, type Committable, type Review } from './reviews.ts';
import { namesIn, versionHead } from './version-views.ts';
import { withDraft } from './with-draft.ts';

/** What the author decides about a version. */
export interface CommitRequest {
  readonly opId: string;
  readonly expectedHead: number;
  /** Names the review: the hash that the version will have. */
  readonly hash: string;
  readonly kind: VersionKind;
  readonly changeLog: readonly Change[];
}

/** The version that this act made before (law D3); null when it is new. Throws when the same act now says something else. */
async function alreadyCommitted(
  tx: Tx,
  projectId: string,
  request: CommitRequest,
): Promise<VersionRow | null> {
  const version = await versionByOp(tx, projectId, request.opId);
  if (!version) return null;
  const isSameAct =
    version.hash === request.hash &&
    version.kind === request.kind &&
    canonicalJson(version.changeLog) === canonicalJson(request.changeLog);
  if (!isSameAct) throw new RefusedError('conflict', 'This commit was already made with another content.');
  return version;
}

function newVersion(
  deps: Deps,
  actor: Actor,
  head: VersionRow,
  request: CommitRequest,
  content: { readonly text: string; readonly rubric: Rubric; readonly authors: readonly string[] },
): VersionRow {
  const { projectId } = head;
  const { text, rubric, authors } = content;
  const number = head.number + 1;
  const hash = hashVersion({ number, parentHash: head.hash, text, rubric });
  const { kind, changeLog, opId } = request;
  const facts = {
    hash,
    kind,
    changeLog,
    authors,
    opId,
    committedBy: actor.personId,
    committedAt: deps.clock(),
  };
  return {
    ...facts,
    projectId,
    number,
    parentHash: head.hash,
    text,
    rubric,
    seal: sealVersion(head.seal, facts),
  };
}

/**
 * What stands in the version is committed, also when somebody has taken it back since; what stands in neither the version nor the draft
 * that goes on waits again.
 */
async function settleEdgeCases(tx: Tx, version: VersionRow, draft: Doc): Promise<void> {
  const rows = await edgeCasesIn(tx, version.projectId, ['waiting', 'placed']);
  const [committed, going] = [version.text, draftText(draft).toJSON()].map(parseClauses);
  const included = rows.filter((row) => standingIn(row, committed ?? []));
  const lost = rows.filter((row) => !included.includes(row) && !standingIn(row, going ?? []));
  const ids = (some: readonly EdgeCaseRow[]) => some.map(({ id }) => id);
  await markCommitted(tx, version.projectId, ids(included), version.number);
  await markWaiting(tx, version.projectId, ids(lost));
}

/** Whose words the version holds; who wrote after the review is an author of the draft that goes on. */
async function settleAuthors(tx: Tx, head: VersionRow, { seq }: Review): Promise<string[]> {
  const authors = await draftAuthors(tx, head.projectId, head.number);
  const later = authors
    .filter(({ lastSeq }) => lastSeq > seq)
    .map((author) => ({ ...author, firstSeq: Math.max(author.firstSeq, seq + 1) }));
  await noteDraftAuthors(tx, head.projectId, head.number + 1, later);
  return authors.filter(({ firstSeq }) => firstSeq <= seq).map(({ personId }) => personId);
}

const readByCommitter = ({ projectId, number, committedBy, committedAt }: VersionRow) => ({
  ...{ projectId, version: number, personId: committedBy, at: committedAt },
});

/** The review that is committed, when it is still one of this draft's history and nothing was committed over it. */
async function reviewedBy(
  deps: Deps,
  actor: Actor,
  room: DraftRoom,
  head: VersionRow,
  request: CommitRequest,
): Promise<Committable> {
  if (head.number !== request.expectedHead)
    throw new RefusedError('conflict', `Version ${head.number} was committed meanwhile.`);
  const review = reviewShelf(deps).find(actor.personId, room.projectId, request.hash);
  if (review.epoch !== room.epoch)
    throw new RefusedError('conflict', 'The draft was rebuilt since you reviewed it. Look again.', 'hash');
  if (isSame(head, review.text, review.rubric))
    throw new RefusedError('invalid', 'Nothing has changed since the last version.');
  if (review.problems.length > 0)
    throw new RefusedError('invalid', review.problems.map(({ message }) => message).join(' '));
  return review;
}

async function commitIn(
  deps: Deps,
  actor: Actor,
  room: DraftRoom,
  change: OwnChange,
  request: CommitRequest,
): Promise<VersionRow> {
  const { tx } = change;
  const { projectId } = room;
  await requireAction(tx, actor.personId, projectId, 'guideline.commit');
  const before = await alreadyCommitted(tx, projectId, request);
  if (before) return before;
  const head = await headVersion(tx, projectId);
  const review = await reviewedBy(deps, actor, room, head, request);
  await requireKnownSources(tx, projectId, request.changeLog);
  const authors = await settleAuthors(tx, head, review);
  const version = newVersion(deps, actor, head, request, { ...review, authors });
  writeIds(change.draft, review.ids);
  await insertVersion(tx, version);
  await insertRead(tx, readByCommitter(version));
  await settleEdgeCases(tx, version, change.draft);
  await updateDraft(tx, projectId, { epoch: room.epoch, baseVersion: version.number });
  change.setBase(version.number);
  const { number, hash, seal, kind, committedAt: at } = version;
  const audit = { at, actorId: actor.personId, projectId, action: 'guideline.committed', subject: hash };
  await appendAudit(tx, { ...audit, detail: { number, hash, seal, kind } });
  return version;
}

/**
 * Makes an immutable version of exactly the state that was reviewed, in one transaction (law G8). What was typed since the review
 * belongs to the draft that continues it. Repeating the act with the same op id answers the version it made.
 */
export async function commitVersion(
  deps: Deps,
  actor: Actor,
  projectId: string,
  request: CommitRequest,
): Promise<VersionHead> {
  await requireAction(deps.db, actor.personId, projectId, 'guideline.commit');
  const version = await withDraft(deps, projectId, (room) =>
    room.change(null, (change) => commitIn(deps, actor, room, change, request), {
      freezeFor: request.expectedHead + 1,
    }),
  );
  deps.events.versionCommitted.publish({ projectId, version: version.number });
  deps.events.edgeCasesChanged.publish({ projectId });
  const head = await headVersion(deps.db, projectId);
  return versionHead(version, await namesIn(deps.db, [version]), head.number);
}
