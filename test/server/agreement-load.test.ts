import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildProject, type BuiltProject } from '../support/builders.ts';
import { buildManyLabels, labelsOf, manyLabelsRubric } from '../support/many-labels.ts';
import { startApp, type RunningApp } from '../support/start-app.ts';

const SIZE = { sessions: 40, itemsEach: 25, people: 40 };
const MOST_MS = 50;
/** A machine that is busy with something else holds any loop up; the same three times over is ours. */
const TRIES = 3;
const PATHS = ['', '/people', '/detail', '/items', '/me', '/ratings.csv', '/tables.csv?table=people'];

const folder = mkdtempSync(join(tmpdir(), 'touchstone-load-'));
let project: BuiltProject;

const start = (): Promise<RunningApp> => startApp({ environment: { DATA_DIR: folder, LOG_LEVEL: 'warn' } });

beforeAll(async () => {
  const app = await start();
  project = await buildProject(app.deps, { rubric: manyLabelsRubric });
  await buildManyLabels(app.deps, project, SIZE);
  await app.close();
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The longest that the event loop of a fresh server stood still while it answered, in milliseconds. */
async function longestHold(path: string): Promise<number> {
  const app = await start();
  const delay = monitorEventLoopDelay({ resolution: 2 });
  delay.enable();
  const response = await fetch(`${app.base}/api/projects/${project.id}/agreement${path}`, {
    headers: { cookie: project.owner.cookie },
  });
  await response.arrayBuffer();
  await pause(20);
  delay.disable();
  await app.close();
  expect(response.status).toBe(200);
  return delay.max / 1e6;
}

test.each(PATHS)(
  'A5 a server that has just started answers agreement%s of 200,000 labels without holding its event loop up',
  async (path) => {
    expect(labelsOf(SIZE)).toBe(200_000);
    let least = Infinity;
    for (let tries = 0; least >= MOST_MS && tries < TRIES; tries += 1)
      least = Math.min(least, await longestHold(path));
    expect(least).toBeLessThan(MOST_MS);
  },
  60_000,
);
