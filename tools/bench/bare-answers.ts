import { once } from 'node:events';
import { fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connectBare, serveBare } from './bare-sockets.ts';

/*
 * The yardstick of an acknowledgement: as many bytes from as many sockets in the same second, made durable one after the other and
 * answered, with nothing in between. What this takes is the disk's, the machine's and the measuring process's.
 */

const script = fileURLToPath(import.meta.url);

/** What the commit of one ballot appends to the log of SQLite, about. */
const STORED_BYTES = 32 * 1024;
const SENT_BYTES = 400;

function serveAnswers(): void {
  const file = join(tmpdir(), `touchstone-bench-answers-${process.pid}`);
  const descriptor = openSync(file, 'w');
  // Nobody else has to find it: the name goes now, the bytes with the process.
  rmSync(file);
  const stored = Buffer.alloc(STORED_BYTES, 'x');
  serveBare((_message, socket) => {
    writeSync(descriptor, stored);
    fsyncSync(descriptor);
    socket.send('stored');
  });
}

if (process.argv[1] === script) serveAnswers();

/** Milliseconds until each of `count` sockets that send within `withinMs` has its answer, over so many rounds. */
export async function bareAnswers(count: number, withinMs: number, rounds: number): Promise<number[]> {
  const { sockets, close } = await connectBare(script, count);
  const durations: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const sent = sockets.map(async (socket, i) => {
      await new Promise((resolve) => setTimeout(resolve, (i / count) * withinMs));
      const startedAt = performance.now();
      const answer = once(socket, 'message');
      socket.send('x'.repeat(SENT_BYTES));
      await answer;
      durations.push(performance.now() - startedAt);
    });
    await Promise.all(sent);
  }
  close();
  return durations;
}
