import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { startThrowAwayServer } from '../server/throw-away.ts';
import type { FileName, Imported } from './imports-client.ts';
import { inMs, spread } from './quantiles.ts';

const FILES: readonly FileName[] = ['items', 'items again', 'labels'];
const TICK_MS = 2;
const NANOSECONDS = 1e6;

interface Held {
  /** The longest that this thread computed between two turns of its event loop: what another process has of the processor does not count. */
  readonly computing: number;
  /** The longest between two turns by the clock: computing, waiting for a lock, and being put aside. */
  readonly byTheClock: number;
}

/** Watches this thread's event loop, which is the server's. */
function watchLoop(): () => Held {
  let [last, computing] = [process.threadCpuUsage(), 0];
  const look = () => {
    const { user, system } = process.threadCpuUsage(last);
    computing = Math.max(computing, (user + system) / 1_000);
    last = process.threadCpuUsage();
  };
  const delay = monitorEventLoopDelay({ resolution: TICK_MS });
  delay.enable();
  const timer = setInterval(look, TICK_MS);
  return () => {
    clearInterval(timer);
    look();
    delay.disable();
    return { computing, byTheClock: delay.max / NANOSECONDS };
  };
}

async function importOne(client: Worker, name: FileName): Promise<void> {
  const held = watchLoop();
  client.postMessage(name);
  const [imported] = (await once(client, 'message')) as [Imported];
  const { computing, byTheClock } = held();
  console.log(`${name}: ${imported.imported.toLocaleString('en')} new in ${inMs(imported.ms)}`);
  console.log(
    `  event loop held       ${inMs(computing)} computing, ${inMs(byTheClock)} by the clock, at the longest`,
  );
  console.log(
    `  ballot acknowledged   ${spread(imported.acks)}, worst ${inMs(Math.max(...imported.acks))}  (${imported.acks.length} ballots)`,
  );
}

/** How long large imports hold the server's event loop, and a meeting's ballots with it. */
export async function benchImports(): Promise<void> {
  const server = await startThrowAwayServer();
  const client = new Worker(new URL('./imports-client.ts', import.meta.url), {
    workerData: { base: server.base },
  });
  try {
    await once(client, 'message');
    for (const name of FILES) await importOne(client, name);
  } finally {
    await client.terminate();
    await server.close();
  }
}
