import type { Ack, Done } from '#shared/protocol/live.ts';
import type { Session } from '#shared/session/state.ts';
import type { Deps } from '../../deps.ts';
import { createTopic, type Topic } from '../../topic.ts';
import { noSuchSession } from './commit.ts';
import type { Request } from './request.ts';
import { loadPosition, SessionRoom, type Change } from './room.ts';

/** Every session this process has open. */
export interface SessionRooms {
  /** The state of a session as it is stored; null when there is none. */
  read(sessionId: string): Promise<Session | null>;
  submit(sessionId: string, request: Request): Promise<Ack<Done>>;
  /** What was committed, after it was committed. */
  readonly changed: Topic<Change>;
}

function createRooms(deps: Deps): SessionRooms {
  const changed = createTopic<Change>('sessionChanged', deps.log);
  // Promises, so that two who ask at once share one load and no session ever has two writers.
  const rooms = new Map<string, Promise<SessionRoom | null>>();

  async function open(sessionId: string): Promise<SessionRoom | null> {
    const position = await loadPosition(deps, sessionId);
    if (!position) rooms.delete(sessionId);
    return position && new SessionRoom(deps, position, (change) => changed.publish(change));
  }

  function room(sessionId: string): Promise<SessionRoom | null> {
    const known = rooms.get(sessionId);
    if (known) return known;
    const opening = open(sessionId);
    rooms.set(sessionId, opening);
    opening.catch(() => rooms.delete(sessionId));
    return opening;
  }

  return {
    changed,
    read: async (sessionId) => (await room(sessionId))?.session ?? null,
    submit: async (sessionId, request) => (await room(sessionId))?.submit(request) ?? noSuchSession(),
  };
}

const byDeps = new WeakMap<Deps, SessionRooms>();

/** The rooms of this process: one registry for each set of deps, so that HTTP and sockets see the same writer. */
export function sessionRooms(deps: Deps): SessionRooms {
  const known = byDeps.get(deps);
  if (known) return known;
  const rooms = createRooms(deps);
  byDeps.set(deps, rooms);
  return rooms;
}
