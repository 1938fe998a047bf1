import { can } from '#shared/access/policy.ts';
import { canonicalRubric, canonicalText } from '#shared/guideline/canonical.ts';
import { suggestChangeLog, type ChangeSource } from '#shared/guideline/change-log.ts';
import { parseClauses } from '#shared/guideline/clauses.ts';
import { diffGuidelines } from '#shared/guideline/diff.ts';
import { diffRubrics } from '#shared/guideline/rubric-diff.ts';
import { trayGroup } from '#shared/guideline/tray-group.ts';
import { countWords } from '#shared/guideline/words.ts';
import { itemId, rulingId, sessionId } from '#shared/ids.ts';
import type { CommitPreview, EdgeCase } from '#shared/protocol/guideline.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';
import type { Deps } from '../../deps.ts';
import { edgeCasesForTray } from '../../repositories/guideline-edge-cases.ts';
import type { VersionRow } from '../../repositories/guideline-versions.ts';
import { requireAction } from '../access.ts';
import type { Actor } from '../actor.ts';
import { headVersion } from '../guideline-service.ts';
import { edgeCaseView, standingIn } from './edge-cases.ts';
import { reviewShelf, takeReview, type Review } from './reviews.ts';
import { namesIn, versionHead } from './version-views.ts';
import { withDraft } from './with-draft.ts';

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
  const rows = await edgeCasesForTray(deps.db, head.projectId);
  const standing = rows.filter((row) => standingIn(row, clauses));
  return Promise.all(standing.map((row) => edgeCaseView(deps, row, head.rubric, clauses)));
}

/** Whether a version with this text and rubric would say nothing new. */
export const isSame = (head: VersionRow, text: string, rubric: Rubric): boolean =>
  canonicalText(text) === head.text && canonicalRubric(rubric) === canonicalRubric(head.rubric);

async function previewOf(deps: Deps, head: VersionRow, review: Review): Promise<CommitPreview> {
  const { draft, text } = review;
  const clauses = diffGuidelines(head.text, text);
  const rubric = draft.rubric ? diffRubrics(head.rubric, draft.rubric) : [];
  const standing = await standingEdgeCases(deps, head, text);
  return {
    head: versionHead(head, await namesIn(deps.db, [head]), head.number),
    number: head.number + 1,
    hash: review.hash,
    reviewed: { text: draft.text, dimensions: review.dimensions },
    unchanged: draft.rubric !== null && isSame(head, text, draft.rubric),
    clauses,
    rubric,
    words: countWords(clauses.flatMap(({ pieces }) => pieces)),
    changeLog: suggestChangeLog(clauses, rubric, sourcesOf(standing)),
    problems: review.problems,
    edgeCases: standing.filter(({ state }) => state === 'placed'),
    outdated: standing.filter((edgeCase) => trayGroup(edgeCase) === 'outdated'),
  };
}

/**
 * What a commit would change, and a change log to start from. For whoever may commit, the state that is shown is kept under the hash
 * that its version would have (law G8).
 */
export async function commitPreview(deps: Deps, actor: Actor, projectId: string): Promise<CommitPreview> {
  const role = await requireAction(deps.db, actor.personId, projectId, 'guideline.view');
  const { head, review } = await withDraft(deps, projectId, async (room) => {
    const newest = await headVersion(deps.db, projectId);
    return { head: newest, review: await takeReview(room, newest) };
  });
  if (can({ role }, 'guideline.commit')) reviewShelf(deps).keep(actor.personId, review);
  return previewOf(deps, head, review);
}
