import { afterAll, beforeAll, expect, test } from 'vitest';
import { can, ROLES, type Action, type Role } from '#shared/access/policy.ts';
import { must } from '#shared/must.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { setRole } from '#server/repositories/memberships.ts';
import { addGuest } from '#server/repositories/guests.ts';
import { personId } from '#shared/ids.ts';
import { buildMember, buildPerson, buildProject, type BuiltPerson } from '../support/builders.ts';
import { migratedDatabase, onEveryDatabase, type TestDatabase } from '../support/database.ts';
import { ask } from '../support/http-client.ts';
import { startApp, type RunningApp } from '../support/start-app.ts';

/** Every route of a project with the right it needs. Bodies are empty: the right is checked before anything else can be wrong. */
const ROUTES: readonly [route: string, action: Action, json?: unknown][] = [
  ['GET /api/projects/:p', 'project.view'],
  ['PATCH /api/projects/:p', 'project.manage', {}],
  ['GET /api/projects/:p/people', 'people.view'],
  ['PATCH /api/projects/:p/people/nobody', 'people.manage', { role: 'annotator' }],
  ['DELETE /api/projects/:p/people/nobody', 'people.manage'],
  ['GET /api/projects/:p/invitations', 'people.manage'],
  ['POST /api/projects/:p/invitations', 'people.manage', { role: 'annotator' }],
  ['DELETE /api/projects/:p/invitations/none', 'people.manage'],
  ['GET /api/projects/:p/items', 'items.view'],
  ['GET /api/projects/:p/items/none', 'items.view'],
  ['GET /api/projects/:p/batches', 'items.view'],
  ['POST /api/projects/:p/imports?kind=items&dryRun=1', 'items.import'],
  ['POST /api/projects/:p/imports?kind=labels&dryRun=1', 'items.import'],
  ['GET /api/projects/:p/agenda-suggestion', 'session.create'],
  ['GET /api/projects/:p/sessions', 'session.view'],
  ['POST /api/projects/:p/sessions', 'session.create', { title: 'Weekly' }],
  ['GET /api/projects/:p/audit', 'audit.view'],
];

/** What whoever has the right may get back on these empty requests. */
const LET_IN = new Set([200, 404, 422]);

onEveryDatabase('access', (engine) => {
  let database: TestDatabase;
  let app: RunningApp;
  let projectId = '';
  const members = new Map<Role, BuiltPerson>();
  let stranger: BuiltPerson;
  let guest: BuiltPerson;
  let sessionId = '';

  const askAs = (person: BuiltPerson | null, route: string, json?: unknown) =>
    ask(app.base, route.replace(':p', projectId), {
      ...(person ? { cookie: person.cookie } : {}),
      ...(json === undefined ? {} : { json }),
    });

  beforeAll(async () => {
    database = await migratedDatabase(engine);
    app = await startApp({ environment: database.url === null ? {} : { DATABASE_URL: database.url } });
    const project = await buildProject(app.deps);
    projectId = project.id;
    for (const role of ROLES) members.set(role, await buildMember(app.deps, projectId, role));
    const elsewhere = await buildProject(app.deps);
    stranger = elsewhere.owner;
    guest = await buildPerson(app.deps, { name: 'Guest', email: null });
    const made = await askAs(project.owner, 'POST /api/projects/:p/sessions', { title: 'Weekly' });
    sessionId = (made.body as { id: string }).id;
    await inTransaction(app.deps.db, (tx) => addGuest(tx, sessionId, personId.parse(guest.id)));
  });
  afterAll(async () => {
    await app.close();
    await database.close();
  });

  test.each(ROUTES)('X1 %s asks for %s of every role', async (route, action, json) => {
    for (const role of ROLES) {
      const { status } = await askAs(must(members.get(role)), route, json);
      const isLetIn = LET_IN.has(status);
      expect([role, isLetIn ? 'let in' : status]).toEqual([role, can({ role }, action) ? 'let in' : 403]);
    }
  });

  test.each(ROUTES)('X1 %s does not exist for others', async (route, _action, json) => {
    const answers = [
      await askAs(null, route, json),
      await askAs(stranger, route, json),
      await askAs(guest, route, json),
    ];
    expect(answers.map((answer) => answer.code)).toEqual(['not-signed-in', 'not-found', 'not-found']);
  });

  test('X1 a guest sees the one session, as an annotator', async () => {
    const answer = await askAs(guest, `GET /api/sessions/${sessionId}`);
    expect(answer.body).toMatchObject({ role: 'annotator', isGuest: true, projectId });
    expect((await askAs(stranger, `GET /api/sessions/${sessionId}`)).code).toBe('not-found');
  });

  test('X1 a role counts from the moment it changes, on the same login', async () => {
    const person = await buildMember(app.deps, projectId, 'annotator', 'Cyd');
    const owner = must(members.get('owner'));
    const route = `PATCH /api/projects/${projectId}/people/${person.id}`;
    expect((await askAs(person, 'GET /api/projects/:p/items')).status).toBe(403);
    await askAs(owner, route, { role: 'reviewer' });
    expect((await askAs(person, 'GET /api/projects/:p/items')).status).toBe(200);
    await askAs(owner, `DELETE /api/projects/${projectId}/people/${person.id}`);
    expect((await askAs(person, 'GET /api/projects/:p/items')).status).toBe(404);
  });

  test('X1 whoever is removed does not stay as a guest whom a code once let in', async () => {
    const person = await buildPerson(app.deps, { name: 'Eva' });
    await inTransaction(app.deps.db, (tx) => addGuest(tx, sessionId, person.actor.personId));
    await inTransaction(app.deps.db, (tx) => setRole(tx, projectId, person.id, 'annotator', 1));
    await askAs(must(members.get('owner')), `DELETE /api/projects/${projectId}/people/${person.id}`);
    expect((await askAs(person, `GET /api/sessions/${sessionId}`)).code).toBe('not-found');
  });

  test('X2 every change of a right is announced to the gateways', async () => {
    const person = await buildMember(app.deps, projectId, 'annotator', 'Dov');
    const heard: string[] = [];
    const stop = app.deps.revoked.subscribe((one) =>
      heard.push(`${one.personId} ${one.projectId ?? 'everything'}`),
    );
    const owner = must(members.get('owner'));
    await askAs(owner, `PATCH /api/projects/${projectId}/people/${person.id}`, { role: 'observer' });
    await askAs(owner, `DELETE /api/projects/${projectId}/people/${person.id}`);
    await askAs(person, 'POST /api/sign-out');
    stop();
    expect(heard).toEqual([
      `${person.id} ${projectId}`,
      `${person.id} ${projectId}`,
      `${person.id} everything`,
    ]);
  });

  test('X1 a project never loses its last owner, also when two owners demote each other at once', async () => {
    const project = await buildProject(app.deps, { name: 'Two owners' });
    const second = await buildMember(app.deps, project.id, 'owner', 'Second');
    const demote = (by: BuiltPerson, whom: BuiltPerson) =>
      ask(app.base, `PATCH /api/projects/${project.id}/people/${whom.id}`, {
        cookie: by.cookie,
        json: { role: 'annotator' },
      });
    const answers = await Promise.all([demote(project.owner, second), demote(second, project.owner)]);
    const { members: left } = (
      await ask(app.base, `GET /api/projects/${project.id}/people`, { cookie: second.cookie })
    ).body as {
      members: { role: Role }[];
    };
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(left.filter((member) => member.role === 'owner')).toHaveLength(1);
  });

  test('X1 an item of another project is not found through this one', async () => {
    const line = JSON.stringify({ id: 'x', prompt: 'Q', responses: ['a', 'b'] });
    const other = (
      await app.deps.db
        .selectFrom('memberships')
        .select('project_id')
        .where('person_id', '=', stranger.id)
        .executeTakeFirstOrThrow()
    ).project_id;
    await ask(app.base, `POST /api/projects/${other}/imports?kind=items`, {
      cookie: stranger.cookie,
      raw: line,
    });
    const { items } = (await ask(app.base, `GET /api/projects/${other}/items`, { cookie: stranger.cookie }))
      .body as { items: { id: string }[] };
    const answer = await askAs(must(members.get('owner')), `GET /api/projects/:p/items/${must(items[0]).id}`);
    expect(answer.code).toBe('not-found');
  });
});
