/*
 * A planted fault: the same server, but commands are acknowledged before they are stored. Only the durability test starts it, to see
 * that it would notice.
 */
import { run } from '#server/run.ts';
import { sessionRooms } from '#server/services/session/rooms.ts';

/** Longer than the pause between two ballots of a voter: whenever the server is killed, something acknowledged is not stored yet. */
const STORED_LATER_MS = 150;

await run((deps) => {
  const rooms = sessionRooms(deps);
  const { submit } = rooms;
  rooms.submit = (sessionId, request) => {
    if (request.command.type !== 'castBallot') return submit(sessionId, request);
    setTimeout(() => void submit(sessionId, request), STORED_LATER_MS);
    return Promise.resolve({ ok: true, value: { ballot: 'accepted' } });
  };
  return Promise.resolve({});
});
