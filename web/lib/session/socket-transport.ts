import type { Ack, Done, Entered, LeaveReason, OwnUpdate, SharedUpdate } from '#shared/protocol/live.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/version.ts';
import type { LiveListener, LiveTransport } from './live-transport.ts';
import { SocketWire } from './socket-wire.ts';

const ANSWER_WITHIN_MS = 8_000;

/** Where the gateway of this page's own origin listens; the login travels in the cookie. */
const gatewayAddress = ({ protocol, host }: Location) =>
  `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}/socket.io/?EIO=4&transport=websocket`;

/** The server is ours and speaks this page's protocol version, or it would have refused: its frames are taken at their word. */
function heard(listener: LiveListener, name: string, body: unknown): void {
  if (name === 'shared') listener.shared(body as SharedUpdate);
  if (name === 'own') listener.own(body as OwnUpdate);
  if (name === 'leave') listener.leave((body as { reason: LeaveReason }).reason);
}

/** The live gateway over WebSocket. Comes back by itself, at once when the network or the reader does. */
export function socketTransport(address = gatewayAddress(location)): LiveTransport {
  let wire: SocketWire | null = null;
  const wake = () => document.visibilityState === 'visible' && wire?.wake();
  const ask = (name: string, frame: unknown): Promise<unknown> =>
    wire?.ask(name, frame) ?? Promise.reject(new Error('There is no connection.'));
  return {
    start(listener) {
      const auth = { protocol: PROTOCOL_VERSION };
      wire = new SocketWire(
        { address, auth, answerWithinMs: ANSWER_WITHIN_MS },
        {
          connected: () => listener.connected(),
          lost: () => listener.lost(),
          refused: (message) => listener.turnedAway(message),
          event: (name, body) => heard(listener, name, body),
        },
      );
      wire.connect();
      addEventListener('online', wake);
      document.addEventListener('visibilitychange', wake);
    },
    enter: (frame) => ask('enter', frame) as Promise<Ack<Entered>>,
    command: (frame) => ask('command', frame) as Promise<Ack<Done>>,
    reconnect: () => wire?.connect(),
    stop() {
      removeEventListener('online', wake);
      document.removeEventListener('visibilitychange', wake);
      wire?.stop();
    },
  };
}
