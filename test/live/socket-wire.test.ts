import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { afterEach, expect, test, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import { SocketWire, type WireListener } from '#lib/session/socket-wire.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function listening(http: HttpServer): Promise<string> {
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  closers.push(() => new Promise((resolve) => http.close(resolve)));
  return `ws://127.0.0.1:${(http.address() as AddressInfo).port}/socket.io/?EIO=4&transport=websocket`;
}

/** A real Socket.IO server, set up as the gateway's is. */
async function server(options: { pingInterval?: number } = {}) {
  const http = createServer();
  const io = new Server(http, { transports: ['websocket'], serveClient: false, ...options });
  const address = await listening(http);
  closers.push(() => io.close());
  return { io, address };
}

function wireTo(address: string, auth: object = { protocol: 1 }) {
  const happened: string[] = [];
  const listener: WireListener = {
    connected: () => void happened.push('connected'),
    lost: () => void happened.push('lost'),
    refused: (message) => void happened.push(`refused ${message}`),
    event: (name, body) => void happened.push(`${name} ${JSON.stringify(body)}`),
  };
  const wire = new SocketWire({ address, auth, answerWithinMs: 2_000 }, listener);
  closers.push(() => wire.stop());
  wire.connect();
  const until = (what: string, times = 1) =>
    vi.waitFor(() => expect(happened.filter((one) => one === what).length).toBeGreaterThanOrEqual(times), {
      timeout: 10_000,
    });
  return { wire, happened, until };
}

test('speaks with a real Socket.IO server: handshake, question and answer, events with any text', async () => {
  const { io, address } = await server();
  const auth: unknown[] = [];
  io.on('connection', (socket) => {
    auth.push(socket.handshake.auth);
    socket.on('command', (frame: unknown, answer: (value: unknown) => void) =>
      answer({ ok: true, value: frame }),
    );
    socket.emit('shared', { text: '42["x"] 7 ü ⚑' });
  });
  const { wire, until } = wireTo(address, { protocol: 7 });
  await until('connected');
  expect(auth).toEqual([{ protocol: 7 }]);
  const frames = [{ n: 1 }, { text: 'a"b[1]' }, { text: '' }];
  expect(await Promise.all(frames.map((frame) => wire.ask('command', frame)))).toEqual(
    frames.map((value) => ({ ok: true, value })),
  );
  await until('shared {"text":"42[\\"x\\"] 7 ü ⚑"}');
});

test('answers pings, so that the server keeps the connection', async () => {
  const { io, address } = await server({ pingInterval: 40 });
  const { happened, until } = wireTo(address);
  await until('connected');
  let pongs = 0;
  for (const socket of io.sockets.sockets.values())
    socket.conn.on('packet', ({ type }) => (pongs += Number(type === 'pong')));
  await vi.waitFor(() => expect(pongs).toBeGreaterThan(3), { timeout: 5_000 });
  expect(happened).toEqual(['connected']);
});

test('a client that the server refuses hears why, and does not knock again by itself', async () => {
  const { io, address } = await server();
  let knocks = 0;
  io.use((_socket, next) => {
    knocks += 1;
    next(new Error('client-too-old'));
  });
  const { wire, until } = wireTo(address);
  await until('refused client-too-old');
  expect(wire.isConnected).toBe(false);
  wire.connect();
  await until('refused client-too-old', 2);
  expect(knocks).toBe(2);
});

test('a lost connection fails what is unanswered and comes back by itself', async () => {
  const { io, address } = await server();
  io.on('connection', (socket) => socket.on('enter', () => undefined));
  const { wire, until } = wireTo(address);
  await until('connected');
  const unanswered = wire.ask('enter', {});
  const failure = expect(unanswered).rejects.toThrow('lost');
  for (const socket of io.sockets.sockets.values()) socket.conn.close(true);
  await failure;
  await until('connected', 2);
});

test('nothing is kept for later: without a connection a question fails at once', async () => {
  const { wire } = wireTo('ws://127.0.0.1:9/socket.io/');
  await expect(wire.ask('enter', {})).rejects.toThrow('no connection');
});

/** Something that accepts the connection and then behaves as told. */
async function strange(frames: readonly string[]): Promise<string> {
  const http = createServer();
  const sockets = new WebSocketServer({ server: http });
  sockets.on('connection', (socket) => frames.forEach((frame) => socket.send(frame)));
  const address = await listening(http);
  closers.push(() => {
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
  });
  return address;
}

const HELLO = ['0{"sid":"a","pingInterval":60,"pingTimeout":60}', '40{"sid":"b"}'];

test('a server that falls silent is left for a new connection', async () => {
  const { until } = wireTo(await strange(HELLO));
  await until('connected', 2);
});

test('frames that are none of the protocol end the connection instead of the page', async () => {
  const { happened } = wireTo(await strange([...HELLO, '42{broken']));
  await vi.waitFor(() => expect(happened.slice(0, 3)).toEqual(['connected', 'lost', 'connected']), {
    timeout: 10_000,
  });
});

test('a stopped wire stays stopped', async () => {
  const { io, address } = await server();
  const { wire, happened, until } = wireTo(address);
  await until('connected');
  wire.stop();
  wire.wake();
  await vi.waitFor(() => expect(io.sockets.sockets.size).toBe(0), { timeout: 5_000 });
  expect(happened).toEqual(['connected']);
});
