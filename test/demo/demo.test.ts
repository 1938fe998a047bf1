import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { itemId as itemIdSchema, type ItemId } from '#shared/ids.ts';
import { must } from '#shared/must.ts';
import { DEMO_PERSONAS, type DemoPersona } from '#shared/protocol/http/people.ts';
import { HttpClient } from '../../tools/client/http-client.ts';
import { LiveClient, type LiveView } from '../../tools/client/live-client.ts';
import { demoProjects } from '../../tools/demo/content/index.ts';
import { ANNOTATOR_IDS, ANNOTATORS } from '../../tools/demo/content/people.ts';
import { startDemo, type Demo } from '../../tools/demo/start-demo.ts';
import { welcome } from '../../tools/demo/welcome.ts';

const LONG_ENOUGH_MS = 90_000;
const HASTE = 500;

let demo: Demo;
const open: LiveClient[] = [];

beforeAll(async () => {
  demo = await startDemo({ selfDriving: true, haste: HASTE });
}, LONG_ENOUGH_MS);

afterAll(async () => {
  for (const client of open) client.close();
  await demo.close();
}, LONG_ENOUGH_MS);

async function signInAs(as: DemoPersona): Promise<HttpClient> {
  const http = new HttpClient(demo.base);
  await http.call('POST /api/demo/sign-in', { body: { as } });
  return http;
}

async function enter(http: HttpClient, sessionId: string): Promise<LiveClient> {
  const client = await new LiveClient(http, sessionId).connect();
  open.push(client);
  const answer = await client.enter();
  if (!answer.ok) throw new Error(answer.refusal.code);
  return client;
}

const project = (index: number) => must(demo.workspace.projects[index]);
const SIX = ANNOTATOR_IDS.map((id) => ANNOTATORS[id].name);

const areHere = ({ shared }: LiveView) =>
  SIX.every((name) =>
    shared.people?.some((one) => one.name === name && one.connected && one.seat === 'voter'),
  );

/** Opens a round on an item and waits until all six have answered and the board is shown. */
async function vote(chair: LiveClient, itemId: ItemId) {
  const earlier = chair.view.shared[`item:${itemId}`]?.rounds.length ?? 0;
  await chair.must({ type: 'openRounds', itemIds: [itemId], mode: 'live' });
  const all = await chair.until(
    ({ shared }) =>
      shared.progress?.find((round) => round.itemId === itemId && round.answered === SIX.length),
    LONG_ENOUGH_MS,
    'six answers',
  );
  await chair.must({ type: 'revealRounds', roundIds: [all.roundId], evenIfMissing: false });
  return chair.until(({ shared }) => shared[`item:${itemId}`]?.rounds[earlier]);
}

test('the workspace has every project with its guideline, people, items and a planned meeting; a click signs in', async () => {
  for (const as of DEMO_PERSONAS) {
    const me = await (await signInAs(as)).call('GET /api/me');
    expect(me.projects.map(({ name, role }) => [name, role]).toSorted()).toEqual(
      demoProjects.map(({ name }) => [name, as]).toSorted(),
    );
  }
  const facilitator = await signInAs('facilitator');
  for (const { id: projectId, content, session } of demo.workspace.projects) {
    const params = { projectId };
    const { text } = await facilitator.call('GET /api/projects/:projectId/guideline/versions/:number', {
      params: { ...params, number: '1' },
    });
    expect(text.trim()).toBe(content.guideline.text.trim());
    const { counts } = await facilitator.call('GET /api/projects/:projectId', { params });
    expect(counts).toMatchObject({
      items: content.items.length,
      importedLabels: content.labels.length,
      sessions: 1,
    });
    const { sessions } = await facilitator.call('GET /api/projects/:projectId/sessions', { params });
    expect(sessions[0]).toMatchObject({ id: session.id, guidelineVersion: 1 });
  }
});

test('the demonstration names the first project’s meeting, and so does the terminal', async () => {
  const facts = await new HttpClient(demo.base).call('GET /api/demo');
  const { id, session } = project(0);
  expect(facts).toMatchObject({ projectId: id, sessionId: session.id, code: session.code });
  const text = welcome(demo);
  for (const address of [
    '/sign-in',
    `/sessions/${session.id}`,
    `/sessions/${session.id}/projector`,
    `/join/${session.code}`,
  ]) {
    expect(text).toContain(demo.base + address);
  }
  expect(text).toContain(`DATA_DIR=${demo.dataDir} npm run verify`);
});

test(
  'a meeting that holds itself comes to a ruling: blind round, talk, second round, decision',
  { timeout: LONG_ENOUGH_MS },
  async () => {
    const watcher = await enter(await signInAs('annotator'), project(0).session.id);
    const itemId = await watcher.until(
      ({ shared }) => shared.agenda?.find(({ ruling }) => ruling !== null)?.itemId,
      LONG_ENOUGH_MS,
      'the first ruling',
    );
    const item = await watcher.until(({ shared }) => {
      const part = shared[`item:${itemId}`];
      return part && part.rulings.length > 0 ? part : null;
    });
    expect(item.rounds.map(({ number }) => number)).toEqual([1, 2]);
    expect(item.rounds[0]?.ballots.length).toBeGreaterThanOrEqual(SIX.length - 1);
    expect(item.rounds[0]?.ballots.every(({ reason }) => reason.length > 0)).toBe(true);
    expect(item.comments.length).toBeGreaterThan(0);
    expect(SIX).toEqual(expect.arrayContaining(item.comments.map(({ who }) => who)));
    expect(item.rulings[0]?.reason).not.toBe('');
  },
);

test(
  'a visitor alone leads another meeting: the six answer blind, talk, are ready, and answer again',
  { timeout: LONG_ENOUGH_MS },
  async () => {
    const { session, itemIds } = project(1);
    const [disputed] = [...itemIds].filter(([{ pattern }]) => pattern !== 'agreed');
    const [content, itemId] = must(disputed);
    const chair = await enter(await signInAs('facilitator'), session.id);
    await chair.must({ type: 'takeChair' });
    await chair.until(areHere, LONG_ENOUGH_MS, 'the six');
    await chair.must({ type: 'start' });
    const first = await vote(chair, itemId);
    // The others sometimes change their answer, and the reveal may come first.
    for (const who of ['tomasz', 'camille', 'hanne'] as const) {
      const ballot = first.ballots.find((one) => one.who === ANNOTATORS[who].name);
      expect(ballot, who).toMatchObject({
        values: content.first[who].values,
        reason: content.first[who].reason,
      });
    }
    await chair.until(
      ({ shared }) => shared.people?.filter(({ isReady }) => isReady).length === SIX.length,
      LONG_ENOUGH_MS,
      'all ready',
    );
    const second = await vote(chair, itemId);
    expect(second.number).toBe(2);
  },
);

test('items that a visitor brings are answered too, with a reason', { timeout: LONG_ENOUGH_MS }, async () => {
  const facilitator = await signInAs('facilitator');
  const { id: projectId, content } = project(0);
  const line = {
    id: 'brought',
    task: 'pairwise',
    prompt: 'Is water wet?',
    responses: [{ text: 'Yes.' }, { text: 'It depends on what you call wet; here is why, at length.' }],
  };
  await facilitator.upload(
    `/api/projects/${projectId}/imports?kind=items&fileName=own.jsonl`,
    JSON.stringify(line),
  );
  const listed = await facilitator.call('GET /api/projects/:projectId/items', {
    params: { projectId },
    query: { search: 'Is water wet' },
  });
  const itemId = itemIdSchema.parse(must(listed.items[0]).id);
  const planned = await facilitator.call('POST /api/projects/:projectId/sessions', {
    params: { projectId },
    body: { title: 'Brought along', itemIds: [itemId] },
  });
  const chair = await enter(facilitator, planned.id);
  await chair.must({ type: 'takeChair' });
  await chair.until(areHere, LONG_ENOUGH_MS, 'the six');
  await chair.must({ type: 'start' });
  const board = await vote(chair, itemId);
  expect(board.ballots).toHaveLength(SIX.length);
  for (const { values, reason } of board.ballots) {
    expect(Object.keys(values)).toContain(must(content.rubric.dimensions.at(-1)).id);
    expect(reason).toMatch(/nothing checked|nothing to go by|much to go by/i);
  }
});

test(
  'a second demonstration takes the next port, and what it wrote is gone when it is closed',
  { timeout: LONG_ENOUGH_MS },
  async () => {
    const taken = Number(new URL(demo.base).port);
    const other = await startDemo({ port: taken, haste: HASTE });
    expect(Number(new URL(other.base).port)).toBeGreaterThan(taken);
    expect(existsSync(other.dataDir)).toBe(true);
    await other.close();
    expect(existsSync(other.dataDir)).toBe(false);
    await expect(fetch(`${other.base}/api/health`)).rejects.toThrow('fetch failed');
  },
);
