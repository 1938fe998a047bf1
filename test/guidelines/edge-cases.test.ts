import { afterEach, beforeEach, expect, test } from 'vitest';
import { must } from '#shared/must.ts';
import type { EdgeCase, Placed, Version } from '#shared/protocol/guideline.ts';
import type { Ballot } from '#shared/rubric/ballot.ts';
import { HttpClient, HttpRefusal } from '../../tools/client/http-client.ts';
import { migratedDatabase, onEveryDatabase, type TestDatabase } from '../support/database.ts';
import { HeldSession } from '../support/held-session.ts';
import { ballotFrom } from '../support/meeting.ts';
import { startApp, type RunningApp } from '../support/start-app.ts';
import { makeWorld, personOf, planSession, type World } from '../support/world.ts';

/* From rulings that are really made in a meeting, over the tray and the draft, into a version. */

const VALUES: Ballot['values'] = { preference: { kind: 'pairwise', choice: 'r1' } };

onEveryDatabase('edge cases', (engine) => {
  let database: TestDatabase;
  let app: RunningApp;
  let world: World;
  let meeting: HeldSession;

  beforeEach(async () => {
    database = await migratedDatabase(engine);
    app = await startApp({ environment: { DATABASE_URL: database.url ?? '' } });
    world = await makeWorld(app.base, {
      people: { Fay: 'facilitator', Ada: 'author', Ann: 'annotator', Ben: 'annotator' },
    });
    meeting = await HeldSession.begin(world, ['Ann', 'Ben']);
  });

  afterEach(async () => {
    meeting.close();
    await app.close();
    await database.close();
  });

  const params = () => ({ projectId: world.projectId });
  const ada = () => personOf(world, 'Ada').http;
  const tray = async () =>
    (await ada().call('GET /api/projects/:projectId/guideline/tray', { params: params() })).edgeCases;
  const place = (edgeCase: EdgeCase): Promise<Placed> =>
    ada().call('POST /api/projects/:projectId/guideline/tray/:edgeCaseId/place', {
      params: { ...params(), edgeCaseId: edgeCase.id },
      body: { afterClauseId: null },
    });
  const version = (number: number): Promise<Version> =>
    ada().call('GET /api/projects/:projectId/guideline/versions/:number', {
      params: { ...params(), number: String(number) },
    });

  async function commit(): Promise<void> {
    const preview = await ada().call('GET /api/projects/:projectId/guideline/commit-preview', {
      params: params(),
    });
    await ada().call('POST /api/projects/:projectId/guideline/commit', {
      params: params(),
      body: {
        opId: `commit-${preview.number}`,
        expectedHead: preview.head.number,
        kind: 'semantic',
        changeLog: [...preview.changeLog],
      },
    });
  }

  const recordOf = (http: HttpClient, itemId: string) =>
    http.call('GET /api/sessions/:sessionId/items/:itemId/record', {
      params: { sessionId: meeting.id, itemId },
    });

  test('G7 the source of a committed edge case is a page: what was asked, each round, ruling and dissent, the clause it became', async () => {
    await meeting.round(1, { Ann: ballotFrom(0, 0), Ben: ballotFrom(3, 4) });
    const roundId = await meeting.round(1, { Ann: ballotFrom(0, 1), Ben: ballotFrom(0, 4) });
    await meeting.rule(1, roundId, VALUES);
    const ruling = await meeting.fay.until(
      ({ shared }) => shared[`item:${meeting.item(1)}`]?.rulings.at(-1),
      5_000,
      'the ruling',
    );
    await meeting.fay.must({ type: 'dissent', rulingId: ruling.id, reason: 'Not so sure.' });
    const [waiting] = await tray();
    const { clauseId } = await place(must(waiting));
    await commit();

    const text = (await version(2)).text;
    const address = must(/\]\((\/sessions\/[^)]+)\)/.exec(text)?.[1], 'the address in the version');
    expect(address).toBe(must(waiting).item.path);
    const [, , sessionId, , itemId] = address.split('/');
    expect([sessionId, itemId]).toEqual([meeting.id, meeting.item(1)]);

    const record = await recordOf(personOf(world, 'Ann').http, must(itemId));
    expect(record.asked.promptHtml).toContain('Question number 1');
    expect(JSON.stringify(record)).not.toContain('secret-model');
    expect(record.item.rounds.map(({ number, ballots }) => [number, ballots.length])).toEqual([
      [1, 2],
      [2, 2],
    ]);
    expect(record.item.rulings).toMatchObject([
      { reason: 'It says so.', dissents: [{ reason: 'Not so sure.' }] },
    ]);
    expect(record.guideline).toMatchObject([{ state: 'committed', clauseId, version: 2 }]);
    expect(record).toMatchObject({ isGuest: false, place: 1, project: { id: world.projectId } });
  });

  test('G7 B1 what is not revealed is on nobody’s record of an item', async () => {
    const roundId = await meeting.open(meeting.item(2));
    await meeting.cast('Ann', roundId, ballotFrom(0, 0, 'a secret reason'));
    const record = await recordOf(personOf(world, 'Fay').http, meeting.item(2));
    expect(record.item.rounds).toEqual([]);
    expect(JSON.stringify(record)).not.toContain('a secret reason');
  });

  test('G7 X1 a guest reads the record in their session and in no other; an outsider is told that it is not theirs to see', async () => {
    const guest = new HttpClient(app.base);
    const { code } = await planSession(world);
    await guest.call('POST /api/join', { body: { code, name: 'Gus' } });
    const refused = async (http: HttpClient) =>
      recordOf(http, meeting.item(1)).then(
        () => 'let in',
        (error: HttpRefusal) => [error.status, error.code],
      );
    expect(await refused(guest)).toEqual([404, 'not-found']);
    expect(await refused(new HttpClient(app.base))).toEqual([401, 'not-signed-in']);
    const { code: own } = await personOf(world, 'Fay').http.call('GET /api/sessions/:sessionId', {
      params: { sessionId: meeting.id },
    });
    await guest.call('POST /api/join', { body: { code: own } });
    expect(await recordOf(guest, meeting.item(1))).toMatchObject({ isGuest: true, place: 1 });
    await expect(recordOf(guest, 'no-such-item')).rejects.toMatchObject({ status: 404 });
  });

  test('R6 the tray and the text name the dimension that was split, whatever the ruling gives values on', async () => {
    const roundId = await meeting.round(1, { Ann: ballotFrom(0, 0), Ben: ballotFrom(0, 4) });
    await meeting.rule(1, roundId, { ...VALUES, clarity: { kind: 'likert', point: 5 } });
    const [waiting] = await tray();
    expect(must(waiting).dimensions).toEqual(['Clarity']);
    await place(must(waiting));
    await commit();
    expect((await version(2)).text).toMatch(/\*\*Example\.\*\* item “[^”]+”, Clarity\n/);
  });
});
