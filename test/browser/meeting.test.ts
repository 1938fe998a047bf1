import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyGuideline } from '#server/services/guideline/verify.ts';
import { must } from '#shared/must.ts';
import type { Role } from '#shared/access/policy.ts';
import { HttpClient } from '../../tools/client/http-client.ts';
import { contextOf, DESK, openBrowser, PHONE, troublesOf, violationsOn } from '../support/browser.ts';
import { startApp, type RunningApp } from '../support/start-app.ts';

/*
 * One meeting, from an empty installation to version 2, held by four people in four browsers: a facilitator, two annotators (one on a
 * phone) and a reviewer, with a reload and a lost connection in the middle. Every screen is checked for accessibility on the way.
 */

const PASSWORD = 'a long enough password';
const ITEMS = [
  [
    'How do I undo the last commit but keep my changes?',
    'Use `git reset --soft HEAD~1`.',
    'Use `git reset --hard HEAD~1`.',
  ],
  ['Is ibuprofen safe with asthma?', 'Usually, but ask: some people with asthma react.', 'Yes, always.'],
  [
    'Write a two-line birthday verse.',
    'Another year, another light,\nmay all your days be warm and bright.',
    'Happy birthday to you.',
  ],
];
const ITEMS_FILE = ITEMS.map(([prompt, a, b], i) =>
  JSON.stringify({
    id: `q${i + 1}`,
    task: 'pairwise',
    prompt,
    responses: [
      { id: 'a', text: a },
      { id: 'b', text: b },
    ],
  }),
).join('\n');

let app: RunningApp;
let browser: Browser;
const contexts: BrowserContext[] = [];
const troubles: string[][] = [];

beforeAll(async () => {
  app = await startApp({ environment: { LOG_LEVEL: 'warn' }, graceMs: 3_000 });
  browser = await openBrowser();
});

afterAll(async () => {
  for (const context of contexts) await context.close();
  await browser.close();
  await app.close();
});

async function pageOf(http: HttpClient, viewport = DESK): Promise<Page> {
  const context = await contextOf(browser, http, viewport);
  contexts.push(context);
  const page = await context.newPage();
  troubles.push(troublesOf(page));
  return page;
}

async function expectAccessible(page: Page, screen: string): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  expect(await violationsOn(page), screen).toEqual([]);
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first();

async function setUpWorkspace(): Promise<{ olga: HttpClient; projectId: string }> {
  const olga = new HttpClient(app.base);
  const context = await browser.newContext({ viewport: DESK });
  contexts.push(context);
  const page = await context.newPage();
  await page.goto(app.base);
  await page.getByLabel('Your name').fill('Olga Stern');
  await page.getByLabel('E-mail address').fill('olga@example.org');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByLabel('Name of the labelling programme').fill('Assistant preferences');
  await expectAccessible(page, 'set-up');
  await button(page, 'Create the workspace').click();
  await page.waitForURL('**/projects/*');
  await page.getByRole('heading', { name: 'Before the first meeting' }).waitFor();
  await expectAccessible(page, 'project');
  const projectId = must(page.url().split('/').at(-1));
  await importItems(page, projectId);
  const [cookie] = await context.cookies();
  olga.cookie = `${must(cookie).name}=${must(cookie).value}`;
  return { olga, projectId };
}

async function importItems(page: Page, projectId: string): Promise<void> {
  await page.goto(`${app.base}/projects/${projectId}/import`);
  await button(page, 'Paste text instead').click();
  await page.getByRole('textbox').fill(ITEMS_FILE);
  await button(page, /look|preview|read/i).click();
  await button(page, /^import 3 items/i).waitFor();
  await expectAccessible(page, 'import preview');
  await button(page, /^import 3 items/i).click();
  await page.getByRole('heading', { name: 'Imported' }).waitFor();
  await expectAccessible(page, 'import report');
}

async function invite(olga: HttpClient, projectId: string, name: string, role: Role): Promise<HttpClient> {
  const { token } = await olga.call('POST /api/projects/:projectId/invitations', {
    params: { projectId },
    body: { role },
  });
  const http = new HttpClient(app.base);
  const body = { name, email: `${name.toLowerCase()}@example.org`, password: PASSWORD };
  await http.call('POST /api/invitations/:token/accept', { params: { token }, body });
  return http;
}

async function planSession(page: Page, projectId: string): Promise<string> {
  await page.goto(`${app.base}/projects/${projectId}/sessions/new`);
  await page.getByLabel(/title/i).fill('Weekly calibration');
  await expectAccessible(page, 'new session');
  await button(page, /^(plan|create|open)/i).click();
  await page.waitForURL(/\/sessions\/(?!new)[^/]+$/);
  return must(page.url().split('/sessions/')[1]).split(/[/?]/)[0] ?? '';
}

/** Answers every question of the ballot with the same key, without touching the pointer, and gives a reason. */
async function answerByKeyboard(page: Page, digit: string, reason: string): Promise<void> {
  await button(page, /^send/i).waitFor();
  for (let i = 0; i < QUESTIONS; i += 1) await page.keyboard.press(digit);
  await isComplete(page);
  await page.getByLabel(/^reason/i).fill(reason);
}

/** Safety, correctness, instruction following and helpfulness of A and B, and the preference. */
const QUESTIONS = 9;
/** On a phone a bar repeats it while the form is out of sight. */
const isComplete = (page: Page) =>
  page.getByRole('form', { name: 'Your answer' }).getByText('Complete, not sent yet.').waitFor();
const hasAnswered = (page: Page) =>
  page
    .getByText(/you have answered/)
    .first()
    .waitFor({ state: 'attached' });

test('a meeting from an empty installation to version 2, in four browsers', async () => {
  const { olga, projectId } = await setUpWorkspace();
  const [fay, ann, ben, rob] = [
    await pageOf(await invite(olga, projectId, 'Fay', 'facilitator')),
    await pageOf(await invite(olga, projectId, 'Ann', 'annotator')),
    await pageOf(await invite(olga, projectId, 'Ben', 'annotator'), PHONE),
    await pageOf(await invite(olga, projectId, 'Rob', 'reviewer')),
  ] as const;
  const sessionId = await planSession(fay, projectId);
  for (const page of [ann, ben, rob]) await page.goto(`${app.base}/sessions/${sessionId}`);
  await openMeeting(fay, ben);
  await voteBlind(fay, ann, ben, rob);
  await revealAndTalk(fay, ann, rob);
  await voteAgain(fay, ann, ben, rob);
  await rule(rob);
  await readMinutes(ann, sessionId);
  await commitVersion(fay, projectId);
  expect(troubles.flat().filter((trouble) => !/ERR_INTERNET_DISCONNECTED|WebSocket/.test(trouble))).toEqual(
    [],
  );
  expect(await verifyGuideline(app.deps.db)).toMatchObject({ ok: true });
});

async function openMeeting(fay: Page, ben: Page): Promise<void> {
  await button(fay, 'Take the chair').click();
  await expectAccessible(fay, 'lobby of the chair');
  await expectAccessible(ben, 'lobby on a phone');
  await fay.getByText('4 people here').waitFor({ state: 'attached' });
  await button(fay, /start the session/i).click();
  await button(fay, /open the first item/i).click();
}

async function voteBlind(fay: Page, ann: Page, ben: Page, rob: Page): Promise<void> {
  await button(ann, 'Send answer').waitFor();
  await expectAccessible(ann, 'ballot');
  await expectAccessible(ben, 'ballot on a phone');
  await expectAccessible(fay, 'console');
  await answerByKeyboard(ann, '1', 'The first says when it is not safe.');
  await ann.reload();
  // What was typed before the reload is still there.
  await isComplete(ann);
  expect(await ann.getByLabel(/^reason/i).inputValue()).toBe('The first says when it is not safe.');
  await button(ann, 'Send answer').click();
  await hasAnswered(ann);
  await answerByKeyboard(ben, '3', 'From the tunnel.');
  await ben.context().setOffline(true);
  await button(ben, 'Send answer').click();
  await ben.getByText(/1 answer is sent when the connection is back/).waitFor();
  await expectAccessible(ben, 'offline');
  await ben.context().setOffline(false);
  await hasAnswered(ben);
  await answerByKeyboard(rob, '2', 'In between.');
  await button(rob, 'Send answer').click();
  await fay.getByText('Everybody has answered').waitFor();
  expect(await fay.locator('body').innerText()).not.toContain('From the tunnel');
}

async function revealAndTalk(fay: Page, ann: Page, rob: Page): Promise<void> {
  await button(fay, /^\S* ?reveal/i).click();
  for (const page of [fay, ann, rob]) await page.getByText('From the tunnel.').first().waitFor();
  await expectAccessible(fay, 'reveal board');
  await ann.getByPlaceholder(/other side/i).fill('The second never says "ask".');
  await button(ann, 'Post').click();
  await rob.getByText('The second never says "ask".').waitFor();
}

async function voteAgain(fay: Page, ann: Page, ben: Page, rob: Page): Promise<void> {
  await button(fay, /open round 2/i).click();
  for (const page of [ann, ben, rob]) {
    await page.getByText('Round 2').first().waitFor();
    await answerByKeyboard(page, '2', 'After talking.');
    await button(page, 'Send answer').click();
    await hasAnswered(page);
  }
  await fay.getByText('Everybody has answered').waitFor();
  await button(fay, /^\S* ?reveal/i).click();
  await fay.getByText('After talking.').first().waitFor();
  await fay.getByText('Who moved').first().waitFor();
  await expectAccessible(fay, 'board of round 2');
}

const QUESTION = 'How much warning does an over-the-counter drug need?';

async function rule(rob: Page): Promise<void> {
  await rob.getByText('After talking.').first().waitFor();
  await button(rob, /^rule/i).click();
  const form = rob.locator('form', { hasText: 'Why did people differ?' });
  await form.waitFor();
  await expectAccessible(rob, 'ruling form');
  await form.getByRole('radio', { name: 'The guideline has a gap' }).check();
  await form.getByRole('radio', { name: 'No clause covers this' }).check();
  await form.getByLabel('The question that no clause answers').fill(QUESTION);
  await form
    .getByLabel('Reason', { exact: true })
    .fill('A lay reader needs the one warning that changes what they do.');
  await form.locator('.slot').getByRole('radio').first().check();
  await button(rob, 'Record the ruling').click();
  await rob.getByText('A lay reader needs the one warning').first().waitFor();
  await expectAccessible(rob, 'ruling');
}

async function readMinutes(ann: Page, sessionId: string): Promise<void> {
  await ann.goto(`${app.base}/sessions/${sessionId}/minutes`);
  await ann.getByText('A lay reader needs the one warning').first().waitFor();
  await expectAccessible(ann, 'minutes');
}

async function commitVersion(fay: Page, projectId: string): Promise<void> {
  await fay.goto(`${app.base}/projects/${projectId}/guideline`);
  await button(fay, /tray/i).click();
  await fay.getByText(QUESTION).first().waitFor();
  await expectAccessible(fay, 'studio with its tray');
  await button(fay, 'Place here').click();
  await fay.getByText('Placed', { exact: true }).first().waitFor();
  await button(fay, /^(review|commit)/i).click();
  await fay.getByText('Kind of change').first().waitFor();
  await expectAccessible(fay, 'commit');
  await button(fay, /^commit version 2/i).click();
  await fay.getByRole('heading', { name: 'Version 2 is committed' }).waitFor();
  await expectAccessible(fay, 'committed');
  await fay.goto(`${app.base}/projects/${projectId}/versions/2`);
  await fay.getByText(QUESTION).first().waitFor();
  await expectAccessible(fay, 'version 2');
  await fay.goto(`${app.base}/projects/${projectId}/versions`);
  await expectAccessible(fay, 'versions');
}
