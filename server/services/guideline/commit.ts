import { idEdits } from '#shared/guideline/clause-ids.ts';
import { canonicalRubric, canonicalText } from '#shared/guideline/canonical.ts';
import type { Change, ChangeSource, VersionKind } from '#shared/guideline/change-log.ts';
import { suggestChangeLog } from '#shared/guideline/change-log.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { parseClauses } from '#shared/guideline/clauses.ts';
import { diffGuidelines } from '#shared/guideline/diff.ts';
import { draftText, readDraft, type Draft } from '#shared/guideline/document.ts';
import { diffRubrics } from '#shared/guideline/rubric-diff.ts';
import { countWords } from '#shared/guideline/words.ts';
import { itemId, rulingId, sessionId } from '#shared/ids.ts';
import { trayGroup } from '#shared/guideline/tray-group.ts';
import type { CommitPreview, EdgeCase, VersionHead } from '#shared/protocol/guideline.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { appendAudit } from '../../repositories/audit-log.ts';
import { draftAuthors, updateDraft } from '../../repositories/guideline-drafts.ts';
import {
  edgeCasesForTray,
  edgeCasesIn,
  markCommitted,
  markWaiting,
  type EdgeCaseRow,
} from '../../repositories/guideline-edge-cases.ts';
import { insertVersion, versionByOp, type VersionRow } from '../../repositories/guideline-versions.ts';
import { requireAction } from '../access.ts';
import type { Actor } from '../actor.ts';
import { headVersion } from '../guideline-service.ts';
import { RefusedError } from '../refused.ts';
import { requireKnownSources } from './change-sources.ts';
import type { OwnChange } from './draft-change.ts';
import type { DraftRoom } from './draft-room.ts';
import { edgeCaseView } from './edge-cases.ts';
import { hashVersion, sealVersion } from './hashes.ts';
import { shortId } from './short-id.ts';
import { namesIn, versionHead } from './version-views.ts';
import { withDraft } from './with-draft.ts';

const inDraft = (rows: readonly EdgeCaseRow[], text: string): EdgeCaseRow[] => {
  const ids = new Set(parseClauses(text).map(({ id }) => id));
  return rows.filter(({ clauseId }) => clauseId !== null && ids.has(clauseId));
};

/** What a changed clause most likely comes from: the ruling behind it; where the text follows a later one already, that. */
function sourcesOf(edgeCases: readonly EdgeCase[]): Map<string, ChangeSource> {
  return new Map(
    edgeCases.flatMap(({ clauseId, superseded, ...edgeCase }): [string, ChangeSource][] => {
      if (clauseId === null) return [];
      const ids = {
        rulingId: rulingId.parse(superseded?.isUpdated ? superseded.rulingId : edgeCase.rulingId),
        sessionId: sessionId.parse(edgeCase.session.id),
        itemId: itemId.parse(edgeCase.item.id),
      };
      return [[clauseId, { kind: 'ruling', ...ids }]];
    }),
  );
}

async function standingEdgeCases(deps: Deps, head: VersionRow, text: string): Promise<EdgeCase[]> {
  const clauses = parseClauses(text);
  const rows = inDraft(await edgeCasesForTray(deps.db, head.projectId), text);
  return Promise.all(rows.map((row) => edgeCaseView(deps, row, head.rubric, clauses)));
}

const isSame = (head: VersionRow, text: string, rubric: Rubric) =>
  canonicalText(text) === head.text && canonicalRubric(rubric) === canonicalRubric(head.rubric);

/** What a commit would change, and a change log to start from. */
export async function commitPreview(deps: Deps, actor: Actor, projectId: string): Promise<CommitPreview> {
  await requireAction(deps.db, actor.personId, projectId, 'guideline.view');
  const draft = await withDraft(deps, projectId, async (room) => {
    await room.settled();
    return readDraft(room.doc);
  });
  const head = await headVersion(deps.db, projectId);
  const text = canonicalText(draft.text);
  const clauses = diffGuidelines(head.text, text);
  const rubric = draft.rubric ? diffRubrics(head.rubric, draft.rubric) : [];
  const standing = await standingEdgeCases(deps, head, text);
  return {
    head: versionHead(head, await namesIn(deps.db, [head]), head.number),
    number: head.number + 1,
    unchanged: draft.rubric !== null && isSame(head, text, draft.rubric),
    clauses,
    rubric,
    words: countWords(clauses.flatMap(({ pieces }) => pieces)),
    changeLog: suggestChangeLog(clauses, rubric, sourcesOf(standing)),
    problems: draft.problems,
    edgeCases: standing.filter(({ state }) => state === 'placed'),
    outdated: standing.filter((edgeCase) => trayGroup(edgeCase) === 'outdated'),
  };
}

/** What the author decides about a version. */
export interface CommitRequest {
  readonly opId: string;
  readonly expectedHead: number;
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
    version.kind === request.kind && canonicalJson(version.changeLog) === canonicalJson(request.changeLog);
  if (!isSameAct) throw new RefusedError('conflict', 'This commit was already made with another change log.');
  return version;
}

function requireComplete(draft: Draft): Rubric {
  const [problem] = draft.problems;
  if (draft.rubric !== null) return draft.rubric;
  const where =
    problem === undefined || problem.dimensionId === null
      ? 'The rubric'
      : `The dimension “${problem.dimensionId}”`;
  throw new RefusedError(
    'invalid',
    `${where} is not complete: ${problem?.message ?? 'look at it again'}`,
    'rubric',
  );
}

/** Gives every heading an id, in the draft itself, so that the next version has the same ones. */
function giveIds(deps: Deps, change: OwnChange): string {
  const text = draftText(change.draft);
  const edits = idEdits(text.toJSON(), () => shortId(deps.randomBytes));
  change.draft.transact(() => {
    for (const { at, remove, insert } of edits.toReversed()) {
      text.delete(at, remove);
      text.insert(at, insert);
    }
  });
  return text.toJSON();
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

async function settleEdgeCases(tx: Tx, version: VersionRow): Promise<void> {
  const placed = await edgeCasesIn(tx, version.projectId, ['placed']);
  const included = new Set(inDraft(placed, version.text).map(({ id }) => id));
  await markCommitted(tx, version.projectId, [...included], version.number);
  const lost = placed.filter(({ id }) => !included.has(id)).map(({ id }) => id);
  await markWaiting(tx, version.projectId, lost);
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
  if (head.number !== request.expectedHead)
    throw new RefusedError('conflict', `Version ${head.number} was committed meanwhile.`);
  await requireKnownSources(tx, projectId, request.changeLog);
  const rubric = requireComplete(readDraft(change.draft));
  if (isSame(head, draftText(change.draft).toJSON(), rubric))
    throw new RefusedError('invalid', 'Nothing has changed since the last version.');
  const text = canonicalText(giveIds(deps, change));
  const authors = await draftAuthors(tx, projectId, head.number);
  const version = newVersion(deps, actor, head, request, { text, rubric, authors });
  await insertVersion(tx, version);
  await settleEdgeCases(tx, version);
  await updateDraft(tx, projectId, { epoch: room.epoch, baseVersion: version.number });
  change.setBase(version.number);
  const { number, hash, seal, kind } = version;
  const audit = {
    at: version.committedAt,
    actorId: actor.personId,
    projectId,
    action: 'guideline.committed',
    subject: hash,
  };
  await appendAudit(tx, { ...audit, detail: { number, hash, seal, kind } });
  return version;
}

/**
 * Makes the draft an immutable version, in one transaction: what was typed before is in it, what is typed during it waits
 * and belongs to the next draft. Repeating the act with the same op id answers the version it made.
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
