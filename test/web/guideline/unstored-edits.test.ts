import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { UnstoredEdits } from '#lib/stores/guideline-unstored.svelte.ts';

const LONG_MS = 60_000;
const KEPT_WITHIN_MS = 1_000;

let now = 0;
let kept = 0;
let edits: UnstoredEdits;

beforeEach(() => {
  vi.useFakeTimers();
  [now, kept] = [1_000, 0];
  edits = new UnstoredEdits(
    () => now,
    () => kept++,
  );
});

afterEach(() => {
  edits.stop();
  vi.useRealTimers();
});

test('D4 an edit is unconfirmed from its own time until the server has dealt with its frame', () => {
  edits.edited();
  now = 5_000;
  edits.edited();
  edits.sent();
  expect([edits.since, edits.status(true)]).toEqual([1_000, { kind: 'storing', ageMs: 4_000 }]);
  edits.stored(1);
  expect([edits.since, edits.status(true)]).toEqual([null, { kind: 'stored' }]);
});

test('the age of what is unconfirmed grows by itself', () => {
  edits.edited();
  now += LONG_MS;
  vi.advanceTimersByTime(KEPT_WITHIN_MS);
  expect(edits.status(true)).toEqual({ kind: 'unstored', ageMs: LONG_MS });
});

test('many changes are kept once, soon', () => {
  for (let count = 0; count < 5; count++) {
    edits.edited();
    edits.sent();
  }
  expect(kept).toBe(0);
  vi.advanceTimersByTime(KEPT_WITHIN_MS);
  expect(kept).toBe(1);
});

test('another history begins with nothing unconfirmed, or with what was merged into it', () => {
  edits.edited();
  edits.restart();
  expect(edits.since).toBeNull();
  edits.restart(300);
  expect(edits.since).toBe(300);
});
