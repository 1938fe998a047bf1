import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { itemId } from '#shared/ids.ts';
import { must } from '#shared/must.ts';
import { rubricSchema } from '#shared/rubric/rubric.ts';
import { HttpClient } from '../../tools/client/http-client.ts';
import type { LiveClient } from '../../tools/client/live-client.ts';
import { PHONE } from '../support/browser.ts';
import { button, expectAccessible, Screens } from '../support/screens.ts';
import { startApp, type RunningApp } from '../support/start-app.ts';
import { enterAs, makeWorld, personOf, type World } from '../support/world.ts';

/* What people read before, beside and after a meeting: long items, the wall, the minutes on paper, and the doors that are shut. */

const WALL = { width: 1_920, height: 1_080 };
const LONG = 'The parcel was left with a neighbour who has moved away since. '.repeat(300);
const points = [1, 2, 3, 4, 5].map((value) => ({ value, label: `point ${value}` }));
const names = ['Overall', 'Facts', 'Safety', 'Style', 'Tone', 'Length', 'Order'];
/** These are judged for each response: ten strips in all. */
const EACH = ['Facts', 'Safety', 'Style'];
const rubric = rubricSchema.parse({
  dimensions: names.map((name) => ({
    ...{ id: name.toLowerCase(), name, scale: { kind: 'likert', points } },
    scope: EACH.includes(name) ? 'response' : 'item',
  })),
});
const slots = names.flatMap((name) =>
  EACH.includes(name) ? ['r1', 'r2'].map((id) => `${name.toLowerCase()}@${id}`) : name.toLowerCase(),
);
const ballot = (point: number) => ({
  values: Object.fromEntries(slots.map((slot) => [slot, { kind: 'likert' as const, point }])),
  ...{ reason: `Because of ${point}.`, confidence: null, clause: null },
});

let app: RunningApp;
let world: World;
let screens: Screens;
let long: ReturnType<typeof itemId.parse>;

beforeAll(async () => {
  app = await startApp({ environment: { LOG_LEVEL: 'warn' } });
  world = await makeWorld(app.base, {
    ...{ items: 60, rubric },
    people: { Fay: 'facilitator', Ann: 'annotator', Ben: 'annotator' },
  });
  const { http } = world.owner;
  const { projectId } = world;
  const item = {
    id: 'long',
    task: 'pairwise',
    prompt: `Answer this mail. ${LONG}`,
    responses: ['First', 'Second'],
  };
  await http.upload(`/api/projects/${projectId}/imports?kind=items`, JSON.stringify(item));
  const query = { search: 'neighbour' };
  const { items } = await http.call('GET /api/projects/:projectId/items', { params: { projectId }, query });
  long = itemId.parse(must(items[0]).id);
  screens = await Screens.open();
});

afterAll(async () => {
  await screens.close();
  await app.close();
});

interface Held {
  readonly id: string;
  readonly code: string;
  readonly fay: LiveClient;
  close(): void;
}

/** A meeting about the long item, opened; revealed with two answers far apart when asked for. */
async function hold(isRevealed: boolean): Promise<Held> {
  const { id, code } = await personOf(world, 'Fay').http.call('POST /api/projects/:projectId/sessions', {
    params: { projectId: world.projectId },
    body: { title: 'Weekly', itemIds: [long] },
  });
  const fay = await enterAs(world, 'Fay', id);
  const voters = [await enterAs(world, 'Ann', id), await enterAs(world, 'Ben', id)];
  await fay.must({ type: 'takeChair' });
  await fay.must({ type: 'start' });
  await fay.must({ type: 'openRounds', itemIds: [long], mode: 'live' });
  await fay.must({ type: 'focus', itemId: long });
  if (isRevealed) {
    const { roundId } = await fay.until(({ shared }) => shared.progress?.[0], 5_000, 'the round');
    for (const [at, voter] of voters.entries())
      await voter.must({ type: 'castBallot', roundId, ballot: ballot(1 + 4 * at) });
    await fay.must({ type: 'revealRounds', roundIds: [roundId], evenIfMissing: true });
  }
  return { id, code, fay, close: () => [fay, ...voters].forEach((one) => one.close()) };
}

const heightOf = (page: Page) => page.evaluate(() => document.documentElement.scrollHeight);

test('W3 a long prompt leaves the responses in reach, opens by keyboard, and stays open', async () => {
  const held = await hold(false);
  const page = await screens.of(personOf(world, 'Ann').http, { viewport: PHONE });
  await page.goto(`${app.base}/sessions/${held.id}`);
  const whole = page.getByRole('button', { name: /^Show all of the prompt \(1[89],\d{3} characters\)$/ });
  await whole.waitFor();
  await expectAccessible(page, 'a long prompt on a phone');
  expect(await heightOf(page)).toBeLessThan(5_000);
  await whole.focus();
  await page.keyboard.press('Enter');
  await button(page, 'Show less of the prompt').waitFor();
  expect(await heightOf(page)).toBeGreaterThan(8_000);
  await button(page, 'More').click();
  await button(page, 'Lobby and rules').click();
  await button(page, /Item 1, Answer this mail/).click();
  await button(page, 'Show less of the prompt').waitFor();
  held.close();
});

test('the wall shows seven dimensions at once, and does not scroll for them', async () => {
  const held = await hold(true);
  const page = await screens.of(personOf(world, 'Fay').http, { viewport: WALL });
  await page.goto(`${app.base}/sessions/${held.id}/projector`);
  const rows = page.getByRole('group', { name: /^(?:Overall|Facts|Safety|Style|Tone|Length|Order)$/ });
  await rows.nth(names.length - 1).waitFor();
  const lowest = async () =>
    Math.max(
      ...(await rows.evaluateAll((list) => list.map((row) => row.getBoundingClientRect().bottom + scrollY))),
    );
  await expect.poll(lowest).toBeLessThanOrEqual(WALL.height);
  expect(await rows.count()).toBe(names.length);
  await expectAccessible(page, 'a wall with seven dimensions');
  held.close();
});

test('S13 the minutes on paper are open, light, and without buttons', async () => {
  const held = await hold(true);
  const page = await screens.of(personOf(world, 'Ann').http, { dark: true });
  await page.goto(`${app.base}/sessions/${held.id}/minutes`);
  await page.getByText('Times are in').waitFor();
  await expectAccessible(page, 'minutes, dark');
  expect(await page.getByText('Because of 5.').isVisible()).toBe(false);
  await page.getByText('What was judged').click();
  await button(page, /^Show all of “Prompt”/).waitFor();
  await expectAccessible(page, 'minutes with what was judged, dark');
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByText('Because of 5.').isVisible()).toBe(true);
  expect(await button(page, 'Print').isVisible()).toBe(false);
  const ink = await page.getByRole('heading', { level: 3 }).evaluate((one) => getComputedStyle(one).color);
  expect(ink).toBe('rgb(0, 0, 0)');
  const text = await page.evaluate(
    async (address) => (await fetch(address)).text(),
    `/api/sessions/${held.id}/minutes.md`,
  );
  expect(text).toContain('*Prompt*');
  expect(text).toContain('- Ben: Because of 5.');
  held.close();
});

test('G7 the page of an item leads to its meetings', async () => {
  const held = await hold(true);
  const page = await screens.of(personOf(world, 'Fay').http, { viewport: PHONE });
  await page.goto(`${app.base}/projects/${world.projectId}/items/${long}`);
  await page
    .getByText(/^Round 1: 2 answered, ≠ split on Overall/)
    .first()
    .waitFor();
  await expectAccessible(page, 'an item with its meetings, on a phone');
  await page.getByRole('link', { name: 'Weekly' }).first().click();
  await page.waitForURL(`**/sessions/${held.id}/items/${long}`);
  held.close();
});

test('the page that plans a session ends where its content ends', async () => {
  const page = await screens.of(personOf(world, 'Fay').http);
  await page.goto(`${app.base}/projects/${world.projectId}/sessions/new`);
  await button(page, /^Put on the agenda/).waitFor();
  const beyond = await page.evaluate(
    () =>
      document.documentElement.scrollHeight -
      (document.querySelector('main')?.getBoundingClientRect().bottom ?? 0) -
      scrollY,
  );
  expect(beyond).toBeLessThan(80);
});

test('a meeting planned for a time is announced with it, first of those to come', async () => {
  const page = await screens.of(personOf(world, 'Fay').http);
  const plan = async (title: string, time: string) => {
    await page.goto(`${app.base}/projects/${world.projectId}/sessions/new`);
    const field = page.getByLabel('Title');
    await page.getByLabel(/^Planned for/).fill(time);
    if (title === '') expect(await field.inputValue()).toBe('Calibration, 7 Jan 2031');
    else await field.fill(title);
    await button(page, 'Open the lobby').click();
    await page.waitForURL(/\/sessions\/(?!new)[^/]+$/);
  };
  await plan('Whenever it suits', '');
  await plan('', '2031-01-07T10:30');
  await page.goto(app.base);
  const planned = page.getByRole('listitem').filter({ hasText: 'Calibration, 7 Jan 2031' }).first();
  await planned.getByText('for 7 Jan 2031, 10:30').waitFor();
  const titles = await page.getByRole('listitem').getByRole('link').allInnerTexts();
  const ours = titles.filter((title) => ['Calibration, 7 Jan 2031', 'Whenever it suits'].includes(title));
  expect(ours).toEqual(['Calibration, 7 Jan 2031', 'Whenever it suits']);
  await page.goto(`${app.base}/projects/${world.projectId}`);
  await page.getByText('planned for 7 Jan 2031, 10:30').waitFor();
});

test('a guest sees no way into the project; who comes too late or twice is told what to do', async () => {
  const held = await hold(true);
  const guest = new HttpClient(app.base);
  await guest.call('POST /api/join', { body: { code: held.code, name: 'Gus' } });
  const page = await screens.of(guest);
  await page.goto(`${app.base}/sessions/${held.id}`);
  await button(page, 'More').click();
  await page.getByRole('link', { name: 'Minutes' }).first().waitFor();
  expect(await page.getByRole('link', { name: 'To the project' }).count()).toBe(0);
  await page.goto(`${app.base}/sessions/${held.id}/minutes`);
  await page.getByText('Calibration', { exact: true }).waitFor();
  expect(await page.getByRole('link', { name: 'Calibration', exact: true }).count()).toBe(0);
  await page.goto(app.base);
  await page.getByRole('heading', { name: 'Meetings' }).first().waitFor();
  await page.getByText('live now').waitFor();

  const stranger = await screens.of(null, { viewport: PHONE });
  await stranger.goto(`${app.base}/join/${held.code}`);
  await stranger.getByLabel('Your name').fill('gus');
  await button(stranger, 'Enter').click();
  await stranger.getByText('Gus is here already: add a letter, for example Gus M.').waitFor();
  await held.fay.must({ type: 'end' });
  await stranger.reload();
  await stranger.getByText('This session has ended.').waitFor();
  expect(await stranger.getByLabel('Your name').count()).toBe(0);
  await expectAccessible(stranger, 'the code of an ended session');
  await stranger.goto(`${app.base}/invite/used-up`);
  await stranger.getByText(/ask whoever sent it/).waitFor();
  expect(await button(stranger, /try again/i).count()).toBe(0);
  held.close();
});

test('the first page names the meetings that run and are planned, with the way in', async () => {
  const held = await hold(false);
  const page = await screens.of(personOf(world, 'Ben').http, { viewport: PHONE, dark: true });
  await page.goto(app.base);
  await page.getByRole('heading', { name: 'Meetings', exact: true }).waitFor();
  await expectAccessible(page, 'the first page with meetings, dark, on a phone');
  await page.getByRole('link', { name: 'Enter Weekly' }).first().click();
  await page.waitForURL(/\/sessions\//);
  held.close();
});

test('W7 a project without a connection stays as it is, and what did not come comes by itself', async () => {
  const page = await screens.of(world.owner.http);
  await page.goto(`${app.base}/projects/${world.projectId}/guideline`);
  await button(page, 'Review and commit').waitFor();
  await page.context().setOffline(true);
  await button(page, 'Review and commit').click();
  const sign = page.getByText('Without a connection: what you see may have changed.');
  await sign.waitFor();
  await page.getByRole('link', { name: 'Overview' }).first().waitFor();
  expect(await page.getByText('Could not load the project.').count()).toBe(0);
  await page.context().setOffline(false);
  await sign.waitFor({ state: 'detached' });
  await page
    .getByText(/^Nothing differs from version 1/)
    .first()
    .waitFor();
});

test('W7 a page that could not be fetched says why, and comes when the connection is back', async () => {
  const page = await screens.of(world.owner.http);
  await page.goto(`${app.base}/projects/${world.projectId}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.context().setOffline(true);
  await page.getByRole('link', { name: 'Versions' }).first().click();
  await page.getByText(/^It could not be fetched: the connection is gone/).waitFor();
  await expectAccessible(page, 'a page that could not be fetched');
  await page.context().setOffline(false);
  await page.getByRole('heading', { level: 1, name: 'Versions' }).waitFor();
});

test('nothing went wrong in any page', () => {
  // A used invitation answers 410, which the browser writes down.
  expect(screens.troubles.filter((trouble) => !/status of 4/.test(trouble))).toEqual([]);
});
