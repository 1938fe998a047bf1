import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { connectBare, serveBare } from './bare-sockets.ts';

/* The yardstick of a reveal: the same bytes to the same number of sockets with nothing in between. */

const script = fileURLToPath(import.meta.url);

if (process.argv[1] === script) {
  serveBare((size, _socket, { clients }) => {
    const payload = 'x'.repeat(Number(size.toString()));
    for (const client of clients) client.send(payload);
  });
}

/** Milliseconds until the last of `count` sockets has a broadcast of `bytes`, for each of `times` broadcasts. */
export async function bareBroadcast(count: number, bytes: number, times: number): Promise<number[]> {
  const { sockets, close } = await connectBare(script, count);
  const durations: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const received = sockets.map((socket) => once(socket, 'message'));
    const startedAt = performance.now();
    sockets[0]?.send(String(bytes));
    await Promise.all(received);
    durations.push(performance.now() - startedAt);
  }
  close();
  return durations;
}
