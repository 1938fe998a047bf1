import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { must } from '#shared/must.ts';
import type { LiveClient } from '../../tools/client/live-client.ts';
import { Attendee } from '../../tools/people/attendee.ts';
import { SessionGoer } from '../../tools/people/session-goer.ts';
import { ballotFrom } from '../support/meeting.ts';
import { startApp, type RunningApp } from '../support/start-app.ts';
import { enterAs, makeWorld, personOf, planSession, type World } from '../support/world.ts';

const LONG_ENOUGH_MS = 60_000;
vi.setConfig({ testTimeout: LONG_ENOUGH_MS, hookTimeout: LONG_ENOUGH_MS });

let app: RunningApp;
let world: World;
let session: { id: string; code: string };
let fay: LiveClient;
const attending: { leave(): void }[] = [];

beforeEach(async () => {
  app = await startApp();
  world = await makeWorld(app.base, { people: { Fay: 'facilitator', Ann: 'annotator' }, items: 2 });
  session = await planSession(world);
  fay = await enterAs(world, 'Fay', session.id);
  await fay.must({ type: 'takeChair' });
  await fay.must({ type: 'start' });
});

afterEach(async () => {
  for (const one of attending.splice(0)) one.leave();
  fay.close();
  await app.close();
});

async function attend(name: string): Promise<Attendee> {
  const attendee = await Attendee.enter(personOf(world, name).http, session.id);
  attending.push(attendee);
  return attendee;
}

const openFirst = async (attendee: Attendee) => {
  const itemId = must(world.itemIds[0]);
  await fay.must({ type: 'openRounds', itemIds: [itemId], mode: 'live' });
  return attendee.client.until(({ shared }) => shared.agenda?.[0]?.round?.id);
};

/** As when a train enters a tunnel: nobody says goodbye. */
const cut = (attendee: Attendee) => void attendee.client.socket.io.engine.close();

test('P3 somebody whose connection is lost comes back, sees what changed, and their waiting answer counts once', async () => {
  const ann = await attend('Ann');
  const roundId = await openFirst(ann);
  cut(ann);
  const answer = await ann.act({ type: 'castBallot', roundId, ballot: ballotFrom(0, 2) });
  expect(answer).toEqual({ ok: true, value: { ballot: 'accepted' } });
  await ann.client.until(({ own }) => own[`mine:${roundId}`]?.ballot);
  expect(ann.view.own[`mine:${roundId}`]?.revision).toBe(1);
  expect(ann.over.aborted).toBe(false);
});

test('somebody who answers faster than the server takes acts waits, and loses none', async () => {
  const ann = await attend('Ann');
  const roundId = await openFirst(ann);
  const acts = Array.from({ length: 120 }, (_, i) =>
    ann.act({ type: 'castBallot', roundId, ballot: ballotFrom(i, i) }),
  );
  const answers = await Promise.all(acts);
  expect(answers.every((answer) => answer.ok)).toBe(true);
  await ann.client.until(({ own }) => own[`mine:${roundId}`]?.revision === 120, LONG_ENOUGH_MS);
});

test('X2 somebody who is taken out of the project is over, and does not hammer at the door', async () => {
  const ann = await attend('Ann');
  const gone = new Promise((resolve) => ann.over.addEventListener('abort', resolve));
  const params = { projectId: world.projectId, personId: personOf(world, 'Ann').personId };
  await world.owner.http.call('DELETE /api/projects/:projectId/people/:personId', { params });
  await gone;
  expect(await ann.act({ type: 'raiseHand', raised: true })).toMatchObject({ ok: false });
});

test('a goer enters a session that is planned later, leaves it when it ends, and does not come back to it', async () => {
  const attended: string[] = [];
  const attend = async (attendee: Attendee, { id }: { readonly id: string }) => {
    attended.push(id);
    while (!attendee.over.aborted && attendee.view.shared.session?.phase !== 'ended')
      await attendee.changed();
  };
  const goer = new SessionGoer({ http: personOf(world, 'Ann').http, lookEveryMs: 50, attend });
  attending.push({ leave: () => goer.stop() });
  goer.start();
  const isHere = (client: LiveClient) =>
    client.until(
      ({ shared }) => shared.people?.some(({ name, connected }) => name === 'Ann' && connected),
      LONG_ENOUGH_MS,
    );
  await isHere(fay);
  const later = await planSession(world);
  const again = await enterAs(world, 'Fay', later.id);
  attending.push({ leave: () => again.close() });
  await isHere(again);
  await fay.must({ type: 'end' });
  await fay.until(({ shared }) =>
    shared.people?.every(({ name, connected }) => name !== 'Ann' || !connected),
  );
  expect(attended.toSorted()).toEqual([session.id, later.id].toSorted());
});
