import { afterAll, beforeAll, expect, test } from 'vitest';
import { agreementReport } from '#shared/agreement/report.ts';
import { valueOrNull } from '#shared/agreement/result.ts';
import type { Role } from '#shared/access/policy.ts';
import { must } from '#shared/must.ts';
import type { Agreement, DimensionFigures } from '#shared/protocol/http/agreement.ts';
import type { Ballot } from '#shared/rubric/ballot.ts';
import { measure } from '#shared/rubric/measure.ts';
import { statisticalScale } from '#shared/rubric/statistics.ts';
import { HttpRefusal } from '../../tools/client/http-client.ts';
import { emptyDatabase, onEveryDatabase, type TestDatabase } from '../support/database.ts';
import { HeldSession } from '../support/held-session.ts';
import { ballotFrom, rubric } from '../support/meeting.ts';
import { startApp, type RunningApp } from '../support/start-app.ts';
import { makeWorld, personOf, type World } from '../support/world.ts';

const PEOPLE: Readonly<Record<string, Role>> = {
  ...{ Fay: 'facilitator', Rob: 'reviewer', Oli: 'observer' },
  ...{ Ann: 'annotator', Ben: 'annotator', Cyd: 'annotator', Dov: 'annotator' },
};
const VOTERS = ['Ann', 'Ben', 'Cyd', 'Rob'];

/** Choice and point of each voter. */
const said = (...answers: readonly (readonly [choice: number, point: number])[]): Record<string, Ballot> =>
  Object.fromEntries(
    answers.map(([choice, point], i) => [
      must(VOTERS[i]),
      ballotFrom(choice, point, `reason of ${must(VOTERS[i])}`),
    ]),
  );

const FIRST: Readonly<Record<number, Record<string, Ballot>>> = {
  1: said([0, 0], [3, 4], [0, 1], [3, 4]),
  2: said([0, 2], [0, 2], [0, 3]),
  3: said([3, 4], [3, 3], [1, 4], [3, 4]),
  4: said([0, 1], [0, 1], [0, 0], [0, 1]),
};
const AGAIN = said([0, 0], [0, 1], [0, 1], [3, 3]);
const LATE = { Rob: ballotFrom(3, 0, 'came late') };
/** Everybody of the second session gives the same answer, so that one of them in a figure would show. */
const SECOND = ballotFrom(1, 2, 'seen before');

/** Sums depend on the order of rows in their last digit. */
const rounded = (of: unknown): unknown =>
  JSON.parse(
    JSON.stringify(of, (_key, value: unknown) =>
      typeof value === 'number' ? Number(value.toPrecision(12)) : value,
    ),
  );

onEveryDatabase('agreement of held sessions', (engine) => {
  let database: TestDatabase;
  let app: RunningApp;
  let world: World;
  let first: HeldSession;
  let second: HeldSession;

  beforeAll(async () => {
    database = await emptyDatabase(engine);
    app = await startApp(database.url === null ? {} : { environment: { DATABASE_URL: database.url } });
    world = await makeWorld(app.base, { people: PEOPLE, items: 4 });
    first = await HeldSession.begin(world, VOTERS);
    const rounds = [
      await first.round(1, must(FIRST[1]), {}, 'prework'),
      await first.round(2, must(FIRST[2]), LATE),
    ];
    for (const number of [3, 4]) await first.round(number, must(FIRST[number]));
    const again = await first.round(1, AGAIN);
    await first.rule(1, again, { preference: { kind: 'pairwise', choice: 'r1' } });
    expect(rounds).toHaveLength(2);
    second = await HeldSession.begin(world, ['Ann', 'Ben', 'Dov']);
    await second.round(1, { Ann: SECOND, Ben: SECOND, Dov: SECOND });
  });

  afterAll(async () => {
    first.close();
    second.close();
    await app.close();
    await database.close();
  });

  const read = (query: Record<string, string> = {}, name = 'Fay'): Promise<Agreement> =>
    personOf(world, name).http.call('GET /api/projects/:projectId/agreement', {
      params: { projectId: world.projectId },
      query,
    });
  const figuresOf = async (
    dimensionId: string,
    query: Record<string, string> = {},
  ): Promise<DimensionFigures> =>
    must((await read(query)).dimensions.find((figures) => figures.dimensionId === dimensionId));

  /** What the pure module says of these ballots. */
  function expected(dimensionId: string, ballots: Readonly<Record<number, Record<string, Ballot>>>) {
    const dimension = must(rubric.dimensions.find(({ id }) => id === dimensionId));
    const attributed = Object.entries(ballots).flatMap(([item, byName]) =>
      Object.entries(byName).map(([rater, { values }]) => ({ item, rater, values })),
    );
    const threshold = 0.667;
    return agreementReport(must(statisticalScale(dimension)), measure(dimension, attributed), { threshold });
  }

  test.each(['preference', 'clarity'])(
    'A2 figures of %s are those of agreementReport on the same ballots, with n, units, raters and interval',
    async (dimensionId) => {
      const { report } = await figuresOf(dimensionId, { session: first.id });
      expect(rounded(report)).toEqual(rounded(expected(dimensionId, FIRST)));
      expect(report).toMatchObject({ units: 4, raters: 4, n: 15, tooFewItems: true });
    },
  );

  test('A4 the last votes of items voted on again are a figure of their own, and late ballots are in neither', async () => {
    const blind = await figuresOf('clarity', { session: first.id });
    const after = await figuresOf('clarity', { session: first.id, round: 'after' });
    expect(rounded(after.report)).toEqual(rounded(expected('clarity', { 1: AGAIN })));
    expect(blind.leftOut).toEqual([{ reason: 'late', count: 1 }]);
    expect(after.leftOut).toEqual([]);
    expect(blind.report.n + after.report.n).toBe(19);
  });

  test('A4 ballots of people who had seen the item revealed are counted and in no blind figure', async () => {
    const { report, leftOut } = await figuresOf('preference', { session: second.id });
    expect(leftOut).toEqual([{ reason: 'exposed', count: 2 }]);
    expect(report.alpha).toMatchObject({ defined: false, reason: 'no-pairs' });
    expect(report.excluded).toEqual([{ reason: 'unit-with-one-label', count: 1 }]);
    const all = await figuresOf('preference');
    expect(valueOrNull(all.report.alpha)).toBe(valueOrNull(expected('preference', FIRST).alpha));
    expect(all.leftOut).toEqual([
      { reason: 'late', count: 1 },
      { reason: 'exposed', count: 2 },
    ]);
  });

  test('A2 one’s own page counts those of one’s answers that are in no figure', async () => {
    const own = await personOf(world, 'Ann').http.call('GET /api/projects/:projectId/agreement/me', {
      params: { projectId: world.projectId },
    });
    expect(own.leftOut).toEqual([{ reason: 'exposed', count: 2 }]);
    const late = await personOf(world, 'Rob').http.call('GET /api/projects/:projectId/agreement/me', {
      params: { projectId: world.projectId },
    });
    expect(late.leftOut).toEqual([{ reason: 'late', count: 2 }]);
  });

  test('the trend has a point for each session, oldest first, under its guideline version', async () => {
    const { trend, versions } = await figuresOf('clarity');
    expect(trend.map(({ key, version }) => [key, version])).toEqual([
      [`session:${first.id}`, 1],
      [`session:${second.id}`, 1],
    ]);
    const alpha = valueOrNull(expected('clarity', FIRST).alpha);
    expect(trend[0]?.figure).toMatchObject({ value: alpha, n: 15, units: 4, raters: 4 });
    expect(trend[1]?.figure).toMatchObject({ value: null, n: 0, raters: 0, tooFewItems: true });
    expect(versions).toMatchObject([{ version: 1, figure: { value: alpha } }]);
  });

  test('A6 what is below the threshold comes before what is above it, and of equals the lower coefficient', async () => {
    const { dimensions, threshold } = await read();
    const verdicts = dimensions.map(({ report }) => report.verdict ?? 'undefined');
    const order = ['below', 'undecided', 'undefined', 'above'];
    expect(verdicts).toEqual(verdicts.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)));
    expect(threshold).toBe(0.667);
    const undecided = dimensions.filter(({ report }) => report.verdict === 'undecided');
    const alphas = undecided.map(({ report }) => must(valueOrNull(report.alpha)));
    expect(alphas).toHaveLength(2);
    expect(alphas).toEqual(alphas.toSorted((a, b) => a - b));
  });

  test('pre-work, meetings and groups are told apart', async () => {
    expect((await figuresOf('preference', { session: first.id })).labels).toEqual({
      import: 0,
      prework: 4,
      meeting: 11,
    });
    const prework = await figuresOf('preference', { source: 'prework' });
    expect(prework.report.alpha).toEqual(expected('preference', { 1: must(FIRST[1]) }).alpha);
    expect((await figuresOf('preference', { source: 'meeting', session: first.id })).report.n).toBe(11);
    expect((await figuresOf('preference', { source: 'import' })).report.n).toBe(0);
    const annotators = await figuresOf('preference', { session: first.id, group: 'annotator' });
    expect(annotators.report.n).toBe(12);
    expect(annotators.report.raters).toBe(3);
    // The late one is the reviewer's.
    expect(annotators.leftOut).toEqual([]);
    expect((await read({ dimension: 'clarity' })).dimensions.map(({ dimensionId }) => dimensionId)).toEqual([
      'clarity',
    ]);
    expect((await figuresOf('clarity', { task: 'pairwise', session: first.id })).report.n).toBe(15);
    expect((await figuresOf('clarity', { task: 'ranking' })).report.n).toBe(0);
    expect((await figuresOf('clarity', { tag: 'none such' })).report.n).toBe(0);
    expect((await figuresOf('clarity', { version: '1', session: first.id })).report.n).toBe(15);
  });

  test('the change between the votes is that of the same items, and movement towards the ruling is counted', async () => {
    const { change } = await figuresOf('preference', { session: first.id });
    expect(change).toMatchObject({
      items: 1,
      before: valueOrNull(expected('preference', { 1: must(FIRST[1]) }).alpha),
    });
    const detail = await personOf(world, 'Rob').http.call('GET /api/projects/:projectId/agreement/detail', {
      params: { projectId: world.projectId },
      query: { session: first.id, dimension: 'preference' },
    });
    expect(detail.movement).toMatchObject({
      ...{ pairs: 4, moved: 1, stayed: 3, ruled: 4, rightBefore: 2, rightAfter: 3, gained: 1, lost: 0 },
      ...{ towardsRuling: 1, mcnemarP: 1, moves: [{ from: 'B', to: 'A', count: 1 }] },
    });
    expect(detail.change).toEqual(change);
  });

  test('every cell opens the items behind it, with ballots, reasons, and why a ballot is not in the figure', async () => {
    const behind = (query: Record<string, string>) =>
      personOf(world, 'Fay').http.call('GET /api/projects/:projectId/agreement/items', {
        params: { projectId: world.projectId },
        query: { dimension: 'preference', session: first.id, ...query },
      });
    const all = await behind({});
    expect(all.items.map(({ itemId }) => itemId)).toEqual(expect.arrayContaining([...world.itemIds]));
    expect(all.items[0]).toMatchObject({ itemId: world.itemIds[0], shape: 'even', ruling: { words: 'A' } });
    const ballots = must(all.items.find(({ itemId }) => itemId === world.itemIds[1])).ballots;
    expect(
      ballots.filter(({ isCounted }) => isCounted).map(({ who, words, reason }) => [who, words, reason]),
    ).toEqual([
      ['Ann', 'A', 'reason of Ann'],
      ['Ben', 'A', 'reason of Ben'],
      ['Cyd', 'A', 'reason of Cyd'],
    ]);
    expect(ballots.filter(({ isCounted }) => !isCounted)).toMatchObject([
      { who: 'Rob', reason: 'came late', whyNot: 'came after the round was closed' },
    ]);
    const [ann, ben] = [personOf(world, 'Ann').personId, personOf(world, 'Ben').personId];
    const pair = await behind({ person: ann, other: ben });
    expect([pair.person, pair.other, pair.total]).toEqual(['Ann', 'Ben', 4]);
    expect(pair.items[0]?.itemId).toBe(world.itemIds[0]);
    const confused = await behind({ first: 'tie', second: 'r2' });
    expect([confused.firstWords, confused.secondWords]).toEqual(['Tie', 'B']);
    expect(confused.items.map(({ itemId }) => itemId)).toEqual([world.itemIds[2]]);
    expect((await behind({ first: 'r1', second: 'r1' })).total).toBe(3);
    expect((await behind({ item: must(world.itemIds[3]) })).items).toHaveLength(1);
    const exposed = await behind({ session: second.id, item: must(world.itemIds[0]) });
    expect(
      must(exposed.items[0]).ballots.filter(({ whyNot }) => whyNot?.includes('seen the item')).length,
    ).toBe(2);
  });

  test('people are compared by name order and by pairs', async () => {
    const { http } = personOf(world, 'Fay');
    const options = { params: { projectId: world.projectId }, query: { session: first.id } };
    const people = await http.call('GET /api/projects/:projectId/agreement/people', options);
    expect(people.people.map(({ name }) => name)).toEqual(VOTERS);
    expect(people.anonymous).toBe(0);
    const row = must(people.rows.find(({ dimensionId }) => dimensionId === 'clarity'));
    expect(row.cells[0]).toMatchObject({ labels: 4, signedDifference: expect.any(Number) as number });
    const detail = await http.call('GET /api/projects/:projectId/agreement/detail', {
      ...options,
      query: { ...options.query, dimension: 'preference' },
    });
    expect(detail.pairs).toMatchObject({
      overlap: [
        [4, 4, 4, 3],
        [4, 4, 4, 3],
        [4, 4, 4, 3],
        [3, 3, 3, 3],
      ],
    });
    expect(detail.coefficients.filter(({ isDefault }) => isDefault).map(({ name }) => name)).toEqual([
      'Krippendorff’s alpha, nominal',
    ]);
  });

  test.each([
    ['Oli', 403],
    ['Ann', 403],
    ['Rob', 200],
  ])('X1 %s gets %i for the page, and the table of who may decides exports as well', async (name, status) => {
    const get = async (path: string) => {
      const { cookie } = personOf(world, name).http;
      return (
        await fetch(`${app.base}/api/projects/${world.projectId}/agreement${path}`, { headers: { cookie } })
      ).status;
    };
    for (const path of ['', '/people', '/detail', '/items']) expect(await get(path)).toBe(status);
    for (const path of ['/ratings.json', '/ratings.csv', '/tables.csv']) expect(await get(path)).toBe(403);
    expect(await get('/me')).toBe(200);
  });

  test('a session of another project, or one without a reveal, is not found', async () => {
    const refusal = await read({ session: 'no-such-session' }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(HttpRefusal);
    expect(refusal).toMatchObject({ status: 404 });
  });
});
