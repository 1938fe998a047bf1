import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { WebSocket, WebSocketServer } from 'ws';

/*
 * The yardstick of a reveal: the same bytes to the same number of sockets with nothing in between. Its server runs in a process of
 * its own, as ours does.
 */

const isServer = process.argv[2] === 'serve-broadcast';

if (isServer) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
  server.on('listening', () => process.send?.((server.address() as AddressInfo).port));
  server.on('connection', (socket) =>
    socket.on('message', (size: Buffer) => {
      const payload = 'x'.repeat(Number(size.toString()));
      for (const client of server.clients) client.send(payload);
    }),
  );
}

/** Milliseconds until the last of `count` sockets has a broadcast of `bytes`, for each of `times` broadcasts. */
export async function bareBroadcast(count: number, bytes: number, times: number): Promise<number[]> {
  const child = fork(fileURLToPath(import.meta.url), ['serve-broadcast']);
  const [port] = (await once(child, 'message')) as [number];
  const sockets = await Promise.all(
    Array.from({ length: count }, async () => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}`);
      await once(socket, 'open');
      return socket;
    }),
  );
  const durations: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const received = sockets.map((socket) => once(socket, 'message'));
    const startedAt = performance.now();
    sockets[0]?.send(String(bytes));
    await Promise.all(received);
    durations.push(performance.now() - startedAt);
  }
  for (const socket of sockets) socket.close();
  child.kill();
  return durations;
}
