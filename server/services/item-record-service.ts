import type { ItemRecord } from '#shared/protocol/http/sessions.ts';
import { projectMinutesItem } from '#shared/session/project/minutes.ts';
import type { Deps } from '../deps.ts';
import { projectById } from '../repositories/projects.ts';
import { edgeCasesOfSession } from '../repositories/session-effects.ts';
import { requireInSession } from './access.ts';
import type { Actor } from './actor.ts';
import { RefusedError } from './refused.ts';
import { readRenderedItem } from './rendered-item-service.ts';
import { sessionRooms } from './session/rooms.ts';

const UNKNOWN = 'There is no such item in a session that you may see.';

/** What a session made of one item (law G7), for whoever may see the session. Only what was revealed is in it (law B1). */
export async function readItemRecord(
  deps: Deps,
  actor: Actor,
  sessionId: string,
  itemId: string,
): Promise<ItemRecord> {
  const { projectId, isGuest } = await requireInSession(deps.db, actor.personId, sessionId, 'session.view');
  const session = await sessionRooms(deps).read(sessionId);
  const project = await projectById(deps.db, projectId);
  const index = session?.agenda.findIndex((entry) => entry.itemId === itemId) ?? -1;
  const entry = session?.agenda[index];
  if (!session || !project || !entry) throw new RefusedError('not-found', UNKNOWN);
  const { id, title, startedAt, pin, rubric } = session;
  const guideline = await edgeCasesOfSession(deps.db, sessionId);
  return {
    session: { id, title, startedAt },
    project: isGuest ? null : { id: projectId, name: project.name },
    ...{ pin, rubric, place: index + 1 },
    asked: await readRenderedItem(deps, actor, sessionId, itemId),
    item: projectMinutesItem(session, entry),
    guideline: guideline.filter((change) => change.itemId === itemId),
  };
}
