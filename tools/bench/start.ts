import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spread } from './quantiles.ts';
import { start } from './room.ts';

const TIMES = 8;

/** Milliseconds to the first 200 on an empty data directory, migrations included. */
async function startOnce(command?: readonly string[]): Promise<number> {
  const dataDir = await mkdtemp(join(tmpdir(), 'touchstone-bench-'));
  const { child, ms } = await start(dataDir, command);
  child.kill('SIGTERM');
  await once(child, 'exit');
  await rm(dataDir, { recursive: true, force: true });
  return ms;
}

async function starts(command?: readonly string[]): Promise<string> {
  const durations: number[] = [];
  for (let i = 0; i < TIMES; i += 1) durations.push(await startOnce(command));
  return spread(durations);
}

/** From the start of the process to the first 200: with what an earlier start has compiled, as in daily use, and without it. */
export async function benchStart(): Promise<void> {
  await startOnce();
  console.log(`first 200 after start               ${await starts()}`);
  console.log(`the same with nothing compiled yet  ${await starts(['server/main.ts'])}`);
}
