import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyGuideline } from '#server/services/guideline/verify.ts';
import { PHONE } from '../support/browser.ts';
import { button, expectAccessible, Screens } from '../support/screens.ts';
import { startApp, type RunningApp } from '../support/start-app.ts';
import { makeWorld, personOf, type World } from '../support/world.ts';

/* Two authors and an observer at one guideline: text and rubric written together, a lost connection, a version, and what it changed. */

const STUDIO_TEST_MS = 90_000;

let app: RunningApp;
let world: World;
let screens: Screens;

beforeAll(async () => {
  app = await startApp({ environment: { LOG_LEVEL: 'warn' } });
  world = await makeWorld(app.base, {
    people: { Ada: 'author', Bea: 'author', Oli: 'observer' },
  });
  screens = await Screens.open();
});

afterAll(async () => {
  await screens.close();
  await app.close();
});

const text = (page: Page) => page.locator('.cm-content');

async function openStudio(name: string, look: Parameters<Screens['of']>[1] = {}): Promise<Page> {
  const page = await screens.of(personOf(world, name).http, look);
  await page.goto(`${app.base}/projects/${world.projectId}/guideline`);
  await text(page).waitFor();
  return page;
}

/** Below the title: the editor draws only what is in sight. */
async function writeAtTheTop(page: Page, words: string): Promise<void> {
  await text(page).click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('End');
  await page.keyboard.type(words);
}

const shows = (page: Page, words: string) => text(page).getByText(words).first().waitFor();
const isStored = (page: Page) => page.getByText('All stored').first().waitFor();

test(
  'two authors write one guideline and its rubric; an observer reads along; the version says what changed',
  async () => {
    const [ada, bea] = [await openStudio('Ada'), await openStudio('Bea', { dark: true })];
    const oli = await openStudio('Oli', { viewport: PHONE, dark: true });

    await writeAtTheTop(ada, '\n\n## Sarcasm\n\nJudge what is meant, not what is said. ');
    for (const page of [bea, oli]) await shows(page, 'Judge what is meant, not what is said.');
    await ada.keyboard.type('Ask when in doubt.');
    await bea.locator('.cm-peer-name', { hasText: 'Ada' }).waitFor({ state: 'attached' });
    await expectAccessible(bea, 'studio, dark');
    await expectAccessible(oli, 'studio of an observer, dark, on a phone');
    expect(await text(oli).getAttribute('contenteditable')).toBe('false');

    await writeAtTheTop(bea, '\n\nIrony counts too.');
    await shows(ada, 'Irony counts too.');
    await bea.keyboard.press('Control+z');
    await shows(ada, 'Ask when in doubt.');
    await expect.poll(() => text(ada).innerText()).not.toContain('Irony counts too.');

    await ada.context().setOffline(true);
    await writeAtTheTop(ada, '\n\nWritten in a tunnel.');
    await ada
      .getByText(/not stored|not connected|offline/i)
      .first()
      .waitFor();
    await ada.evaluate(() => scrollTo(0, document.body.scrollHeight));
    const statusAt = () => ada.locator('.save').evaluate((status) => status.getBoundingClientRect().top);
    await expect.poll(statusAt).toBeGreaterThanOrEqual(0);
    await ada.context().setOffline(false);
    await shows(bea, 'Written in a tunnel.');
    await isStored(ada);

    await button(ada, /^Clarity/).click();
    await ada.getByLabel('Name', { exact: true }).fill('Clear wording');
    await button(bea, /^Clear wording/).waitFor();
    await expectAccessible(ada, 'rubric editor');
    await isStored(ada);

    await button(ada, 'Review and commit').click();
    await ada.getByText('Kind of change').first().waitFor();
    await ada.getByText('Clear wording').filter({ visible: true }).first().waitFor();
    await expectAccessible(ada, 'review of a version');
    await button(ada, /^commit version 2/i).click();
    await ada.getByRole('heading', { name: 'Version 2 is committed' }).waitFor();
    expect(await verifyGuideline(app.deps.db)).toMatchObject({ ok: true });

    await oli.goto(`${app.base}/projects/${world.projectId}/compare?from=1&to=2`);
    await oli.getByText('Sarcasm').first().waitFor();
    await oli.getByText('Clear wording').first().waitFor();
    await expectAccessible(oli, 'two versions compared, dark, on a phone');
    expect(screens.troubles).toEqual([]);
  },
  STUDIO_TEST_MS,
);
