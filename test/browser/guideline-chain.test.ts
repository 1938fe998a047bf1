import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clauseId, type RoundId } from '#shared/ids.ts';
import { HttpClient } from '../../tools/client/http-client.ts';
import { DESK, PHONE } from '../support/browser.ts';
import { HeldSession } from '../support/held-session.ts';
import { ballotFrom } from '../support/meeting.ts';
import { button, expectAccessible, Screens } from '../support/screens.ts';
import { startApp, type RunningApp } from '../support/start-app.ts';
import { makeWorld, personOf, planSession, type World } from '../support/world.ts';

/* The chain of record as people walk it: ruling, tray, text, review, version, who has read it; and back from the clause to the item. */

const CHAIN_TEST_MS = 180_000;

let app: RunningApp;
let world: World;
let screens: Screens;
let meeting: HeldSession;

beforeAll(async () => {
  app = await startApp({ environment: { LOG_LEVEL: 'warn' } });
  world = await makeWorld(app.base, {
    people: { Fay: 'facilitator', Ada: 'author', Bea: 'author', Ann: 'annotator', Ben: 'annotator' },
  });
  meeting = await HeldSession.begin(world, ['Ann', 'Ben']);
  screens = await Screens.open();
}, CHAIN_TEST_MS);

afterAll(async () => {
  await screens.close();
  meeting.close();
  await app.close();
});

const values = { preference: { kind: 'pairwise' as const, choice: 'r1' } };
const at = (path: string) => `${app.base}/projects/${world.projectId}${path}`;

async function ruled(item: number): Promise<RoundId> {
  const roundId = await meeting.round(item, { Ann: ballotFrom(0, 0), Ben: ballotFrom(3, 0) });
  await meeting.rule(item, roundId, values);
  return roundId;
}

async function studioOf(name: string, look: Parameters<Screens['of']>[1] = {}): Promise<Page> {
  const page = await screens.of(personOf(world, name).http, look);
  page.setDefaultTimeout(20_000);
  await page.goto(at('/guideline'));
  await page.locator('.cm-content').waitFor();
  return page;
}

const tray = (page: Page) => page.getByRole('complementary', { name: 'Rubric and tray' });
const says = (page: Page, words: string | RegExp) =>
  page.getByText(words).filter({ visible: true }).first().waitFor();

/** Notices stand at the edge of the window, outside of what the page is about. */
async function isAccessible(page: Page, screen: string): Promise<void> {
  await page
    .locator('.notices button')
    .evaluateAll((all) => all.forEach((one) => (one as HTMLElement).click()));
  await page.locator('.notices button').first().waitFor({ state: 'detached' });
  await expectAccessible(page, screen);
}

async function placeTakeBackAndDismiss(ada: Page): Promise<void> {
  await button(tray(ada), /^Tray/).click();
  await says(ada, '2 edge cases wait for a place.');
  await says(ada, 'at the end of the text');
  await button(tray(ada), 'Place here').click();
  await says(ada, /^Placed (after|at)/);
  const text = ada.locator('.cm-content');
  await text.getByText('Question.').first().waitFor();
  expect(await text.innerText()).not.toContain('**Question.**');
  await isAccessible(ada, 'studio with a tray');
  await button(tray(ada), 'Take it back').click();
  await says(ada, 'Taken back. It waits in the tray again.');
  await says(ada, '2 edge cases wait for a place.');
  await button(tray(ada), 'Place here').click();
  await button(tray(ada), 'Take it back').waitFor();
  await button(tray(ada), 'Dismiss…').click();
  await ada.getByLabel('Why').fill('The same question as the other one.');
  await isAccessible(ada, 'dismissing an edge case');
  await button(ada.getByRole('dialog'), 'Dismiss').click();
  await tray(ada).getByText('No longer waiting (1)').click();
  await says(ada, /^Dismissed by Ada.*The same question/);
  await button(tray(ada), 'Put it back').waitFor();
}

/** In the lobby of a session that is planned now: the chair sees who has not read its version, and each says it of themselves. */
async function readInTheLobby(): Promise<void> {
  const { id } = await planSession(world);
  const fay = await screens.of(personOf(world, 'Fay').http, { dark: true });
  await fay.goto(`${app.base}/sessions/${id}`);
  await says(fay, 'You have not read version 2 of the guideline yet.');
  await button(fay, 'Take the chair').click();
  await says(fay, /2 of 6 members have read version 2\.\s+Not yet:\s+Olga, Fay, Bea, Ben\./);
  await isAccessible(fay, 'lobby with a version to read');
  await button(fay, 'I have read it').click();
  await says(fay, /3 of 6 members have read version 2\.\s+Not yet:\s+Olga, Bea, Ben\./);
}

/** Bea never stops typing, and Ada commits what she has read. */
async function commitWhileSomebodyTypes(ada: Page): Promise<void> {
  const bea = await studioOf('Bea', { dark: true });
  await button(ada, 'Review and commit').click();
  await ada.getByText('Kind of change').first().waitFor();
  await bea.locator('.cm-content').click();
  await bea.keyboard.press('Control+End');
  const typing = bea.keyboard.type('Bea writes on and on and on, and nobody waits for her. ', { delay: 120 });
  await says(ada, '1 change since you opened this review stays in the draft of version 3.');
  await isAccessible(ada, 'review while somebody types');
  await button(ada, /^commit version 2/i).click();
  await ada.getByRole('heading', { name: 'Version 2 is committed' }).waitFor();
  await typing;
  const params = { projectId: world.projectId, number: '2' };
  const { text } = await personOf(world, 'Ada').http.call(
    'GET /api/projects/:projectId/guideline/versions/:number',
    { params },
  );
  expect(text).toContain('::: edge-case');
  expect(text).not.toContain('Bea writes');
  await bea.locator('.cm-content').getByText('and nobody waits for her.').waitFor();
}

async function readAndFollowTheSource(look: Parameters<Screens['of']>[1]): Promise<void> {
  const ann = await screens.of(personOf(world, 'Ann').http, look);
  ann.setDefaultTimeout(20_000);
  await ann.goto(at(''));
  await says(ann, 'You have not read version 2 of the guideline yet.');
  await isAccessible(ann, 'project with a version to read');
  await button(ann, 'I have read it').click();
  await says(ann, 'It is on record that you have read version 2.');
  await ann.getByText('You have not read version 2').waitFor({ state: 'detached' });
  await ann.goto(at('/versions/2'));
  await says(ann, /^You read it on/);
  await ann.getByText('Read by 2 of 6').click();
  await says(ann, 'Not yet:');
  await isAccessible(ann, 'a version with its readers');
  await ann.getByRole('link', { name: /^Weekly, round/ }).click();
  await ann.getByRole('heading', { level: 1, name: /Question number/ }).waitFor();
  await says(ann, 'since version 2');
  await isAccessible(ann, 'what a session made of an item');
  await ann.goto(at('/versions/9'));
  await says(ann, 'There is no version 9.');
  expect(await ann.getByRole('button', { name: 'Try again' }).count()).toBe(0);
}

async function supersede(ada: Page, roundId: RoundId): Promise<void> {
  await meeting.fay.must({
    ...{ type: 'rule', itemId: meeting.item(1), roundId, verdict: 'decided', by: 'consensus' },
    values: { preference: { kind: 'pairwise', choice: 'r2' } },
    ...{ cause: 'slip', cited: { kind: 'clause', clauseId: clauseId.parse('c-refusals') } },
    ...{ question: '', reason: 'The clause decides it.' },
  });
  await ada.goto(at('/guideline'));
  await button(tray(ada), /^Tray/).click();
  await says(ada, /^The ruling behind this clause was superseded/);
  await isAccessible(ada, 'tray with a superseded ruling');
  await tray(ada).getByRole('link', { name: 'Where it comes from' }).first().click();
  await says(ada, 'Update the text.');
  await isAccessible(ada, 'chain of a superseded edge case');
}

async function isRefusedClearly(): Promise<void> {
  const { code } = await planSession(world);
  const guest = new HttpClient(app.base);
  await guest.call('POST /api/join', { body: { code, name: 'Gus' } });
  const page = await screens.of(guest, { viewport: PHONE });
  await page.goto(`${app.base}/sessions/${meeting.id}/items/${meeting.item(1)}`);
  await page.getByRole('heading', { name: 'This item is not yours to see' }).waitFor();
  await isAccessible(page, 'an item that is not theirs');
}

test(
  'G7, G8, G9, R8, R9 from the ruling into a version that people have read, and back to the item',
  async () => {
    const roundId = await ruled(1);
    await ruled(2);
    const ada = await studioOf('Ada', { viewport: DESK });
    await placeTakeBackAndDismiss(ada);
    await commitWhileSomebodyTypes(ada);
    await readAndFollowTheSource({ viewport: PHONE, dark: true });
    await readInTheLobby();
    await supersede(ada, roundId);
    const network = screens.troubles.filter((trouble) => !/404/.test(trouble));
    expect(network).toEqual([]);
    await isRefusedClearly();
  },
  CHAIN_TEST_MS,
);
