import type { Server as HttpServer } from 'node:http';
import { Server, type DefaultEventsMap, type Socket } from 'socket.io';
import { can } from '#shared/access/policy.ts';
import type { PersonId } from '#shared/ids.ts';
import {
  commandFrameSchema,
  enterSchema,
  handshakeSchema,
  MAX_FRAME_BYTES,
  OLDEST_PROTOCOL_SERVED,
  type Ack,
  type ClientToServer,
  type CommandFrame,
  type Done,
  type Enter,
  type Entered,
  type LeaveReason,
  type ServerToClient,
} from '#shared/protocol/live.ts';
import { opId } from '#shared/ids.ts';
import type { Audience } from '#shared/session/view.ts';
import type { Deps } from '../deps.ts';
import { isOwnOrigin } from '../services/origin.ts';
import { standingInSession, type Standing } from '../services/access.ts';
import type { Actor } from '../services/actor.ts';
import { authenticate } from '../services/login-service.ts';
import { sessionRooms, type SessionRooms } from '../services/session/rooms.ts';
import type { Revocation } from '../topic.ts';
import { Broadcasts, SLICES } from './broadcasts.ts';
import { createChannels, type Channels } from './channels.ts';
import { handleFrame, transportRefusal } from './frames.ts';
import type { Outlet } from './session-channel.ts';
import { cutSlowSockets } from './slow-sockets.ts';
import { TokenBucket } from './token-bucket.ts';

const BURST = 80;
const PER_SECOND = 20;
const PING_INTERVAL_MS = 10_000;
const PING_TIMEOUT_MS = 8_000;
const CONNECT_TIMEOUT_MS = 10_000;

interface SocketData {
  actor: Actor;
  /** Sessions this socket has entered. */
  entered: Map<string, { audience: Audience; projectId: string }>;
}

type Io = Server<ClientToServer, ServerToClient, DefaultEventsMap, SocketData>;
type LiveSocket = Socket<ClientToServer, ServerToClient, DefaultEventsMap, SocketData>;

export interface LiveGateway {
  /** Tells every client to come back and closes. */
  close(): Promise<void>;
}

export interface LiveOptions {
  /** How long somebody counts as present after the last connection is lost. */
  readonly graceMs?: number;
}

const audienceRoom = (sessionId: string, audience: Audience) => `${sessionId}/${audience}`;
const sliceOf = (room: string, slice: number) => `${room}/slice/${slice}`;
const personRoom = (sessionId: string, personId: PersonId) => `${sessionId}/person/${personId}`;

/** Live sessions over Socket.IO. Knows sockets; what may happen and what may be seen is decided elsewhere. */
export function attachLiveGateway(http: HttpServer, deps: Deps, options: LiveOptions = {}): LiveGateway {
  const io: Io = new Server(http, {
    transports: ['websocket'],
    serveClient: false,
    destroyUpgrade: false,
    perMessageDeflate: false,
    maxHttpBufferSize: MAX_FRAME_BYTES,
    pingInterval: PING_INTERVAL_MS,
    pingTimeout: PING_TIMEOUT_MS,
    connectTimeout: CONNECT_TIMEOUT_MS,
    allowRequest: (request, decide) => decide(null, isOwnOrigin(deps.config, request.headers)),
  });
  const rooms = sessionRooms(deps);
  const channels = createChannels(deps, rooms, (sessionId) => outletFor(io, sessionId), options.graceMs);
  io.use((socket, next) => void admit(deps, socket).then(next, () => next(new Error('internal'))));
  io.on('connection', (socket) => serve(deps, rooms, channels, socket));
  const unsubscribe = deps.revoked.subscribe((revocation) => void revoke(io, revocation));
  const watch = cutSlowSockets(io);
  return {
    async close() {
      unsubscribe();
      watch.stop();
      io.emit('leave', { reason: 'server-stopping' });
      io.disconnectSockets(true);
      channels.close();
      await io.close();
    },
  };
}

function outletFor(io: Io, sessionId: string): Outlet {
  const broadcasts = new Broadcasts();
  const { rooms } = io.sockets.adapter;
  return {
    toAudience(audience, update, pace) {
      const room = audienceRoom(sessionId, audience);
      if (pace === 'now') return broadcasts.urgent(() => void io.to(room).emit('shared', update));
      broadcasts.sliced((slice) => {
        const part = sliceOf(room, slice);
        return rooms.has(part) && io.to(part).emit('shared', update);
      });
    },
    toPerson: (personId, update) => void io.to(personRoom(sessionId, personId)).emit('own', update),
    close: () => broadcasts.stop(),
  };
}

/** The rooms through which a socket hears what its audience is told: the whole, and its slice of it. */
function audienceRooms(socket: LiveSocket, sessionId: string, audience: Audience): string[] {
  const room = audienceRoom(sessionId, audience);
  const sum = [...socket.id].reduce((total, letter) => total + letter.charCodeAt(0), 0);
  return [room, sliceOf(room, sum % SLICES)];
}

/** Who connects, by the login cookie; undefined lets them in, an error keeps them out and says why. */
async function admit(deps: Deps, socket: LiveSocket): Promise<Error | undefined> {
  const handshake = handshakeSchema.safeParse(socket.handshake.auth);
  if (!handshake.success || handshake.data.protocol < OLDEST_PROTOCOL_SERVED)
    return new Error('client-too-old');
  const actor = await authenticate(deps, socket.handshake.headers.cookie);
  if (!actor) return new Error('not-signed-in');
  socket.data = { actor, entered: new Map() };
  return undefined;
}

function serve(deps: Deps, rooms: SessionRooms, channels: Channels, socket: LiveSocket): void {
  const bucket = new TokenBucket(BURST, PER_SECOND, deps.clock());
  socket.on(
    'enter',
    handleFrame(deps, bucket, enterSchema, (frame) => enter(deps, rooms, channels, socket, frame)),
  );
  socket.on(
    'command',
    handleFrame(deps, bucket, commandFrameSchema, (frame) => command(deps, rooms, channels, socket, frame)),
  );
  socket.on('disconnect', () => void leaveAll(channels, socket));
  socket.on('error', (error: Error) => deps.log.warn({ err: error }, 'socket error'));
}

async function leaveAll(channels: Channels, socket: LiveSocket): Promise<void> {
  for (const sessionId of socket.data.entered.keys()) {
    (await channels.of(sessionId))?.left(socket.data.actor.personId, socket.id);
  }
}

function audienceOf(frame: Enter, standing: Standing): Audience {
  if (frame.as === 'projector') return 'projector';
  return can(standing, 'session.facilitate') ? 'facilitator' : 'member';
}

/**
 * Lets a socket into a session. Everything from the view to joining the rooms happens in one turn of the event loop, so that no
 * change falls between them and none arrives twice.
 */
async function enter(
  deps: Deps,
  rooms: SessionRooms,
  channels: Channels,
  socket: LiveSocket,
  frame: Enter,
): Promise<Ack<Entered>> {
  const { personId } = socket.data.actor;
  const standing = await standingInSession(deps.db, personId, frame.sessionId);
  const channel = standing && can(standing, 'session.view') ? await channels.of(frame.sessionId) : null;
  if (!standing || !channel) return transportRefusal('no-such-session');
  const audience = audienceOf(frame, standing);
  if (audience !== 'projector') {
    const request = { personId, opId: opId.parse(deps.newId()), command: { type: 'enter' } as const };
    const answer = await rooms.submit(frame.sessionId, { ...request, present: channel.presence.connected });
    if (!answer.ok) return answer;
  }
  // The connection may have gone, or been sent away, while the database was asked.
  if (!socket.connected) return transportRefusal('not-signed-in');
  const before = socket.data.entered.get(frame.sessionId);
  for (const room of before ? audienceRooms(socket, frame.sessionId, before.audience) : [])
    void socket.leave(room);
  const value = channel.enter(personId, standing.role, audience, frame.since, deps.clock());
  socket.data.entered.set(frame.sessionId, { audience, projectId: standing.projectId });
  void socket.join(audienceRooms(socket, frame.sessionId, audience));
  if (audience !== 'projector') {
    void socket.join(personRoom(frame.sessionId, personId));
    channel.presence.arrive(personId, socket.id);
  }
  return { ok: true, value };
}

async function command(
  deps: Deps,
  rooms: SessionRooms,
  channels: Channels,
  socket: LiveSocket,
  frame: CommandFrame,
): Promise<Ack<Done>> {
  const { personId } = socket.data.actor;
  const channel = socket.data.entered.has(frame.sessionId) ? await channels.of(frame.sessionId) : null;
  if (!channel) return transportRefusal('no-such-session');
  const request = { personId, opId: frame.opId, command: frame.command, present: channel.presence.connected };
  const answer = await rooms.submit(frame.sessionId, request);
  if (!answer.ok) {
    const { code } = answer.refusal;
    deps.log.info(
      { sessionId: frame.sessionId, personId, act: frame.command.type, refusal: code },
      'refused',
    );
  }
  return answer;
}

/** Closes the sockets that a lost or changed right reaches; whoever still may come back is admitted anew (law X2). */
async function revoke(io: Io, { personId, projectId, loginHash }: Revocation): Promise<void> {
  const reason: LeaveReason = projectId === null ? 'signed-out' : 'revoked';
  for (const socket of await io.fetchSockets()) {
    const { actor, entered } = socket.data;
    if (actor.personId !== personId) continue;
    if (loginHash !== null && actor.loginHash !== loginHash) continue;
    const reaches =
      projectId === null || [...entered.values()].some((session) => session.projectId === projectId);
    if (!reaches) continue;
    socket.emit('leave', { reason });
    socket.disconnect(true);
  }
}
