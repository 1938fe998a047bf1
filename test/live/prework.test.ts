import { afterAll, beforeAll, expect, test } from 'vitest';
import { ballotFrom } from '../support/meeting.ts';
import { enterAs, makeWorld, personOf, planSession, type World } from '../support/world.ts';
import { startApp, type RunningApp } from '../support/start-app.ts';

let app: RunningApp;
let world: World;

beforeAll(async () => {
  app = await startApp();
  world = await makeWorld(app.base, { people: { Fay: 'facilitator', Ann: 'annotator', Ben: 'annotator' } });
});
afterAll(() => app.close());

const waitingFor = async (name: string): Promise<number[]> => {
  const { http } = personOf(world, name);
  const inProject = await http.call('GET /api/projects/:projectId/sessions', {
    params: { projectId: world.projectId },
  });
  const everywhere = await http.call('GET /api/meetings');
  return [...inProject.sessions, ...everywhere.sessions].map(({ prework }) => prework);
};

test('S4 lists of meetings tell everybody how much pre-work waits for themselves, and nothing of others', async () => {
  const { id } = await planSession(world);
  const [fay, ann] = [await enterAs(world, 'Fay', id), await enterAs(world, 'Ann', id)];
  await fay.must({ type: 'takeChair' });
  await fay.must({ type: 'openRounds', itemIds: world.itemIds.slice(0, 2), mode: 'prework' });
  expect([await waitingFor('Ann'), await waitingFor('Ben'), await waitingFor('Fay')]).toEqual([
    [2, 2],
    [2, 2],
    [0, 0],
  ]);
  const { roundId } = await ann.until(({ shared }) => shared.progress?.find(({ phase }) => phase === 'open'));
  await ann.must({ type: 'castBallot', roundId, ballot: ballotFrom(0, 0) });
  expect([await waitingFor('Ann'), await waitingFor('Ben')]).toEqual([
    [1, 1],
    [2, 2],
  ]);
  for (const client of [fay, ann]) client.close();
});
