import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Role } from '#shared/access/policy.ts';
import { must } from '#shared/must.ts';
import { OWN_TABLES } from '#shared/protocol/http/agreement-words.ts';
import type { Ratings } from '#shared/protocol/http/agreement-detail.ts';
import type { Ballot } from '#shared/rubric/ballot.ts';
import { HttpClient } from '../../tools/client/http-client.ts';
import { HeldSession } from '../support/held-session.ts';
import { ask } from '../support/http-client.ts';
import { ballotFrom } from '../support/meeting.ts';
import { startApp, type RunningApp } from '../support/start-app.ts';
import { makeWorld, personOf, type World } from '../support/world.ts';

/* Who may be told apart from whom: B4 on the agreement pages, and one's own page. */

const PEOPLE: Readonly<Record<string, Role>> = {
  ...{ Fay: 'facilitator', Oli: 'observer' },
  ...{ Ann: 'annotator', Ben: 'annotator', Cyd: 'annotator' },
};
const VOTERS = ['Ann', 'Ben', 'Cyd'];

let app: RunningApp;
let world: World;
const held: HeldSession[] = [];

beforeEach(async () => {
  app = await startApp();
  world = await makeWorld(app.base, { people: PEOPLE, items: 3 });
});

afterEach(async () => {
  for (const session of held.splice(0)) session.close();
  await app.close();
});

/** Ann and Ben agree; Cyd differs everywhere, with a reason of her own. */
const ballots: Record<string, Ballot> = {
  Ann: ballotFrom(0, 1, 'ann thinks'),
  Ben: ballotFrom(0, 1, 'ben thinks'),
  Cyd: ballotFrom(3, 4, 'cyd thinks'),
};

async function hold(
  anonymity: 'named' | 'pseudonymous' | 'anonymous',
  extra: string[] = [],
): Promise<HeldSession> {
  const session = await HeldSession.begin(world, [...VOTERS, ...extra], { anonymity });
  held.push(session);
  for (const number of [1, 2]) await session.round(number, ballots);
  return session;
}

/** Every body that the pages of the project give this person, in one text. */
async function everything(name: string, query = ''): Promise<string> {
  const { cookie } = personOf(world, name).http;
  const paths = [
    '',
    '/people',
    '/detail',
    '/items',
    '/ratings.json',
    '/ratings.csv',
    '/tables.csv?table=people',
    '/tables.csv?table=pairs',
  ];
  const bodies = paths.map(async (path) => {
    const address = `${app.base}/api/projects/${world.projectId}/agreement${path}`;
    return (
      await fetch(address + (path.includes('?') ? query.replace('?', '&') : query), { headers: { cookie } })
    ).text();
  });
  return (await Promise.all(bodies)).join('\n');
}

test('B4 figures of an anonymous session show no person, and no two answers as of one person', async () => {
  const session = await hold('anonymous');
  const text = await everything('Fay', `?session=${session.id}`);
  for (const name of VOTERS) {
    expect(text).not.toContain(personOf(world, name).personId);
    expect(text).not.toMatch(new RegExp(`"who":"${name}"|"name":"${name}"`));
  }
  expect(text).not.toContain('anon-');
  const { http } = personOf(world, 'Fay');
  const options = { params: { projectId: world.projectId }, query: { session: session.id } };
  expect(await http.call('GET /api/projects/:projectId/agreement/people', options)).toMatchObject({
    people: [],
    anonymous: 3,
  });
  const file = `/api/projects/${world.projectId}/agreement/ratings.json?session=${session.id}`;
  const { units, raters } = (await ask(app.base, `GET ${file}`, { cookie: http.cookie })).body as Ratings;
  expect(raters).toEqual(['unnamed 1', 'unnamed 2', 'unnamed 3']);
  expect(units.map(({ ratings }) => ratings)).toEqual([
    ['r1', 'r1', 'r2'],
    ['r1', 'r1', 'r2'],
  ]);
  const { items } = await http.call('GET /api/projects/:projectId/agreement/items', options);
  expect(items.flatMap((item) => item.ballots.map(({ who }) => who))).toEqual(
    Array.from({ length: 6 }, () => null),
  );
  const [handle] = await app.deps.db.selectFrom('labels').select('rater').distinct().execute();
  const asked = { ...options, query: { ...options.query, person: must(handle).rater } };
  await expect(http.call('GET /api/projects/:projectId/agreement/items', asked)).rejects.toMatchObject({
    status: 404,
  });
});

test('B4 a pseudonymous session shows its handles, with the session they hold for, and no name', async () => {
  const session = await hold('pseudonymous');
  const text = await everything('Fay', `?session=${session.id}`);
  for (const name of VOTERS) expect(text).not.toMatch(new RegExp(`"who":"${name}"|"name":"${name}"`));
  const { people } = await personOf(world, 'Fay').http.call('GET /api/projects/:projectId/agreement/people', {
    params: { projectId: world.projectId },
  });
  expect(people.map(({ kind }) => kind)).toEqual(['handle', 'handle', 'handle']);
  for (const { name } of people) expect(name).toMatch(/^[A-Z]\w+( \d)? \(Weekly\)$/);
});

test('B4 the order of the rows in the read model does not tell who answered first', async () => {
  // Handles differ from session to session: that all of them happen to sort as people answered is one case in two hundred.
  for (let i = 0; i < 3; i += 1) await hold('pseudonymous');
  const rows = await app.deps.db.selectFrom('labels').select(['round_id', 'rater']).orderBy('id').execute();
  const ofRounds = Map.groupBy(rows, (row) => row.round_id);
  expect(ofRounds.size).toBe(6);
  for (const round of ofRounds.values()) {
    const raters = round.map(({ rater }) => rater);
    expect(raters).toEqual(raters.toSorted());
  }
});

test('one’s own page shows where one differs from the panel and from rulings, and names nobody else', async () => {
  const session = await hold('named');
  const again = await session.round(1, ballots);
  await session.rule(1, again, { preference: { kind: 'pairwise', choice: 'r2' } });
  const own = async (name: string) =>
    personOf(world, name).http.call('GET /api/projects/:projectId/agreement/me', {
      params: { projectId: world.projectId },
    });
  const cyd = await own('Cyd');
  expect(cyd.sessions).toBe(1);
  const preference = must(cyd.dimensions.find(({ dimensionId }) => dimensionId === 'preference'));
  expect(preference).toMatchObject({
    compared: 2,
    withOthers: 0,
    alphaWithout: null,
    rulings: { ruled: 1, equal: 1 },
  });
  expect(preference.scaleUse.map(({ words, own: share, panel }) => [words, share, panel])).toEqual([
    ['A', 0, 1],
    ['Tie', 0, 0],
    ['Both bad', 0, 0],
    ['B', 1, 0],
  ]);
  const clarity = must(cyd.dimensions.find(({ dimensionId }) => dimensionId === 'clarity'));
  expect(clarity.signedDifference).toBe(3);
  expect(cyd.differences.filter(({ dimensionId }) => dimensionId === 'preference')).toMatchObject([
    { own: 'B', reason: 'cyd thinks', panel: [{ words: 'A', count: 2 }], differsFromPanel: true },
    { own: 'B', panel: [{ words: 'A', count: 2 }] },
  ]);
  const text = JSON.stringify(cyd);
  for (const other of ['Ann', 'Ben', 'Fay', 'ann thinks', 'ben thinks', personOf(world, 'Ann').personId])
    expect(text).not.toContain(other);
  const ann = await own('Ann');
  expect(ann.differences.filter(({ differsFromRuling }) => differsFromRuling)).toMatchObject([
    { own: 'A', ruling: 'B' },
  ]);
  expect((await own('Oli')).dimensions).toEqual([]);
  const file = async (table: string) => {
    const { cookie } = personOf(world, 'Cyd').http;
    const address = `${app.base}/api/projects/${world.projectId}/agreement/me.csv?table=${table}`;
    return (await (await fetch(address, { headers: { cookie } })).text()).trimEnd().split('\r\n');
  };
  const files = await Promise.all(OWN_TABLES.map(file));
  expect(files.map((rows) => rows.length - 1)).toEqual([2, 2, 9, cyd.differences.length]);
  for (const other of ['Ann', 'Ben', 'ann thinks']) expect(files.flat().join()).not.toContain(other);
});

test('one’s own page leaves out sessions without names, and says how many', async () => {
  await hold('anonymous');
  const own = await personOf(world, 'Ann').http.call('GET /api/projects/:projectId/agreement/me', {
    params: { projectId: world.projectId },
  });
  expect(own).toEqual({
    sessions: 0,
    withoutNames: 1,
    leftOut: [],
    dimensions: [],
    differences: [],
    moreDifferences: 0,
  });
});

test('nobody gets another person’s own page: there is no way to ask for one, and guests have none', async () => {
  const session = await hold('named');
  const { cookie } = personOf(world, 'Ann').http;
  const cyd = personOf(world, 'Cyd').personId;
  const address = `${app.base}/api/projects/${world.projectId}/agreement/me`;
  const plain = await (await fetch(address, { headers: { cookie } })).text();
  for (const query of [`?person=${cyd}`, `?personId=${cyd}`, `?rater=${cyd}`])
    expect(await (await fetch(address + query, { headers: { cookie } })).text()).toBe(plain);
  expect(plain).not.toContain('cyd thinks');
  const guest = new HttpClient(app.base);
  const { code } = await personOf(world, 'Fay').http.call('GET /api/sessions/:sessionId', {
    params: { sessionId: session.id },
  });
  await guest.call('POST /api/join', { body: { code, name: 'Gus' } });
  for (const path of ['', '/me', '/people', '/ratings.json'])
    expect(
      (
        await fetch(`${app.base}/api/projects/${world.projectId}/agreement${path}`, {
          headers: { cookie: guest.cookie },
        })
      ).status,
    ).toBe(404);
});
