import { canonicalText } from '#shared/guideline/canonical.ts';
import { clauseOf, parseClauses, type Clause } from '#shared/guideline/clauses.ts';
import { edgeCaseBlock, type EdgeCaseContent } from '#shared/guideline/edge-case.ts';
import type { ItemContent } from '#shared/items/item.ts';
import { itemTitle } from '#shared/items/title.ts';
import { renderGuideline } from '#shared/markdown/render.ts';
import type { EdgeCase } from '#shared/protocol/guideline.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';
import { dimensionOf } from '#shared/rubric/slots.ts';
import { decidedValues } from '#shared/session/decided-slots.ts';
import { rulingWords } from '#shared/session/ruling-words.ts';
import type { Db, Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import type { EdgeCaseRow } from '../../repositories/guideline-edge-cases.ts';
import { countRounds } from '../../repositories/guideline-sources.ts';
import { newestVersionBefore } from '../../repositories/guideline-versions.ts';
import { namesOf } from '../../repositories/people.ts';
import { sessionRooms } from '../session/rooms.ts';

/** Where an item's rounds are shown (law G7): versions hold this address for good. */
const pathOf = ({ sessionId, itemId }: EdgeCaseRow) => `/sessions/${sessionId}/items/${itemId}`;

const titleOf = (row: EdgeCaseRow) => itemTitle(JSON.parse(row.itemContent) as ItemContent);

const dimensionNames = (rubric: Rubric, { dimensionIds }: EdgeCaseRow) =>
  (JSON.parse(dimensionIds) as string[]).map((id) => dimensionOf(rubric, id)?.name ?? id);

/** What the block of an edge case says. */
export async function edgeCaseContent(
  db: Db | Tx,
  row: EdgeCaseRow,
  rubric: Rubric,
  clauseId: string,
): Promise<EdgeCaseContent> {
  return {
    clauseId,
    question: row.question,
    ruling: row.ruling,
    reason: row.reason,
    itemTitle: titleOf(row),
    itemPath: pathOf(row),
    sessionTitle: row.sessionTitle,
    rounds: await countRounds(db, row.sessionId, row.itemId),
    dimensions: dimensionNames(rubric, row),
  };
}

/** The clause of an edge case in a text; undefined when it does not stand there. */
export const standingIn = (row: EdgeCaseRow, clauses: readonly Clause[]): Clause | undefined =>
  row.clauseId === null ? undefined : clauseOf(clauses, row.clauseId);

/** How far its text has come: people delete blocks from the draft, and bring them back with undo, without asking the tray. */
export function stateIn(row: EdgeCaseRow, clauses: readonly Clause[]): EdgeCase['state'] {
  if (row.state === 'committed') return 'committed';
  return standingIn(row, clauses) ? 'placed' : 'waiting';
}

/** A text as it is compared: spelling of white space and letters aside. */
export const said = (text: string) => canonicalText(text).trim();

/** What the clause said when its ruling was superseded; null when nobody knows. */
async function saidBefore(db: Db | Tx, row: EdgeCaseRow, at: number): Promise<string | null> {
  const version = await newestVersionBefore(db, row.projectId, at);
  const clause = version && standingIn(row, parseClauses(version.text));
  return clause?.text ?? row.block;
}

async function isUpdated(
  db: Db | Tx,
  row: EdgeCaseRow,
  at: number,
  clauses: readonly Clause[],
): Promise<boolean> {
  const clause = standingIn(row, clauses);
  if (!clause) return true;
  const before = await saidBefore(db, row, at);
  return before !== null && said(clause.text) !== said(before);
}

async function supersededOf(
  deps: Deps,
  row: EdgeCaseRow,
  clauses: readonly Clause[],
): Promise<EdgeCase['superseded']> {
  const { supersededBy: rulingId, supersededAt: at } = row;
  if (rulingId === null || at === null) return null;
  const session = await sessionRooms(deps).read(row.sessionId);
  const ruling = session?.rulings.find(({ id }) => id === rulingId);
  const words = session && ruling ? rulingWords(session.rubric, decidedValues(session, ruling)) : '';
  return {
    ...{ rulingId, at, reason: ruling?.reason ?? '' },
    ruling: words || 'Irresolvable: the distribution of answers stands.',
    clauseId: ruling?.cited.kind === 'clause' ? ruling.cited.clauseId : null,
    isUpdated: await isUpdated(deps.db, row, at, clauses),
  };
}

async function dismissedOf(db: Db | Tx, row: EdgeCaseRow): Promise<EdgeCase['dismissed']> {
  const { dismissedBy: id, dismissedAt: at, dismissedReason: reason } = row;
  if (id === null || at === null) return null;
  const names = await namesOf(db, [id]);
  return { by: { id, name: names.get(id) ?? 'Somebody' }, at, reason: reason ?? '' };
}

/** An edge case as people see it, with these clauses in the draft. */
export async function edgeCaseView(
  deps: Deps,
  row: EdgeCaseRow,
  rubric: Rubric,
  clauses: readonly Clause[],
): Promise<EdgeCase> {
  const content = await edgeCaseContent(deps.db, row, rubric, row.clauseId ?? 'e-new');
  const { id, question, ruling, reason, clauseId, createdAt, committedVersion, rulingId } = row;
  return {
    ...{ id, state: stateIn(row, clauses), question, ruling, reason, clauseId, createdAt },
    ...{ committedVersion, rulingId, dimensions: content.dimensions },
    item: { id: row.itemId, title: content.itemTitle, path: content.itemPath },
    session: { id: row.sessionId, title: row.sessionTitle },
    rounds: content.rounds,
    superseded: await supersededOf(deps, row, clauses),
    dismissed: await dismissedOf(deps.db, row),
    html: renderGuideline(edgeCaseBlock(content)),
  };
}
