import { afterEach, expect, test } from 'vitest';
import { inTransaction } from '#server/db/transaction.ts';
import { setRole } from '#server/repositories/memberships.ts';
import { demoEmail } from '#server/services/demo-service.ts';
import type { Demo, Me } from '#shared/protocol/http/people.ts';
import { buildPerson, buildProject } from '../support/builders.ts';
import { ask, cookieFrom } from '../support/http-client.ts';
import { startApp, type RunningApp } from '../support/start-app.ts';

let app: RunningApp;
afterEach(() => app.close());

async function startWithReviewer(environment: Record<string, string>): Promise<string> {
  app = await startApp({ environment });
  const project = await buildProject(app.deps);
  const reviewer = await buildPerson(app.deps, { name: 'Rosa', email: demoEmail('reviewer') });
  await inTransaction(app.deps.db, (tx) => setRole(tx, project.id, reviewer.id, 'reviewer', 1));
  return project.id;
}

const signInAs = (as: string) => ask(app.base, 'POST /api/demo/sign-in', { json: { as } });

test('in a demonstration one click signs in as a demo person', async () => {
  const projectId = await startWithReviewer({ DEMO: '1' });
  const demo = (await ask(app.base, 'GET /api/demo')).body as Demo;
  expect(demo).toEqual({
    projectId,
    sessionId: null,
    code: null,
    personas: [{ as: 'reviewer', name: 'Rosa' }],
  });
  const signedIn = await signInAs('reviewer');
  const me = (await ask(app.base, 'GET /api/me', { cookie: cookieFrom(signedIn) })).body as Me;
  expect([me.demo, me.person?.name, me.projects[0]?.role]).toEqual([true, 'Rosa', 'reviewer']);
  expect((await signInAs('author')).code).toBe('not-found');
});

test('X1 elsewhere there is no such door, even where such an account exists', async () => {
  await startWithReviewer({});
  expect((await ask(app.base, 'GET /api/demo')).code).toBe('not-found');
  expect((await signInAs('reviewer')).code).toBe('not-found');
});
