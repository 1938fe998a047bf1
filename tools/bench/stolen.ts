import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';

/*
 * A virtual machine that shares its processors with others is stopped now and then, for milliseconds at a time, and says afterwards how
 * long. Whatever is measured meanwhile is measured on fewer processors than there seem to be.
 */

const TICK_MS = 10;
/** Place of "steal" in the first line of /proc/stat, behind the line's name and seven other numbers. */
const STEAL = 8;

/** Milliseconds that this machine's processors were kept from it since it started (Linux); 0 elsewhere. */
async function stolenMs(): Promise<number> {
  const [line = ''] = (await readFile('/proc/stat', 'utf8').catch(() => '')).split('\n');
  return Number(line.trim().split(/\s+/)[STEAL] ?? 0) * TICK_MS;
}

/** Runs `work` and says which share of the processors' time was kept from this machine meanwhile, 0 to 1. */
export async function withStolen<T>(work: () => Promise<T>): Promise<{ result: T; stolen: number }> {
  const [before, startedAt] = [await stolenMs(), performance.now()];
  const result = await work();
  const elapsed = (performance.now() - startedAt) * availableParallelism();
  return { result, stolen: ((await stolenMs()) - before) / elapsed };
}
