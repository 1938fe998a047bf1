import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { progressSentence } from '#lib/session/room-voice.ts';
import { Spaced } from '#lib/session/spaced.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('counts are said at most every five seconds, the newest of them, and none twice', async () => {
  const heard: string[] = [];
  const counts = new Spaced((sentence) => heard.push(sentence));
  for (let answered = 0; answered <= 7; answered += 1) {
    counts.offer(progressSentence({ answered, expected: 7 }));
    await vi.advanceTimersByTimeAsync(1_000);
  }
  await vi.advanceTimersByTimeAsync(10_000);
  expect(heard).toEqual(['1 of 7 have answered.', '5 of 7 have answered.', 'Everybody has answered.']);
});

test('the counts of the next round are said anew', async () => {
  const heard: string[] = [];
  const counts = new Spaced((sentence) => heard.push(sentence));
  for (const sentence of ['2 of 2', null, '2 of 2']) {
    counts.offer(sentence);
    await vi.advanceTimersByTimeAsync(6_000);
  }
  expect(heard).toEqual(['2 of 2', '2 of 2']);
});
