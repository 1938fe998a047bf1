import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { afterEach, expect, test, vi } from 'vitest';
import { socketTransport } from '#lib/session/socket-transport.ts';
import type { LiveListener } from '#lib/session/live-transport.ts';
import { opId, sessionId } from '#shared/ids.ts';
import type { ClientToServer, CommandFrame, ServerToClient } from '#shared/protocol/live.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function listening(http: HttpServer): Promise<string> {
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  closers.push(() => new Promise((resolve) => http.close(resolve)));
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

/** A real Socket.IO server, set up as the gateway's is. */
async function server() {
  const http = createServer();
  const io = new Server<ClientToServer, ServerToClient>(http, {
    transports: ['websocket'],
    serveClient: false,
  });
  const address = await listening(http);
  closers.push(() => io.close());
  return { io, address };
}

function connectTo(address: string, protocol?: number) {
  const happened: string[] = [];
  const listener: LiveListener = {
    connected: () => void happened.push('connected'),
    lost: () => void happened.push('lost'),
    turnedAway: (code) => void happened.push(`turned away: ${code}`),
    shared: (update) => void happened.push(`shared ${JSON.stringify(update)}`),
    own: (update) => void happened.push(`own ${JSON.stringify(update)}`),
    leave: (reason) => void happened.push(`leave ${reason}`),
  };
  let wake = () => {};
  const transport = socketTransport({
    address,
    ...(protocol !== undefined && { protocol }),
    wakes: (callback) => {
      wake = callback;
      return () => void happened.push('asleep');
    },
  });
  transport.start(listener);
  closers.push(() => transport.stop());
  const until = (what: string, times = 1) =>
    vi.waitFor(() => expect(happened.filter((one) => one === what).length).toBeGreaterThanOrEqual(times), {
      timeout: 10_000,
    });
  return { transport, happened, until, wake: () => wake() };
}

const frame: CommandFrame = {
  sessionId: sessionId.parse('s1'),
  opId: opId.parse('00000000-0000-4000-8000-000000000001'),
  command: { type: 'setReady', ready: true },
};

test('shakes hands, asks and is answered, hears events with any text', async () => {
  const { io, address } = await server();
  const auth: unknown[] = [];
  const update = { sessionId: sessionId.parse('s1'), own: { text: '42["x"] 7 ü ⚑' } } as never;
  io.on('connection', (socket) => {
    auth.push(socket.handshake.auth);
    socket.on('command', ({ opId: op }, answer) =>
      answer({ ok: false, refusal: { code: op, message: 'No.' } } as never),
    );
    socket.emit('own', update);
  });
  const { transport, until } = connectTo(address, 7);
  await until('connected');
  expect(auth).toEqual([{ protocol: 7 }]);
  expect(await transport.command(frame)).toEqual({
    ok: false,
    refusal: { code: frame.opId, message: 'No.' },
  });
  await until(`own ${JSON.stringify(update)}`);
});

test('a client that the server refuses hears why, and does not knock again by itself', async () => {
  const { io, address } = await server();
  let knocks = 0;
  io.use((_socket, next) => {
    knocks += 1;
    next(new Error('client-too-old'));
  });
  const { transport, until } = connectTo(address);
  await until('turned away: client-too-old');
  transport.reconnect();
  await until('turned away: client-too-old', 2);
  expect(knocks).toBe(2);
});

test('a lost connection fails what is unanswered and comes back by itself', async () => {
  const { io, address } = await server();
  const { transport, until } = connectTo(address);
  await until('connected');
  const failure = expect(transport.command(frame)).rejects.toThrow('disconnected');
  for (const socket of io.sockets.sockets.values()) socket.conn.close(true);
  await failure;
  await until('lost');
  await until('connected', 2);
});

test('nothing is kept for later: without a connection a question fails at once and is never sent', async () => {
  const { io, address } = await server();
  const heard: string[] = [];
  io.on('connection', (socket) => socket.onAny((name: string) => void heard.push(name)));
  const { transport, until } = connectTo(address);
  await expect(transport.command(frame)).rejects.toThrow('no connection');
  await until('connected');
  await expect(transport.command(frame)).rejects.toThrow();
  expect(heard).toEqual(['command']);
});

test('after the server closed the connection only a call opens it again', async () => {
  const { io, address } = await server();
  io.on('connection', (socket) => {
    socket.emit('leave', { reason: 'revoked' });
    socket.disconnect(true);
  });
  const { transport, happened, until } = connectTo(address);
  await until('lost');
  expect(happened).toEqual(['connected', 'leave revoked', 'lost']);
  transport.reconnect();
  await until('connected', 2);
});

test('what wakes the page opens the connection without waiting', async () => {
  const { until, wake } = connectTo('http://127.0.0.1:9');
  await until('lost', 4);
  wake();
  wake();
  await until('lost', 5);
});

test('a stopped connection stays stopped', async () => {
  const { io, address } = await server();
  const { transport, happened, until, wake } = connectTo(address);
  await until('connected');
  transport.stop();
  wake();
  await vi.waitFor(() => expect(io.sockets.sockets.size).toBe(0), { timeout: 5_000 });
  expect(happened).toEqual(['connected', 'asleep']);
});
