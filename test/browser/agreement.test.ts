import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '#shared/must.ts';
import { rubricSchema } from '#shared/rubric/rubric.ts';
import { HttpClient } from '../../tools/client/http-client.ts';
import { DESK, PHONE } from '../support/browser.ts';
import { buildProject, type BuiltProject } from '../support/builders.ts';
import { expectAccessible, Screens } from '../support/screens.ts';
import { startApp, type RunningApp } from '../support/start-app.ts';

/* The agreement page of an imported set, as somebody reads it: a cell, its items, another filter, other coefficients, a file. */

const points = [1, 2, 3, 4, 5].map((value) => ({ value, label: `point ${value}` }));
const rubric = rubricSchema.parse({
  dimensions: [
    { id: 'clear', name: 'Clear', scale: { kind: 'likert', points } },
    { id: 'better', name: 'Better', scale: { kind: 'pairwise' } },
  ],
});
const ITEMS = 40;
const PEOPLE = ['Ann', 'Ben', 'Cyd', 'Dov'];

const lines = (list: readonly object[]): string => list.map((one) => JSON.stringify(one)).join('\n');
const numbers = Array.from({ length: ITEMS }, (_, i) => i);
const ITEM_LINES = lines(
  numbers.map((i) => ({
    ...{ id: `q${i}`, prompt: `Question ${i % 20}`, responses: ['a', 'b'] },
    tags: [i % 2 === 0 ? 'even' : 'odd'],
  })),
);
/** Dov reads the scale upside down. */
const pointOf = (item: number, person: number) =>
  person === 3 ? 5 - (item % 5) : 1 + ((item + (item % 7 === person ? 1 : 0)) % 5);
const LABEL_LINES = lines(
  numbers.flatMap((i) =>
    PEOPLE.flatMap((annotator, person) => [
      {
        ...{ item: `q${i}`, annotator, dimension: 'clear', value: pointOf(i, person) },
        rationale: `${annotator} on ${i}`,
      },
      { item: `q${i}`, annotator, dimension: 'better', value: (i + person) % 3 === 0 ? 'b' : 'a' },
    ]),
  ),
);

let app: RunningApp;
let project: BuiltProject;
let http: HttpClient;
let screens: Screens;

beforeAll(async () => {
  app = await startApp({ environment: { LOG_LEVEL: 'warn' } });
  project = await buildProject(app.deps, { name: 'Imported set', rubric });
  http = new HttpClient(app.base);
  http.cookie = project.owner.cookie;
  for (const [kind, file] of [
    ['items', ITEM_LINES],
    ['labels', LABEL_LINES],
  ] as const)
    expect(await http.upload(`/api/projects/${project.id}/imports?kind=${kind}`, file)).toMatchObject({
      problemCount: 0,
    });
  screens = await Screens.open();
});

afterAll(async () => {
  await screens.close();
  await app.close();
});

async function openPage(viewport: typeof DESK, dark: boolean): Promise<Page> {
  const page = await screens.of(http, { viewport, dark });
  page.setDefaultTimeout(10_000);
  await page.goto(`${app.base}/projects/${project.id}/agreement`);
  await page.getByRole('heading', { name: 'People', exact: true }).waitFor();
  await page.getByRole('link', { name: /^Dov on Clear/ }).waitFor();
  return page;
}

test.each([
  ['a desk, light', DESK, false],
  ['a phone, dark', PHONE, true],
] as const)('A2, A8, A9 agreement of an imported set on %s', async (_where, viewport, dark) => {
  const page = await openPage(viewport, dark);
  await expectAccessible(page, 'agreement');
  await drillDown(page);
  await filter(page);
  await lookAtOthers(page);
  await takeOut(page);
  await explain(page);
  expect(screens.troubles).toEqual([]);
});

/** By keyboard alone: from the first cell of the heat-map to the last, and into the items behind it. */
async function drillDown(page: Page): Promise<void> {
  await page.getByRole('link', { name: /^Ann on Clear/ }).focus();
  for (let i = 1; i < PEOPLE.length; i += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('dialog', { name: 'Dov and the others, Clear' });
  await panel.getByText('40 items on Clear').waitFor();
  await panel
    .getByText(/^Dov on \d+$/)
    .first()
    .waitFor();
  await expectAccessible(page, 'items behind a cell');
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'hidden' });
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/^Dov on/);
}

async function filter(page: Page): Promise<void> {
  const select = page.getByLabel('Tag');
  if (!(await select.isVisible())) await page.locator('summary', { hasText: 'Filter' }).click();
  await select.selectOption('even');
  await page.getByText('80 labels, 20 units, 4 people').first().waitFor();
  await page
    .getByText(/too few items to say/)
    .first()
    .waitFor();
  await page.goBack();
  await page.getByText('160 labels, 40 units, 4 people').first().waitFor();
  await page.getByText('Share of the others’ answers that equal theirs').first().waitFor();
  await page.getByRole('radio', { name: 'Alpha without them' }).check();
  await page.getByText('How alpha changes when they are left out').first().waitFor();
}

async function lookAtOthers(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Better', exact: true }).first().click();
  await page.getByText('Other coefficients, and why this one is the default').click();
  await page.getByRole('rowheader', { name: 'Fleiss’ kappa' }).waitFor();
  await page.getByRole('rowheader', { name: /alpha, nominal fits the scale/ }).waitFor();
  await expectAccessible(page, 'other coefficients');
}

async function takeOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Export' }).click();
  const coming = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: /^Better: raw units × raters.*CSV/ }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toBe('ratings-better.csv');
  const stream = await file.createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  const rows = Buffer.concat(chunks).toString().trimEnd().split('\r\n');
  expect(rows[0]).toBe('item,target,part,collection,Ann,Ben,Cyd,Dov');
  expect(rows).toHaveLength(ITEMS + 1);
}

async function explain(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Krippendorff’s alpha, nominal' }).first().click();
  await page.waitForURL('**/about/numbers#alpha-nominal');
  await page.getByRole('heading', { name: 'Alpha for names' }).waitFor();
  expect(must(await page.locator('#alpha-nominal').textContent())).toContain('Krippendorff');
  await expectAccessible(page, 'what the numbers say');
}
