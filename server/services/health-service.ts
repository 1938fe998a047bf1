import type { Health } from '#shared/protocol/http/health.ts';
import { ping } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { PROGRAM_VERSION } from '../version.ts';

const ANSWER_WITHIN_MS = 2_000;

/** Whether the database answers within two seconds. */
async function databaseAnswers(deps: Deps): Promise<boolean> {
  const { promise: timeout, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), ANSWER_WITHIN_MS);
  const answer = ping(deps.db).then(
    () => true,
    () => false,
  );
  return Promise.race([answer, timeout]).finally(() => clearTimeout(timer));
}

/** For load balancers and monitors: says nothing about people or projects. */
export async function readHealth(deps: Deps): Promise<Health> {
  const status = deps.lifecycle.isStopping
    ? 'stopping'
    : (await databaseAnswers(deps))
      ? 'ok'
      : 'database-unreachable';
  return { status, version: PROGRAM_VERSION, uptimeMs: Math.max(0, deps.clock() - deps.lifecycle.startedAt) };
}
