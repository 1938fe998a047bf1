import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clockOffset } from '#lib/session/server-clock.ts';
import { clockWords, remainingMs } from '#lib/session/timer.ts';
import { newSeed } from '../../support/seed.ts';

describe('the server’s clock', () => {
  test('is known to half a second, however wrong the local clock and however slow the answer was made', () => {
    const seed = newSeed();
    console.info(`seed ${seed}: clock offset`);
    const way = fc.integer({ min: 0, max: 600 });
    fc.assert(
      fc.property(
        fc.integer({ min: -1e10, max: 1e10 }),
        way,
        way,
        fc.integer({ min: 0, max: 5_000 }),
        (ahead, there, back, work) => {
          const sentAt = 1_000;
          const answeredAt = sentAt + there + work;
          const offset = clockOffset(sentAt, answeredAt + ahead, answeredAt + back);
          expect(Math.abs(offset - ahead)).toBeLessThanOrEqual(500);
        },
      ),
      { seed },
    );
  });
});

describe('a timer', () => {
  test('shows what is left by server time, and never less than nothing', () => {
    expect(remainingMs({ kind: 'running', endsAt: 10_000 }, 4_000)).toBe(6_000);
    expect(remainingMs({ kind: 'running', endsAt: 10_000 }, 12_000)).toBe(0);
    expect(remainingMs({ kind: 'paused', remainingMs: 2_500 }, 99_000)).toBe(2_500);
  });

  test('says 0:00 only when the time is over', () => {
    expect(clockWords(1)).toBe('0:01');
    expect(clockWords(0)).toBe('0:00');
    expect(clockWords(245_000)).toBe('4:05');
    expect(clockWords(3_729_000)).toBe('1:02:09');
  });
});
