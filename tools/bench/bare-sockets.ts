import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

/* What the yardsticks share: a server with nothing in it, in a process of its own as ours is, and sockets to it. */

export type OnMessage = (message: Buffer, socket: WebSocket, server: WebSocketServer) => void;

/** The server's side: listens on loopback and tells the process that forked it where. */
export function serveBare(onMessage: OnMessage): void {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
  server.on('listening', () => process.send?.((server.address() as AddressInfo).port));
  server.on('connection', (socket) =>
    socket.on('message', (message: Buffer) => onMessage(message, socket, server)),
  );
}

export interface BareSockets {
  readonly sockets: readonly WebSocket[];
  close(): void;
}

async function opened(port: number): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`);
  await once(socket, 'open');
  return socket;
}

/** Forks `script`, which calls `serveBare`, and connects `count` sockets to it. */
export async function connectBare(script: string, count: number): Promise<BareSockets> {
  const child = fork(script, ['serve']);
  const [port] = (await once(child, 'message')) as [number];
  const sockets = await Promise.all(Array.from({ length: count }, () => opened(port)));
  return {
    sockets,
    close() {
      for (const socket of sockets) socket.close();
      child.kill();
    },
  };
}
