import type { Clock } from '../clock.ts';
import { createRateLimit, type RateLimit } from './rate-limit.ts';

const MINUTE_MS = 60_000;

/** Failed tries only: somebody who gets in is never counted. */
export interface Limits {
  readonly signInByAccount: RateLimit;
  readonly signInByNetwork: RateLimit;
  /** Guessing join codes and invitation tokens. A whole room may stand behind one address, so it is generous. */
  readonly guessesByNetwork: RateLimit;
  /** New guests: a person without an account costs a row. */
  readonly guestsByNetwork: RateLimit;
}

export const createLimits = (clock: Clock): Limits => ({
  signInByAccount: createRateLimit(clock, 8, 5 * MINUTE_MS),
  signInByNetwork: createRateLimit(clock, 60, 5 * MINUTE_MS),
  guessesByNetwork: createRateLimit(clock, 60, MINUTE_MS),
  guestsByNetwork: createRateLimit(clock, 600, 60 * MINUTE_MS),
});
