import type { SessionId } from '#shared/ids.ts';
import { call } from '#lib/api/client.ts';
import { browserKeep } from '#lib/session/keep.ts';
import { socketTransport } from '#lib/session/socket-transport.ts';
import { Room } from '#lib/stores/session-room.svelte.ts';

/** A room on the live gateway of this origin. */
export const openRoom = (sessionId: SessionId, as: 'person' | 'projector'): Room =>
  new Room({
    sessionId,
    as,
    transport: socketTransport(),
    keep: browserKeep(),
    loadItem: (itemId, signal) =>
      call('GET /api/sessions/:sessionId/items/:itemId', { params: { sessionId, itemId }, signal }),
    loadGuideline: (signal) =>
      call('GET /api/sessions/:sessionId/guideline', { params: { sessionId }, signal }),
  });
