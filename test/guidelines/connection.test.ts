import { EventEmitter } from 'node:events';
import { performance } from 'node:perf_hooks';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { Allowance } from '#server/guidelines/allowance.ts';
import { Connection } from '#server/guidelines/connection.ts';
import { WORK_BURST_MS, WORK_MS_PER_SECOND } from '#server/guidelines/limits.ts';

/** Milliseconds of computing that each frame of these tests costs. */
const COSTLY_MS = 100;
const FRAMES = 10;
/** A question for who is present: the smallest frame there is. */
const FRAME = new Uint8Array([3]);

let clock = 0;

beforeEach(() => {
  clock = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => clock);
  vi.useFakeTimers({ toFake: ['setTimeout'] });
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const newWork = () => new Allowance(WORK_BURST_MS, WORK_MS_PER_SECOND, 0);

/** What a connection asks of a socket, without a line behind it. */
class StillSocket extends EventEmitter {
  isPaused = false;
  readonly bufferedAmount = 0;
  pause = () => void (this.isPaused = true);
  resume = () => void (this.isPaused = false);
  send = () => undefined;
  ping = () => undefined;
  close = () => undefined;
  terminate = () => undefined;
}

/** A socket full of frames that are expensive to judge; `handled` is called for each. */
function costly(work: Allowance, handled: () => void): void {
  const socket = new StillSocket();
  const connection = new Connection(socket as unknown as WebSocket, {
    work,
    readmit: () => Promise.resolve(true),
    handle() {
      clock += COSTLY_MS;
      handled();
    },
    gone: () => undefined,
    fault: () => undefined,
    failed(error) {
      throw error;
    },
  });
  for (let i = 0; i < FRAMES; i += 1) socket.emit('message', Buffer.from(FRAME));
  connection.start();
}

/** Lets everything go on that waits for nothing but its turn. */
async function turns(): Promise<void> {
  for (let i = 0; i < 60; i += 1) await new Promise((resolve) => void setImmediate(resolve));
}

async function pass(ms: number): Promise<void> {
  clock += ms;
  await vi.advanceTimersByTimeAsync(ms);
  await turns();
}

/** How many frames of two sockets are handled before either has to wait. */
async function handledAtOnce(works: readonly [Allowance, Allowance]): Promise<number> {
  let handled = 0;
  for (const work of works) costly(work, () => (handled += 1));
  await turns();
  return handled;
}

test('P2 what a person costs is counted over all their sockets: a second one gains nothing', async () => {
  const shared = newWork();
  const together = await handledAtOnce([shared, shared]);
  const apart = await handledAtOnce([newWork(), newWork()]);
  const burst = WORK_BURST_MS / COSTLY_MS;
  expect(together).toBeLessThanOrEqual(burst + 2);
  // Were it counted for each socket, the same frames would get through twice: this is what the law forbids.
  expect(apart).toBeGreaterThan(together);
});

test('P2 past the burst a person gets a tenth of the process, and nothing of what they sent is lost', async () => {
  let handled = 0;
  const work = newWork();
  costly(work, () => (handled += 1));
  costly(work, () => (handled += 1));
  await turns();
  const atOnce = handled;
  const from = clock;
  for (let second = 0; second < 5; second += 1) await pass(1_000);
  expect((handled - atOnce) * COSTLY_MS).toBeLessThanOrEqual(
    ((clock - from) * WORK_MS_PER_SECOND) / 1_000 + 2 * COSTLY_MS,
  );
  for (let second = 0; second < 60; second += 1) await pass(1_000);
  expect(handled).toBe(2 * FRAMES);
});

test('P2 between two costly frames everybody else has a turn', async () => {
  const order: string[] = [];
  costly(new Allowance(Number.POSITIVE_INFINITY, 1, 0), () => order.push('costly'));
  let left = 40;
  const others = () => {
    order.push('others');
    left -= 1;
    if (left > 0) setImmediate(others);
  };
  setImmediate(others);
  await turns();
  const costlyAt = order.flatMap((who, at) => (who === 'costly' ? [at] : []));
  expect(costlyAt).toHaveLength(FRAMES);
  for (const [i, at] of costlyAt.slice(1).entries()) expect(at - (costlyAt[i] ?? 0)).toBeGreaterThan(1);
});
