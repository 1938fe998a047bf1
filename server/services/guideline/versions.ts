import { versionFile } from '#shared/guideline/canonical.ts';
import { diffGuidelines } from '#shared/guideline/diff.ts';
import { diffRubrics } from '#shared/guideline/rubric-diff.ts';
import { countWords } from '#shared/guideline/words.ts';
import { abilitiesOf, can, type Role } from '#shared/access/policy.ts';
import type {
  Comparison,
  GuidelineFacts,
  PinnedGuideline,
  Version,
  Versions,
} from '#shared/protocol/guideline.ts';
import { renderGuideline } from '#shared/markdown/render.ts';
import type { Db, Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { draftHead } from '../../repositories/guideline-drafts.ts';
import { countWaiting } from '../../repositories/guideline-edge-cases.ts';
import { lastReadBy } from '../../repositories/guideline-reads.ts';
import { countRulings } from '../../repositories/guideline-sources.ts';
import { versionByNumber, versionsOf, type VersionRow } from '../../repositories/guideline-versions.ts';
import { sessionById } from '../../repositories/sessions.ts';
import { requireAction, requireInSession } from '../access.ts';
import type { Actor } from '../actor.ts';
import { headVersion } from '../guideline-service.ts';
import { RefusedError } from '../refused.ts';
import { mayNameReaders, readersOf, readingOf } from './reading.ts';
import { clauseViews, namesIn, versionHead, versionView } from './version-views.ts';

/** A version of a project; throws `not-found`. */
async function requireVersion(db: Db | Tx, projectId: string, number: number): Promise<VersionRow> {
  const version = Number.isSafeInteger(number) ? await versionByNumber(db, projectId, number) : null;
  if (!version) throw new RefusedError('not-found', 'There is no such version.');
  return version;
}

/** What somebody who opens the guideline needs first. */
export async function readGuideline(deps: Deps, actor: Actor, projectId: string): Promise<GuidelineFacts> {
  const role = await requireAction(deps.db, actor.personId, projectId, 'guideline.view');
  const head = await headVersion(deps.db, projectId);
  const draft = await draftHead(deps.db, projectId);
  if (!draft) throw new RefusedError('not-found', 'This project has no guideline.');
  return {
    epoch: draft.epoch,
    head: versionHead(head, await namesIn(deps.db, [head]), head.number),
    clauses: clauseViews(head.text),
    mayEdit: can({ role }, 'guideline.edit'),
    mayCommit: can({ role }, 'guideline.commit'),
    abilities: abilitiesOf(role),
    waiting: await countWaiting(deps.db, projectId),
    rulings: await countRulings(deps.db, projectId),
    lastRead: await lastReadBy(deps.db, projectId, actor.personId),
  };
}

const askerOf = ({ personId }: Actor, role: Role) => ({
  personId,
  mayName: mayNameReaders({ role, isGuest: false }),
});

/** Every version, newest first. */
export async function listVersions(deps: Deps, actor: Actor, projectId: string): Promise<Versions> {
  const role = await requireAction(deps.db, actor.personId, projectId, 'guideline.view');
  const versions = await versionsOf(deps.db, projectId);
  const names = await namesIn(deps.db, versions);
  const reading = await readingOf(deps.db, projectId);
  const asker = askerOf(actor, role);
  const newest = versions[0]?.number ?? 0;
  return {
    versions: versions.map((version) => ({
      ...versionHead(version, names, newest),
      readers: readersOf(reading, version.number, asker),
    })),
  };
}

export async function getVersion(
  deps: Deps,
  actor: Actor,
  projectId: string,
  number: number,
): Promise<Version> {
  const role = await requireAction(deps.db, actor.personId, projectId, 'guideline.view');
  const version = await requireVersion(deps.db, projectId, number);
  const head = await headVersion(deps.db, projectId);
  const readers = readersOf(await readingOf(deps.db, projectId), number, askerOf(actor, role));
  return versionView(version, await namesIn(deps.db, [version]), head.number, readers);
}

/** The file of a version: the bytes whose SHA-256 is its hash. */
export async function exportVersion(
  deps: Deps,
  actor: Actor,
  projectId: string,
  number: number,
): Promise<string> {
  await requireAction(deps.db, actor.personId, projectId, 'guideline.view');
  return versionFile(await requireVersion(deps.db, projectId, number));
}

/** What changed from one version to another, in either direction, with the change logs in between. */
export async function compareVersions(
  deps: Deps,
  actor: Actor,
  projectId: string,
  from: number,
  to: number,
): Promise<Comparison> {
  await requireAction(deps.db, actor.personId, projectId, 'guideline.view');
  const versions = await versionsOf(deps.db, projectId);
  const [before, after] = [from, to].map((number) => versions.find((version) => version.number === number));
  if (!before || !after) throw new RefusedError('not-found', 'There is no such version.');
  const names = await namesIn(deps.db, [before, after]);
  const newest = versions[0]?.number ?? 0;
  const clauses = diffGuidelines(before.text, after.text);
  const between = versions
    .filter(({ number }) => number > Math.min(from, to) && number <= Math.max(from, to))
    .toReversed();
  return {
    from: versionHead(before, names, newest),
    to: versionHead(after, names, newest),
    clauses,
    rubric: diffRubrics(before.rubric, after.rubric),
    words: countWords(clauses.flatMap(({ pieces }) => pieces)),
    changeLogs: between.map(({ number, changeLog }) => ({ number, changes: changeLog })),
  };
}

/** The version that a session is pinned to, for whoever is in the session, guests included. */
export async function readPinnedGuideline(
  deps: Deps,
  actor: Actor,
  sessionId: string,
): Promise<PinnedGuideline> {
  await requireInSession(deps.db, actor.personId, sessionId, 'session.view');
  const session = await sessionById(deps.db, sessionId);
  if (!session) throw new RefusedError('not-found');
  const { number, hash, text } = await requireVersion(deps.db, session.projectId, session.guidelineVersion);
  return { number, hash, html: renderGuideline(text), clauses: clauseViews(text) };
}
