import { parseClauses, type Clause } from '#shared/guideline/clauses.ts';
import { readDraft } from '#shared/guideline/document.ts';
import { trayGroup, type TrayGroup } from '#shared/guideline/tray-group.ts';
import type { EdgeCase, Tray } from '#shared/protocol/guideline.ts';
import type { Deps } from '../../deps.ts';
import {
  edgeCaseByClause,
  edgeCaseById,
  edgeCasesForTray,
  type EdgeCaseRow,
} from '../../repositories/guideline-edge-cases.ts';
import { requireAction } from '../access.ts';
import type { Actor } from '../actor.ts';
import { headVersion } from '../guideline-service.ts';
import { RefusedError } from '../refused.ts';
import { edgeCaseView } from './edge-cases.ts';
import { withDraft } from './with-draft.ts';

const GROUPS: readonly TrayGroup[] = ['waiting', 'outdated', 'placed', 'closed'];

const clausesOfDraft = (deps: Deps, projectId: string): Promise<Clause[]> =>
  withDraft(deps, projectId, (room) => Promise.resolve(parseClauses(readDraft(room.doc).text)));

/** These edge cases as people see them, each with what stands in the draft now. */
async function viewsOf(deps: Deps, projectId: string, rows: readonly EdgeCaseRow[]): Promise<EdgeCase[]> {
  const { rubric } = await headVersion(deps.db, projectId);
  const clauses = await clausesOfDraft(deps, projectId);
  const views: EdgeCase[] = [];
  for (const row of rows) views.push(await edgeCaseView(deps, row, rubric, clauses));
  return views;
}

/** What the tray has to show, by its groups. */
export async function tray(deps: Deps, actor: Actor, projectId: string): Promise<Tray> {
  await requireAction(deps.db, actor.personId, projectId, 'guideline.view');
  const views = await viewsOf(deps, projectId, await edgeCasesForTray(deps.db, projectId));
  return { edgeCases: GROUPS.flatMap((group) => views.filter((view) => trayGroup(view) === group)) };
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
  const [view] = row ? await viewsOf(deps, projectId, [row]) : [];
  if (!view) throw new RefusedError('not-found');
  return view;
}
