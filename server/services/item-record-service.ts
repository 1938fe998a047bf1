import type { ItemMeeting, ItemRecord } from '#shared/protocol/http/sessions.ts';
import { projectMinutesItem } from '#shared/session/project/minutes.ts';
import type { Session } from '#shared/session/state.ts';
import type { Deps } from '../deps.ts';
import { projectById } from '../repositories/projects.ts';
import { sessionsWithLabels } from '../repositories/labels.ts';
import { edgeCasesOfSession } from '../repositories/session-effects.ts';
import { requireAction, requireInSession } from './access.ts';
import type { Actor } from './actor.ts';
import { RefusedError } from './refused.ts';
import { readRenderedItem } from './rendered-item-service.ts';
import { sessionRooms } from './session/rooms.ts';

const UNKNOWN = 'There is no such item in a session that you may see.';

/** Only what was revealed is in it (law B1). */
async function meetingOf({ db }: Deps, session: Session, itemId: string): Promise<ItemMeeting | null> {
  const index = session.agenda.findIndex((entry) => entry.itemId === itemId);
  const entry = session.agenda[index];
  if (!entry) return null;
  const { id, title, startedAt, pin, rubric } = session;
  const guideline = await edgeCasesOfSession(db, id);
  return {
    session: { id, title, startedAt },
    ...{ pin, rubric, place: index + 1 },
    item: projectMinutesItem(session, entry),
    guideline: guideline.filter((change) => change.itemId === itemId),
  };
}

/** What a session made of one item (law G7), for whoever may see the session. */
export async function readItemRecord(
  deps: Deps,
  actor: Actor,
  sessionId: string,
  itemId: string,
): Promise<ItemRecord> {
  const { projectId, isGuest } = await requireInSession(deps.db, actor.personId, sessionId, 'session.view');
  const session = await sessionRooms(deps).read(sessionId);
  const project = await projectById(deps.db, projectId);
  const meeting = session && (await meetingOf(deps, session, itemId));
  if (!meeting || !project) throw new RefusedError('not-found', UNKNOWN);
  return {
    ...meeting,
    project: isGuest ? null : { id: projectId, name: project.name },
    asked: await readRenderedItem(deps, actor, sessionId, itemId),
  };
}

/** The meetings of the project that revealed something on an item, the latest first (law G7). */
export async function readItemMeetings(
  deps: Deps,
  actor: Actor,
  projectId: string,
  itemId: string,
): Promise<{ meetings: ItemMeeting[] }> {
  await requireAction(deps.db, actor.personId, projectId, 'session.view');
  const meetings: ItemMeeting[] = [];
  for (const sessionId of await sessionsWithLabels(deps.db, projectId, itemId)) {
    const session = await sessionRooms(deps).read(sessionId);
    const meeting = session && (await meetingOf(deps, session, itemId));
    if (meeting) meetings.push(meeting);
  }
  return { meetings };
}
