import { sessionId as sessionIdSchema, type ItemId, type ProjectId, type SessionId } from '#shared/ids.ts';
import { quotedItem } from '#shared/items/item-text.ts';
import type { CreatedSession, CreateSession } from '#shared/protocol/http/sessions.ts';
import type { SessionEvent } from '#shared/session/events.ts';
import { minutesMarkdown } from '#shared/session/minutes-markdown.ts';
import { isLookedAt, type Minutes, type SessionMinutes } from '#shared/session/minutes.ts';
import { projectMinutes } from '#shared/session/project/minutes.ts';
import { sessionPolicySchema, type SessionPolicy } from '#shared/session/policy.ts';
import type { AgendaEntry } from '#shared/session/state.ts';
import type { Tx } from '../db/database.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { appendAudit } from '../repositories/audit-log.ts';
import { projectById } from '../repositories/projects.ts';
import { edgeCasesOfSession } from '../repositories/session-effects.ts';
import { readItemContents } from '../repositories/session-items.ts';
import { appendEvents } from '../repositories/session-log.ts';
import { insertSession } from '../repositories/sessions.ts';
import { requireAction, requireInSession } from './access.ts';
import type { Actor } from './actor.ts';
import { headVersion } from './guideline-service.ts';
import { readPinnedGuideline } from './guideline/versions.ts';
import { RefusedError } from './refused.ts';
import { agendaEntries } from './session/agenda-entries.ts';
import { importedRounds } from './session/imported-rounds.ts';
import { parkedItems, type ParkedIn } from './session/parked.ts';
import { sessionRooms } from './session/rooms.ts';

/** Letters and digits that nobody mistakes for each other when they are read aloud. */
const CODE_ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const CODE_LENGTH = 6;
const SEED_BYTES = 24;

function newCode(deps: Deps): string {
  const bytes = [...deps.randomBytes(CODE_LENGTH)];
  return bytes.map((byte) => CODE_ALPHABET[byte % CODE_ALPHABET.length]).join('');
}

async function policyOf(tx: Tx, projectId: string, given: CreateSession['policy']): Promise<SessionPolicy> {
  const project = await projectById(tx, projectId);
  if (!project) throw new RefusedError('not-found');
  const { anonymity, allowGuests, splitThreshold } = project.settings;
  const asked = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return sessionPolicySchema.parse({ anonymity, guests: allowGuests, splitThreshold, ...asked });
}

async function entriesOf(
  tx: Tx,
  projectId: string,
  itemIds: readonly ItemId[],
  carried: ReadonlyMap<ItemId, ParkedIn>,
): Promise<AgendaEntry[]> {
  const known = await agendaEntries(tx, projectId, itemIds);
  return [...new Set(itemIds)].map((id) => {
    const entry = known[id];
    if (!entry) throw new RefusedError('invalid', `There is no item ${id} in this project.`, 'itemIds');
    const parked = carried.get(id);
    return { ...entry, carriedFrom: parked?.sessionId ?? null, note: parked?.note ?? '' };
  });
}

/** Plans a session: pins the head version of the guideline (law G2), lists the agenda, and brings in labels made elsewhere. */
export async function createSession(
  deps: Deps,
  actor: Actor,
  projectId: ProjectId,
  body: CreateSession,
): Promise<CreatedSession> {
  await requireAction(deps.db, actor.personId, projectId, 'session.create');
  const carried = await parkedItems(deps, projectId);
  return inTransaction(deps.db, async (tx) => {
    await requireAction(tx, actor.personId, projectId, 'session.create');
    const id = sessionIdSchema.parse(deps.newId());
    const code = newCode(deps);
    const head = await headVersion(tx, projectId);
    const policy = await policyOf(tx, projectId, body.policy);
    const entries = await entriesOf(tx, projectId, body.itemIds, carried);
    const created: SessionEvent = {
      ...{ type: 'SessionCreated', id, projectId, title: body.title, code, policy, rubric: head.rubric },
      pin: { version: head.number, hash: head.hash },
      shuffleSeed: deps.randomBytes(SEED_BYTES).toString('base64url'),
    };
    const listed: SessionEvent[] = entries.length > 0 ? [{ type: 'ItemsListed', entries }] : [];
    const imported = body.importedRounds
      ? await importedRounds(tx, deps, projectId, head.rubric, entries)
      : [];
    await storeNew(tx, deps, actor, { id, projectId, code, body, policy, version: head.number }, [
      created,
      ...listed,
      ...imported,
    ]);
    return { id, code };
  });
}

interface NewSession {
  readonly id: SessionId;
  readonly projectId: ProjectId;
  readonly code: string;
  readonly body: CreateSession;
  readonly policy: SessionPolicy;
  readonly version: number;
}

async function storeNew(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  planned: NewSession,
  events: readonly SessionEvent[],
): Promise<void> {
  const { id, projectId, code, body, policy, version } = planned;
  const at = deps.clock();
  await insertSession(tx, {
    ...{ id, projectId, code, title: body.title, phase: 'lobby', createdBy: actor.personId, createdAt: at },
    ...{ scheduledFor: body.scheduledFor, endedAt: null, guidelineVersion: version },
    ...{ anonymity: policy.anonymity, guestsAllowed: policy.guests },
  });
  await appendEvents(
    tx,
    id,
    events.map((event, index) => ({ seq: index + 1, at, actorId: actor.personId, event })),
  );
  const detail = { items: body.itemIds.length, guidelineVersion: version };
  await appendAudit(tx, {
    at,
    actorId: actor.personId,
    projectId,
    action: 'session.created',
    subject: id,
    detail,
  });
}

/** The minutes as they stand now. Whoever may see the session may read them: they hold only what was revealed. */
export async function readMinutes(deps: Deps, actor: Actor, sessionId: string): Promise<Minutes> {
  const { projectId } = await requireInSession(deps.db, actor.personId, sessionId, 'session.view');
  const session = await sessionRooms(deps).read(sessionId);
  const project = await projectById(deps.db, projectId);
  if (!session || !project) throw new RefusedError('not-found');
  const guideline = await edgeCasesOfSession(deps.db, sessionId);
  const minutes = projectMinutes(session);
  const quoted = await quotedItems(deps, projectId, minutes);
  return { ...minutes, projectId, projectName: project.name, quoted, guideline };
}

async function quotedItems(
  deps: Deps,
  projectId: string,
  { items }: SessionMinutes,
): Promise<Minutes['quoted']> {
  const ids = items.filter(isLookedAt).map(({ itemId }) => itemId);
  if (ids.length === 0) return {};
  const contents = await readItemContents(deps.db, projectId, ids);
  return Object.fromEntries(contents.map(({ id, content }) => [id, quotedItem(content)]));
}

export async function readMinutesMarkdown(deps: Deps, actor: Actor, sessionId: string): Promise<string> {
  const minutes = await readMinutes(deps, actor, sessionId);
  const { clauses } = await readPinnedGuideline(deps, actor, sessionId);
  const titles = new Map(clauses.map(({ id, title }) => [id, title]));
  return minutesMarkdown(minutes, (id) => titles.get(id) ?? id);
}
