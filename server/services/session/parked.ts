import type { ItemId, SessionId } from '#shared/ids.ts';
import type { Deps } from '../../deps.ts';
import { sessionsOfProject } from '../../repositories/sessions.ts';
import { sessionRooms } from './rooms.ts';

export interface ParkedIn {
  readonly sessionId: SessionId;
  readonly title: string;
}

/** How many earlier sessions are looked through; what was parked longer ago has been forgotten for good reason. */
const SESSIONS_BACK = 12;

/** Items that an earlier session parked and that no later session listed again, with the session that parked them. */
export async function parkedItems(deps: Deps, projectId: string): Promise<Map<ItemId, ParkedIn>> {
  const parked = new Map<ItemId, ParkedIn>();
  const newestFirst = (await sessionsOfProject(deps.db, projectId)).slice(0, SESSIONS_BACK);
  for (const { id, title } of newestFirst.toReversed()) {
    const session = await sessionRooms(deps).read(id);
    for (const entry of session?.agenda ?? []) {
      if (entry.state === 'parked') parked.set(entry.itemId, { sessionId: id, title });
      else parked.delete(entry.itemId);
    }
  }
  return parked;
}
