import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** What the commit of one ballot appends to the log of SQLite, about. */
const BYTES = 32 * 1024;
const TIMES = 200;
const EVERY_MS = 5;

/**
 * The yardstick of an acknowledgement: how long the disk alone takes to make a ballot's bytes durable, as often as ballots come. No
 * acknowledgement that means "committed and synced" is faster than this (law D1).
 */
export async function diskSyncs(): Promise<number[]> {
  const file = join(tmpdir(), `touchstone-bench-disk-${process.pid}`);
  const descriptor = openSync(file, 'w');
  const bytes = Buffer.alloc(BYTES, 'x');
  const durations: number[] = [];
  try {
    for (let i = 0; i < TIMES; i += 1) {
      writeSync(descriptor, bytes);
      const startedAt = performance.now();
      fdatasyncSync(descriptor);
      durations.push(performance.now() - startedAt);
      await pause(EVERY_MS);
    }
  } finally {
    closeSync(descriptor);
    rmSync(file, { force: true });
  }
  return durations;
}
