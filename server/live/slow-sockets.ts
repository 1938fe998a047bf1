import type { Server } from 'socket.io';

const CHECK_EVERY_MS = 2_000;
/** Frames that may wait for one client. Engine.IO itself keeps them without end (law P2). */
const MAX_WAITING_FRAMES = 500;
const MAX_WAITING_BYTES = 4 * 1024 * 1024;

interface EngineConnection {
  readonly writeBuffer: readonly unknown[];
  readonly transport: { readonly socket?: { readonly bufferedAmount?: number } };
}

function waiting(connection: unknown): { frames: number; bytes: number } {
  const { writeBuffer, transport } = connection as EngineConnection;
  return { frames: writeBuffer.length, bytes: transport.socket?.bufferedAmount ?? 0 };
}

/** Sends away clients that do not read: they come back and get a fresh view, and nobody else waits for them. */
export function cutSlowSockets(io: Pick<Server, 'sockets'>): { stop(): void } {
  const timer = setInterval(() => {
    for (const socket of io.sockets.sockets.values()) {
      const { frames, bytes } = waiting(socket.conn);
      if (frames > MAX_WAITING_FRAMES || bytes > MAX_WAITING_BYTES) socket.conn.close(true);
    }
  }, CHECK_EVERY_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
