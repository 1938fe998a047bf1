import { io, type Socket } from 'socket.io-client';
import type { Ack, ClientToServer, Done, Entered, ServerToClient } from '#shared/protocol/live.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/version.ts';
import type { LiveListener, LiveTransport } from './live-transport.ts';
import { browserWakes, type Wakes } from './wakes.ts';

const ANSWER_WITHIN_MS = 8_000;
const FIRST_RETRY_MS = 400;
const LONGEST_RETRY_MS = 5_000;

/** A connection to the gateway as the app wants it; nothing is opened before `connect`. */
const socketTo = (address: string | undefined, protocol: number): Socket<ServerToClient, ClientToServer> =>
  io(address, {
    autoConnect: false,
    forceNew: true,
    transports: ['websocket'],
    auth: { protocol },
    reconnectionDelay: FIRST_RETRY_MS,
    reconnectionDelayMax: LONGEST_RETRY_MS,
    // A hundred clients that lost the same server must not come back in the same instant.
    randomizationFactor: 0.5,
  });

function listen(socket: Socket<ServerToClient, ClientToServer>, listener: LiveListener): void {
  socket.on('connect', () => listener.connected());
  socket.on('disconnect', () => listener.lost());
  // The library tries again by itself unless the server itself has refused.
  socket.on('connect_error', (error) =>
    socket.active ? listener.lost() : listener.turnedAway(error.message),
  );
  socket.on('shared', (update) => listener.shared(update));
  socket.on('own', (update) => listener.own(update));
  socket.on('leave', ({ reason }) => listener.leave(reason));
}

interface SocketOptions {
  /** Where the gateway is; this page's own origin when left out, where the login travels in the cookie. */
  readonly address?: string;
  readonly wakes?: Wakes;
  readonly protocol?: number;
}

/** The live gateway over Socket.IO. Comes back by itself, at once when the network or the reader does. */
export function socketTransport(options: SocketOptions = {}): LiveTransport {
  const { address, wakes = browserWakes, protocol = PROTOCOL_VERSION } = options;
  const socket = socketTo(address, protocol);
  let unsubscribe = () => {};
  // Without the first call the library would sit out its delay.
  const wake = () => void (socket.active && !socket.connected && socket.disconnect().connect());
  const connected = () =>
    socket.connected
      ? Promise.resolve(socket.timeout(ANSWER_WITHIN_MS))
      : Promise.reject(new Error('There is no connection.'));
  return {
    start(listener) {
      listen(socket, listener);
      socket.connect();
      unsubscribe = wakes(wake);
    },
    enter: async (frame) => (await (await connected()).emitWithAck('enter', frame)) as Ack<Entered>,
    command: async (frame) => (await (await connected()).emitWithAck('command', frame)) as Ack<Done>,
    reconnect: () => void socket.connect(),
    stop() {
      unsubscribe();
      socket.off();
      socket.disconnect();
    },
  };
}
