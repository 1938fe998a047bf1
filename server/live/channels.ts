import { randomUUID } from 'node:crypto';
import type { Deps } from '../deps.ts';
import type { SessionRooms } from '../services/session/rooms.ts';
import { SessionChannel, type Outlet } from './session-channel.ts';

/** The channels of this process, one for each session somebody looks at. */
export interface Channels {
  /** The channel of a session; null when there is no such session. */
  of(sessionId: string): Promise<SessionChannel | null>;
  close(): void;
}

/** A cursor from another life of the server must not be taken for one of this life. */
const newEpoch = () => randomUUID().slice(0, 8);

export function createChannels(
  deps: Deps,
  rooms: SessionRooms,
  outletFor: (sessionId: string) => Outlet,
  graceMs?: number,
): Channels {
  const epoch = newEpoch();
  const channels = new Map<string, SessionChannel>();

  async function open(sessionId: string): Promise<SessionChannel | null> {
    const session = await rooms.read(sessionId);
    // Somebody else may have opened it meanwhile: the one in the map is the one.
    const known = channels.get(sessionId);
    if (known || !session) return known ?? null;
    const channel = new SessionChannel(session, epoch, outletFor(sessionId), graceMs);
    channels.set(sessionId, channel);
    return channel;
  }

  const unsubscribe = rooms.changed.subscribe((change) => channels.get(change.session.id)?.committed(change));
  deps.log.debug({ epoch }, 'live channels are open');

  return {
    of: async (sessionId) => channels.get(sessionId) ?? open(sessionId),
    close() {
      unsubscribe();
      for (const channel of channels.values()) channel.close();
      channels.clear();
    },
  };
}
