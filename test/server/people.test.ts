import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { must } from '#shared/must.ts';
import type { Invitation, MadeInvitation, Me, OpenedInvitation } from '#shared/protocol/http/people.ts';
import type { CreatedSession, Joined, JoinFacts, Sessions } from '#shared/protocol/http/sessions.ts';
import type { Role } from '#shared/access/policy.ts';
import { verifyAudit } from '#server/repositories/audit-log.ts';
import { updateSession } from '#server/repositories/sessions.ts';
import { inTransaction } from '#server/db/transaction.ts';
import {
  buildMember,
  buildPerson,
  buildProject,
  type BuiltPerson,
  type BuiltProject,
} from '../support/builders.ts';
import { migratedDatabase, onEveryDatabase, type TestDatabase } from '../support/database.ts';
import { ask, cookieFrom, type Answer } from '../support/http-client.ts';
import { startApp, type RunningApp } from '../support/start-app.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const PASSWORD = 'a long enough one';

onEveryDatabase('people', (engine) => {
  let app: RunningApp;
  let project: BuiltProject;
  let now = 1_800_000_000_000;
  let database: TestDatabase;
  beforeAll(async () => {
    database = await migratedDatabase(engine);
    const environment = database.url === null ? {} : { DATABASE_URL: database.url };
    app = await startApp({ environment, overrides: { clock: () => now } });
    project = await buildProject(app.deps);
  });
  afterAll(async () => {
    await app.close();
    await database.close();
  });

  const asOwner = (route: string, json?: unknown): Promise<Answer> =>
    ask(app.base, route.replace(':p', project.id), {
      cookie: project.owner.cookie,
      ...(json === undefined ? {} : { json }),
    });
  const invite = async (body: object): Promise<MadeInvitation> =>
    (await asOwner('POST /api/projects/:p/invitations', body)).body as MadeInvitation;
  const accept = (token: string, json: object, cookie?: string) =>
    ask(app.base, `POST /api/invitations/${token}/accept`, {
      json,
      ...(cookie === undefined ? {} : { cookie }),
    });
  const roleOf = (me: Answer) => (me.body as Me).projects.find((one) => one.id === project.id)?.role;

  describe('an invitation', () => {
    test('makes an account with its role, signs it in, and works once', async () => {
      const { token, link } = await invite({ role: 'reviewer' });
      expect(link).toBe(`${app.base}/invite/${token}`);
      const accepted = await accept(token, { name: 'Rob', email: 'rob@example.org', password: PASSWORD });
      const me = await ask(app.base, 'GET /api/me', { cookie: cookieFrom(accepted) });
      expect([roleOf(accepted), roleOf(me)]).toEqual(['reviewer', 'reviewer']);
      expect((await accept(token, { name: 'Eve', email: 'eve@example.org', password: PASSWORD })).code).toBe(
        'gone',
      );
    });

    test('is accepted once, also by two people at the same moment', async () => {
      const { token } = await invite({ role: 'annotator' });
      const answers = await Promise.all(
        ['a', 'b'].map((who) =>
          accept(token, { name: who, email: `${who}@race.example`, password: PASSWORD }),
        ),
      );
      expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 410]);
    });

    test('says whose it is before anything is given away', async () => {
      const { token } = await invite({ role: 'author', email: 'Uma@Example.org' });
      const opened = (await ask(app.base, `GET /api/invitations/${token}`)).body as OpenedInvitation;
      expect(opened).toEqual({
        projectName: 'Calibration',
        role: 'author',
        email: 'uma@example.org',
        invitedBy: 'Olga',
        hasAccount: false,
      });
    });

    test('for one address is for nobody else', async () => {
      const { token } = await invite({ role: 'author', email: 'una@example.org' });
      const other = await buildPerson(app.deps, { email: 'other@example.org' });
      expect((await accept(token, {}, other.cookie)).code).toBe('forbidden');
      const accepted = await accept(token, { name: 'Una', email: 'other@example.org', password: PASSWORD });
      expect((accepted.body as Me).person?.email).toBe('una@example.org');
    });

    test('expires, and can be withdrawn', async () => {
      const [late, withdrawn] = [
        await invite({ role: 'annotator', expiresInDays: 1 }),
        await invite({ role: 'annotator' }),
      ];
      await asOwner(`DELETE /api/projects/:p/invitations/${withdrawn.invitation.id}`);
      expect((await accept(withdrawn.token, {})).code).toBe('gone');
      now += DAY_MS;
      expect((await accept(late.token, {})).code).toBe('gone');
    });

    test('leaves a member the role they have', async () => {
      const member = await buildMember(app.deps, project.id, 'facilitator', 'Fay');
      const { token } = await invite({ role: 'observer' });
      expect(roleOf(await accept(token, {}, member.cookie))).toBe('facilitator');
    });

    test('cannot take over an account that exists', async () => {
      const { token } = await invite({ role: 'annotator' });
      await buildPerson(app.deps, { email: 'taken@example.org' });
      const answer = await accept(token, { name: 'Eve', email: 'taken@example.org', password: PASSWORD });
      expect([answer.code, answer.field]).toEqual(['email-taken', 'email']);
    });

    test('is stored without its token', async () => {
      const { token } = await invite({ role: 'annotator' });
      const rows = await app.deps.db.selectFrom('invitations').selectAll().execute();
      const { invitations } = (await asOwner('GET /api/projects/:p/invitations')).body as {
        invitations: Invitation[];
      };
      expect(JSON.stringify([rows, invitations])).not.toContain(token);
    });
  });

  test('guessing invitations and codes comes to an end', async () => {
    const guesses = await Promise.all(
      Array.from({ length: 61 }, (_, i) => ask(app.base, `GET /api/invitations/guess-${i}`)),
    );
    expect(guesses.filter((answer) => answer.code === 'too-many-tries')).toHaveLength(1);
    now += 60_000;
  });

  describe('entering by code', () => {
    let session: CreatedSession;
    const plan = async (policy: object = {}): Promise<CreatedSession> =>
      (await asOwner('POST /api/projects/:p/sessions', { title: 'Weekly', policy })).body as CreatedSession;
    const join = (code: string, more: { name?: string; cookie?: string } = {}) =>
      ask(app.base, 'POST /api/join', {
        json: { code, ...(more.name === undefined ? {} : { name: more.name }) },
        ...(more.cookie === undefined ? {} : { cookie: more.cookie }),
      });
    beforeAll(async () => void (session = await plan()));

    test('a stranger gives a name and is a guest of this one session', async () => {
      const joined = await join(session.code, { name: ' Gil ' });
      expect(joined.body as Joined).toEqual({ sessionId: session.id, projectId: project.id });
      const me = (await ask(app.base, 'GET /api/me', { cookie: cookieFrom(joined) })).body as Me;
      expect([me.person?.name, me.person?.isGuest, me.projects, me.guestOf.map((one) => one.id)]).toEqual([
        'Gil',
        true,
        [],
        [session.id],
      ]);
    });

    test('does not mind how the code is spelled', async () => {
      const spelled = `${session.code.slice(0, 3).toLowerCase()} - ${session.code.slice(3)}`;
      expect((await join(spelled, { name: 'Hal' })).status).toBe(200);
    });

    test('a stranger without a name is asked for one, and nobody is made', async () => {
      const count = async () => (await app.deps.db.selectFrom('people').select('id').execute()).length;
      const before = await count();
      expect((await join(session.code)).field).toBe('name');
      expect(await count()).toBe(before);
    });

    test('a member enters as who they are, without a second login', async () => {
      const member = await buildMember(app.deps, project.id, 'annotator', 'Ann');
      const joined = await join(session.code, { cookie: member.cookie });
      expect([joined.status, cookieFrom(joined)]).toEqual([200, '']);
      expect((await join(session.code, { cookie: member.cookie })).status).toBe(200);
    });

    test('a guest who comes back is the same person', async () => {
      const cookie = cookieFrom(await join(session.code, { name: 'Ida' }));
      const again = await join(session.code, { cookie });
      expect([again.status, cookieFrom(again)]).toEqual([200, '']);
      const facts = (await ask(app.base, `GET /api/join/${session.code}`, { cookie })).body as JoinFacts;
      expect([facts.you, facts.name]).toEqual(['guest', 'Ida']);
    });

    test('X4 a name that is in the room already is refused with one that is free, also as it looks alike', async () => {
      await buildMember(app.deps, project.id, 'annotator', 'Grace');
      const { id, code } = await plan();
      const first = await join(code, { name: 'Mia' });
      for (const name of ['Mia', ' mia ', 'Mіa', 'GRACE']) {
        const again = await join(code, { name });
        expect([again.status, again.code, again.field]).toEqual([409, 'name-taken', 'name']);
      }
      const refusal = (await join(code, { name: 'grace' })).body as { error: { message: string } };
      expect(refusal.error.message).toBe('Grace is here already: add a letter, for example Grace M.');
      expect((await join(code, { name: 'grace M.' })).status).toBe(200);
      expect((await join(code, { cookie: cookieFrom(first) })).status).toBe(200);
      expect((await join((await plan()).code, { name: 'Mia' })).status).toBe(200);
      const guests = await app.deps.db
        .selectFrom('session_guests')
        .innerJoin('people', 'people.id', 'session_guests.person_id')
        .select('people.name')
        .where('session_id', '=', id)
        .execute();
      expect(guests.map(({ name }) => name).toSorted()).toEqual(['Mia', 'grace M.']);
    });

    test('X4 of two who give the same name at the same moment one is let in', async () => {
      const { code } = await plan();
      const answers = await Promise.all(['Nia', 'nia', 'NIA'].map((name) => join(code, { name })));
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    });

    test('X4 a guest of another session whose name is taken gives another; an account is told whom to ask', async () => {
      const { code } = await plan();
      await join(code, { name: 'Pia' });
      const cookie = cookieFrom(await join((await plan()).code, { name: 'Pia' }));
      expect((await join(code, { cookie })).field).toBe('name');
      const entered = await join(code, { cookie, name: 'Pia B.' });
      const me = (await ask(app.base, 'GET /api/me', { cookie: cookieFrom(entered) })).body as Me;
      expect([entered.status, me.person?.name]).toEqual([200, 'Pia B.']);
      const account = await buildPerson(app.deps, { name: 'Pia' });
      const refused = await join(code, { cookie: account.cookie });
      expect([refused.code, refused.field]).toEqual(['name-taken', undefined]);
    });

    test('is for members only where session or project say so', async () => {
      const closed = await plan({ guests: false });
      expect((await join(closed.code, { name: 'Jo' })).code).toBe('guests-not-allowed');
      await asOwner('PATCH /api/projects/:p', { settings: { allowGuests: false } });
      expect((await join(session.code, { name: 'Jo' })).code).toBe('guests-not-allowed');
      expect(((await ask(app.base, `GET /api/join/${session.code}`)).body as JoinFacts).guestsAllowed).toBe(
        false,
      );
      await asOwner('PATCH /api/projects/:p', { settings: { allowGuests: true } });
    });

    test('a session that has ended lets nobody new in', async () => {
      const over = await plan();
      await inTransaction(app.deps.db, (tx) => updateSession(tx, over.id, { phase: 'ended', endedAt: now }));
      expect((await join(over.code, { name: 'Kit' })).code).toBe('session-ended');
    });

    test('an unknown code is not found', async () => {
      const answer = await join('ZZZZZZ', { name: 'Lu' });
      expect([answer.code, answer.field]).toEqual(['not-found', 'code']);
    });
  });

  test('X1 the meetings of a person are those that have not ended in their projects and those that let them in', async () => {
    const plan = async (title: string) =>
      (await asOwner('POST /api/projects/:p/sessions', { title })).body as CreatedSession;
    const [waiting, live, over] = [await plan('Waiting'), await plan('Live'), await plan('Over')];
    await inTransaction(app.deps.db, (tx) => updateSession(tx, live.id, { phase: 'live' }));
    await inTransaction(app.deps.db, (tx) => updateSession(tx, over.id, { phase: 'ended', endedAt: now }));
    const meetingsOf = async (cookie: string) =>
      ((await ask(app.base, 'GET /api/meetings', { cookie })).body as Sessions).sessions
        .filter(({ id }) => [waiting.id, live.id, over.id].includes(id))
        .map(({ title, projectName }) => [title, projectName !== '']);
    const member = await buildMember(app.deps, project.id, 'observer');
    expect(await meetingsOf(member.cookie)).toEqual([
      ['Live', true],
      ['Waiting', true],
    ]);
    const guest = cookieFrom(
      await ask(app.base, 'POST /api/join', { json: { code: waiting.code, name: 'Quin' } }),
    );
    expect(await meetingsOf(guest)).toEqual([['Waiting', false]]);
    expect(await meetingsOf((await buildPerson(app.deps)).cookie)).toEqual([]);
    expect((await ask(app.base, 'GET /api/meetings')).code).toBe('not-signed-in');
  });

  describe('a project', () => {
    test('starts with version 1 of the guideline that fits its template', async () => {
      const made = await asOwner('POST /api/projects', { name: 'Red team', template: 'red-team' });
      expect(made.body).toMatchObject({
        name: 'Red team',
        task: 'red-team',
        role: 'owner',
        counts: { items: 0, members: 1 },
      });
      expect((await asOwner('POST /api/projects', { name: 'No', template: 'none' })).field).toBe('template');
    });

    test('keeps the settings that a change does not name', async () => {
      await asOwner('PATCH /api/projects/:p', { settings: { splitThreshold: 0.5 } });
      const changed = await asOwner('PATCH /api/projects/:p', {
        name: 'Renamed',
        settings: { anonymity: 'anonymous' },
      });
      expect(changed.body).toMatchObject({
        name: 'Renamed',
        settings: { splitThreshold: 0.5, anonymity: 'anonymous', allowGuests: true },
      });
    });

    test('is started by owners only', async () => {
      const answers: [Role, number][] = [];
      for (const role of ['facilitator', 'annotator'] as const) {
        const { cookie }: BuiltPerson = await buildMember(app.deps, project.id, role);
        answers.push([
          role,
          (await ask(app.base, 'POST /api/projects', { cookie, json: { name: 'Mine' } })).status,
        ]);
      }
      expect(answers).toEqual([
        ['facilitator', 403],
        ['annotator', 403],
      ]);
    });
  });

  test('X3 every request that changed something left a row, and the chain holds', async () => {
    const head = async () => (await verifyAudit(app.deps.db)) as { rows: number };
    const changes: [string, unknown?][] = [
      ['PATCH /api/projects/:p', { name: 'Again' }],
      ['POST /api/projects/:p/invitations', { role: 'annotator' }],
      ['POST /api/projects/:p/sessions', { title: 'Audited' }],
      ['POST /api/projects', { name: 'Third' }],
    ];
    for (const [route, json] of changes) {
      const before = (await head()).rows;
      expect((await asOwner(route, json)).status).toBe(200);
      expect([route, (await head()).rows > before]).toEqual([route, true]);
    }
    const { lines } = (await asOwner('GET /api/projects/:p/audit')).body as {
      lines: { action: string; actor: { name: string } | null }[];
    };
    expect(must(lines[0])).toMatchObject({ action: 'session.created', actor: { name: 'Olga' } });
  });
});
