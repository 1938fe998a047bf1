import { systemClock, type Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Db } from './db/database.ts';
import { idSource, systemRandomBytes, type RandomBytes } from './ids.ts';
import type { Log } from './log.ts';
import { createLimits, type Limits } from './services/limits.ts';
import { PASSWORD_COST, type PasswordCost } from './services/passwords.ts';
import { createTopic, createTopics, type Revocation, type Topic, type Topics } from './topic.ts';

/** Where this process stands in its life; `app.close()` sets `isStopping`. */
interface Lifecycle {
  readonly startedAt: number;
  isStopping: boolean;
}

/** What the services and transports are given instead of reaching for it. */
export interface Deps {
  readonly config: Config;
  readonly db: Db;
  readonly log: Log;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly randomBytes: RandomBytes;
  readonly passwordCost: PasswordCost;
  readonly limits: Limits;
  readonly lifecycle: Lifecycle;
  readonly revoked: Topic<Revocation>;
  readonly events: Topics;
}

/** The parts a test may want to set itself. */
export type DepsOverrides = Partial<Pick<Deps, 'clock' | 'newId' | 'randomBytes' | 'passwordCost'>>;

export function createDeps(config: Config, db: Db, log: Log, overrides: DepsOverrides = {}): Deps {
  const clock = overrides.clock ?? systemClock;
  const randomBytes = overrides.randomBytes ?? systemRandomBytes;
  return {
    config,
    db,
    log,
    clock,
    newId: overrides.newId ?? idSource(randomBytes),
    randomBytes,
    passwordCost: overrides.passwordCost ?? PASSWORD_COST,
    limits: createLimits(clock),
    lifecycle: { startedAt: clock(), isStopping: false },
    revoked: createTopic<Revocation>('revoked', log),
    events: createTopics(log),
  };
}
