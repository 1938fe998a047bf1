import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hashPassword, isPassword, PASSWORD_COST } from '#server/services/passwords.ts';
import { networkOf } from '#server/services/rate-limit.ts';
import { systemRandomBytes } from '#server/ids.ts';
import type { Me } from '#shared/protocol/http/people.ts';
import { ask, cookieFrom, type Answer } from '../support/http-client.ts';
import { startApp, type RunningApp } from '../support/start-app.ts';

const PASSWORD = 'correct horse battery';
const OWNER = { name: 'Ada', email: 'ada@example.org', password: PASSWORD, project: { name: 'First' } };
const me = (answer: Answer) => answer.body as Me;

let app: RunningApp;
let now = 0;
beforeEach(async () => {
  now = 1_800_000_000_000;
  app = await startApp({ overrides: { clock: () => now } });
});
afterEach(() => app.close());

const setUp = () => ask(app.base, 'POST /api/setup', { json: OWNER });
const signIn = (password = PASSWORD, more: { email?: string; cookie?: string } = {}) =>
  ask(app.base, 'POST /api/sign-in', {
    json: { email: more.email ?? OWNER.email, password },
    ...(more.cookie === undefined ? {} : { cookie: more.cookie }),
  });
const whoAmI = async (cookie: string) =>
  me(await ask(app.base, 'GET /api/me', { cookie })).person?.email ?? null;

describe('first run', () => {
  test('an empty workspace says so, makes its owner with a first project, and signs them in', async () => {
    expect(me(await ask(app.base, 'GET /api/me')).firstRun).toBe(true);
    const made = await setUp();
    expect(me(made)).toMatchObject({
      firstRun: false,
      person: { isWorkspaceOwner: true },
      projects: [{ name: 'First', role: 'owner' }],
    });
    expect(await whoAmI(cookieFrom(made))).toBe(OWNER.email);
  });

  test('happens once, also when two people press the button at the same moment', async () => {
    const both = await Promise.all([
      setUp(),
      ask(app.base, 'POST /api/setup', { json: { ...OWNER, email: 'eve@example.org' } }),
    ]);
    expect(both.map((answer) => answer.status).toSorted()).toEqual([200, 409]);
    expect((await setUp()).code).toBe('already-set-up');
  });

  test('names the field that is not right', async () => {
    const answer = await ask(app.base, 'POST /api/setup', { json: { ...OWNER, password: 'short' } });
    expect([answer.status, answer.code, answer.field]).toEqual([400, 'invalid', 'password']);
  });
});

describe('signing in', () => {
  beforeEach(setUp);

  test('ignores case and blanks in the address, and refuses wrong password and unknown address alike', async () => {
    expect((await signIn(PASSWORD, { email: ' ADA@example.org ' })).status).toBe(200);
    const [wrong, unknown] = [await signIn('wrong'), await signIn(PASSWORD, { email: 'nobody@example.org' })];
    expect(wrong.body).toEqual(unknown.body);
    expect([wrong.status, wrong.code]).toEqual([401, 'wrong-credentials']);
  });

  test('gives a new token each time and ends the login it replaces', async () => {
    const first = cookieFrom(await signIn());
    const second = cookieFrom(await signIn(PASSWORD, { cookie: first }));
    expect(second).not.toBe(first);
    expect([await whoAmI(first), await whoAmI(second)]).toEqual([null, OWNER.email]);
  });

  test('signing out ends the login on the server, not only in the browser', async () => {
    const cookie = cookieFrom(await signIn());
    const revoked: string[] = [];
    app.deps.revoked.subscribe(({ personId }) => revoked.push(personId));
    const out = await ask(app.base, 'POST /api/sign-out', { cookie });
    expect(out.headers.getSetCookie()[0]).toMatch(/Max-Age=0/);
    expect([await whoAmI(cookie), revoked.length]).toEqual([null, 1]);
  });

  test('a login ends after thirty days', async () => {
    const cookie = cookieFrom(await signIn());
    now += 30 * 24 * 60 * 60 * 1000 - 1;
    expect(await whoAmI(cookie)).toBe(OWNER.email);
    now += 1;
    expect(await whoAmI(cookie)).toBeNull();
  });

  test('the cookie cannot be read by scripts or sent from other sites', async () => {
    expect((await signIn()).headers.getSetCookie()[0]).toMatch(
      /^touchstone=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
    );
  });

  test('after eight failures an account has to wait, whoever tries', async () => {
    for (let i = 0; i < 8; i += 1) await signIn('wrong');
    expect((await signIn()).code).toBe('too-many-tries');
    now += 5 * 60_000;
    expect((await signIn()).status).toBe(200);
  });

  test('signing in rightly never uses tries up', async () => {
    for (let i = 0; i < 12; i += 1) expect((await signIn()).status).toBe(200);
  });

  test('neither password nor token nor address is in the log or the database', async () => {
    const token = cookieFrom(await signIn()).split('=')[1] ?? '';
    await signIn('wrong secret');
    const stored = JSON.stringify(
      await Promise.all([
        app.deps.db.selectFrom('people').selectAll().execute(),
        app.deps.db.selectFrom('logins').selectAll().execute(),
        app.deps.db.selectFrom('audit_log').selectAll().execute(),
      ]),
    );
    for (const secret of [PASSWORD, 'wrong secret', token]) {
      expect(app.logged()).not.toContain(secret);
      expect(stored).not.toContain(secret);
    }
    expect(app.logged()).not.toContain(OWNER.email);
  });
});

test('under https the cookie is bound to the host', async () => {
  const secure = await startApp({ environment: { ORIGIN: 'https://touchstone.example.org' } });
  const headers = { origin: 'https://touchstone.example.org' };
  const made = await ask(secure.base, 'POST /api/setup', { json: OWNER, headers });
  await secure.close();
  expect(made.headers.getSetCookie()[0]).toMatch(/^__Host-touchstone=.*; Secure/);
});

describe('changes that come from elsewhere', () => {
  test.each([
    ['another site', { origin: 'https://evil.example' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['another port of this host', { origin: 'http://127.0.0.1:1' }],
  ])('%s cannot change anything', async (_from, headers) => {
    const answer = await ask(app.base, 'POST /api/setup', { json: OWNER, headers });
    expect([answer.status, answer.code]).toEqual([403, 'wrong-origin']);
  });
});

describe('passwords', () => {
  const real = { passwordCost: PASSWORD_COST, randomBytes: systemRandomBytes };

  test('are salted, carry their parameters, and match only themselves', async () => {
    const [one, two] = await Promise.all([hashPassword(real, PASSWORD), hashPassword(real, PASSWORD)]);
    expect(one).toMatch(/^scrypt\$16384\$8\$5\$[\w-]{22}\$[\w-]{43}$/);
    expect(one).not.toBe(two);
    expect(
      await Promise.all([
        isPassword(real, PASSWORD, one),
        isPassword(real, `${PASSWORD} `, one),
        isPassword(real, '', null),
      ]),
    ).toEqual([true, false, false]);
  });

  test('of before are known when a guess has come to cost more', async () => {
    const before = await hashPassword({ ...real, passwordCost: { N: 1024, r: 8, p: 1 } }, PASSWORD);
    expect(await isPassword(real, PASSWORD, before)).toBe(true);
  });

  test('typed in composed or decomposed letters are the same', async () => {
    const hash = await hashPassword(real, 'Müller-straße');
    expect(await isPassword(real, 'Müller-straße'.normalize('NFD'), hash)).toBe(true);
  });
});

test.each([
  ['2001:db8:1:2:aaaa::1', '2001:db8:1:2'],
  ['2001:db8:1:2:bbbb:1:2:3', '2001:db8:1:2'],
  ['::1', '0:0:0:0'],
  ['::ffff:10.0.0.1', '::ffff:10.0.0.1'],
  ['192.0.2.7', '192.0.2.7'],
  [undefined, 'unknown'],
])('tries from %s count for the network %s', (ip, network) => {
  expect(networkOf(ip)).toBe(network);
});
