import { afterEach, beforeEach, expect, test } from 'vitest';
import { must } from '#shared/must.ts';
import type { AgendaQuery, SuggestedItem } from '#shared/protocol/http/agenda.ts';
import { migratedDatabase, onEveryDatabase, type TestDatabase } from '../support/database.ts';
import { HeldSession } from '../support/held-session.ts';
import { ballotFrom } from '../support/meeting.ts';
import { startApp, type RunningApp } from '../support/start-app.ts';
import { makeWorld, personOf, planSession, type World } from '../support/world.ts';

const NOTE = 'Ask the lawyer.\nBy Tuesday.';

onEveryDatabase('the suggested agenda', (engine) => {
  let app: RunningApp;
  let world: World;
  let database: TestDatabase;
  let held: HeldSession;

  beforeEach(async () => {
    database = await migratedDatabase(engine);
    app = await startApp({ environment: database.url === null ? {} : { DATABASE_URL: database.url } });
    world = await makeWorld(app.base, {
      items: 4,
      people: { Fay: 'facilitator', Ann: 'annotator', Ben: 'annotator' },
    });
    held = await HeldSession.begin(world, ['Ann', 'Ben']);
  });
  afterEach(async () => {
    held.close();
    await app.close();
    await database.close();
  });

  const suggested = async (query: AgendaQuery): Promise<readonly SuggestedItem[]> => {
    const words = Object.entries(query).map(([key, value]) => [key, String(value)]);
    const answer = await personOf(world, 'Fay').http.call('GET /api/projects/:projectId/agenda-suggestion', {
      params: { projectId: world.projectId },
      query: Object.fromEntries(words) as Record<string, string>,
    });
    return answer.items;
  };
  const end = () => held.fay.must({ type: 'end' });
  const park = (number: number) => held.fay.must({ type: 'parkItem', itemId: held.item(number), note: NOTE });

  test.each(['disagreement', 'random', 'hand'] as const)(
    'S10 what was parked stands first, with who parked it, when and why, also where only what is new is asked for: %s',
    async (by) => {
      const before = Date.now();
      await held.round(3, { Ann: ballotFrom(0, 0) });
      await park(3);
      await end();
      const [first] = await suggested({ by, fresh: '1' });
      expect(first).toMatchObject({
        itemId: held.item(3),
        carriedFrom: { sessionId: held.id, title: 'Weekly', note: NOTE, by: 'Fay' },
      });
      expect(must(first).carriedFrom?.at).toBeGreaterThanOrEqual(before);
    },
  );

  test('S10 an import chosen for its labels leaves what was parked on the agenda', async () => {
    await park(2);
    await end();
    const items = await suggested({ fresh: '1', batch: 'no-such-import' });
    expect(items.map(({ itemId }) => itemId)).toEqual([held.item(2)]);
  });

  test('S10 parked items are carried into the session that lists them, with the note, and are parked no more', async () => {
    await park(4);
    await end();
    const next = await planSession(world);
    const session = must(
      await personOf(world, 'Fay').http.call('GET /api/sessions/:sessionId/minutes', {
        params: { sessionId: next.id },
      }),
    );
    expect(session.items.map(({ note }) => note)).toEqual(['', '', '', NOTE]);
    expect((await suggested({ by: 'hand' })).filter(({ carriedFrom }) => carriedFrom !== null)).toEqual([]);
  });

  test('S10 a split that no ruling settled comes back, and one that was ruled on does not', async () => {
    const split = { Ann: ballotFrom(0, 2), Ben: ballotFrom(3, 2) };
    await held.round(1, split);
    const ruled = await held.round(2, split);
    await held.rule(2, ruled, { preference: { kind: 'pairwise', choice: 'r1' } });
    await end();
    const ids = (await suggested({ by: 'hand', fresh: '1' })).map(({ itemId }) => itemId);
    expect(ids.toSorted()).toEqual([1, 3, 4].map((number) => held.item(number)).toSorted());
  });

  test('S10 discussed before is what an ended session revealed, not what it did not get to', async () => {
    await held.round(1, { Ann: ballotFrom(0, 0) });
    expect(await suggested({ by: 'hand', fresh: '1' })).toEqual([]);
    await end();
    const ids = (await suggested({ by: 'hand', fresh: '1' })).map(({ itemId }) => itemId);
    expect(ids.toSorted()).toEqual([2, 3, 4].map((number) => held.item(number)).toSorted());
  });
});
