import type { ItemId, SessionId } from '#shared/ids.ts';
import type { CarriedFrom } from '#shared/protocol/http/agenda.ts';
import type { Deps } from '../../deps.ts';
import { namesOf } from '../../repositories/people.ts';
import { parkings } from '../../repositories/session-log.ts';
import { sessionsOfProject } from '../../repositories/sessions.ts';
import { sessionRooms } from './rooms.ts';

/** An item that a session parked: in which session, by whom, when, and why. */
export interface ParkedIn extends CarriedFrom {
  readonly sessionId: SessionId;
}

/** How many earlier sessions are looked through; what was parked longer ago has been forgotten for good reason. */
const SESSIONS_BACK = 12;

interface Place {
  readonly sessionId: SessionId;
  readonly title: string;
  readonly note: string;
}

/** Where each item lies parked: what a later session listed again is parked no more. */
async function parkedPlaces(deps: Deps, projectId: string): Promise<Map<ItemId, Place>> {
  const places = new Map<ItemId, Place>();
  const newestFirst = (await sessionsOfProject(deps.db, projectId)).slice(0, SESSIONS_BACK);
  for (const { id: sessionId, title } of newestFirst.toReversed()) {
    const session = await sessionRooms(deps).read(sessionId);
    for (const { itemId, state, note } of session?.agenda ?? []) {
      if (state === 'parked') places.set(itemId, { sessionId, title, note });
      else places.delete(itemId);
    }
  }
  return places;
}

/** Items that an earlier session parked and that no later session listed again; what was parked last comes first. */
export async function parkedItems(deps: Deps, projectId: string): Promise<Map<ItemId, ParkedIn>> {
  const places = await parkedPlaces(deps, projectId);
  const acts = await parkings(deps.db, [...new Set([...places.values()].map(({ sessionId }) => sessionId))]);
  const names = await namesOf(
    deps.db,
    acts.flatMap(({ actorId }) => actorId ?? []),
  );
  const parked = [...places].map(([itemId, place]): [ItemId, ParkedIn] => {
    const act = acts.findLast((one) => one.sessionId === place.sessionId && one.itemId === itemId);
    const by = act?.actorId ? (names.get(act.actorId) ?? null) : null;
    return [itemId, { ...place, by, at: act?.at ?? null }];
  });
  return new Map(parked.toSorted(([, a], [, b]) => (b.at ?? 0) - (a.at ?? 0)));
}
