import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '#shared/must.ts';
import {
  answerByKeyboard,
  button,
  chairOf,
  expectAccessible,
  isCounted,
  Screens,
  send,
} from '../support/screens.ts';
import { PHONE } from '../support/browser.ts';
import { startApp, type RunningApp } from '../support/start-app.ts';
import { makeWorld, personOf, planSession, type World } from '../support/world.ts';

/*
 * The widgets that take the keys over, by keyboard alone: menu, tabs, toolbar and the search for a clause (bits-ui), and the native
 * popover of the bars. Open, each is accessible and keeps to the content security policy. Who answers loads nothing of bits-ui.
 */

/** A comparison and a clarity scale. */
const QUESTIONS = 2;
const SETTLE_MS = 2_000;
const GUIDELINE = [
  '# Calibration {#c-guideline}\n\nRead both answers twice.',
  '## Ties {#c-tie}\n\nA tie is a finding.',
  '## Length {#c-len}\n\nA long answer is no better for being long.',
  '## Refusals {#c-refusal}\n\nA refusal can be the best answer. See [ties](#c-tie).',
].join('\n\n');

/** In every part of bits-ui: the names of its style properties and the ids that it makes up. */
const BITS = /\bbits-/;

let app: RunningApp;
let world: World;
let screens: Screens;

beforeAll(async () => {
  app = await startApp({ environment: { LOG_LEVEL: 'warn' } });
  world = await makeWorld(app.base, {
    guideline: GUIDELINE,
    people: { Fay: 'facilitator', Ann: 'annotator', Ada: 'author' },
  });
  screens = await Screens.open();
});

afterAll(async () => {
  await screens.close();
  await app.close();
});

/** What a page fetches when it has nothing else to do counts as well. */
const settle = (page: Page): Promise<void> => page.waitForTimeout(SETTLE_MS);

/** The scripts that a page has loaded so far and that hold a piece of bits-ui. */
function bitsIn(page: Page): () => Promise<string[]> {
  const scripts: { url: string; text: Promise<string> }[] = [];
  page.on('response', (response) => {
    const url = response.url();
    if (url.endsWith('.js')) scripts.push({ url, text: response.text() });
  });
  return async () => {
    await settle(page);
    const texts = await Promise.all(scripts.map(async ({ url, text }) => ({ url, text: await text })));
    expect(texts.length).toBeGreaterThan(0);
    return texts.filter(({ text }) => BITS.test(text)).map(({ url }) => url);
  };
}

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.textContent.replaceAll(/\s+/g, ' ').trim() ?? '');

/** A session with its first round open and Fay in the chair. */
async function openRound(policy: Parameters<typeof planSession>[1] = {}) {
  const { id, code } = await planSession(world, policy);
  const fay = await screens.of(personOf(world, 'Fay').http);
  await fay.goto(`${app.base}/sessions/${id}`);
  await button(fay, 'Take the chair').click();
  await button(fay, /start the session/i).click();
  await button(fay, /open the first item/i).click();
  // Nobody has a seat yet, so it asks first.
  await button(fay, /with nobody to answer/i).click();
  await chairOf(fay).getByText('Missing').or(chairOf(fay).getByText('Nobody is expected')).first().waitFor();
  return { id, code, fay };
}

/** How the responses stand: the hotkey `l` changes it. */
const layoutOf = (page: Page): Promise<string> =>
  page
    .getByRole('group', { name: 'How the responses stand' })
    .getByRole('button', { pressed: true })
    .innerText();
const isFocused = (locator: Locator): Promise<boolean> =>
  locator.evaluate((element) => element === document.activeElement);

test('a menu: arrows, type-ahead and Escape; it has the keys as long as it is open', async () => {
  const { fay } = await openRound();
  const trigger = button(chairOf(fay), 'Other acts');
  await trigger.focus();
  await fay.keyboard.press('ArrowDown');
  await expect.poll(() => focused(fay)).toMatch(/^Park this item/);
  await fay.keyboard.press('ArrowUp');
  expect(await focused(fay)).toBe('End the session');
  await fay.keyboard.press('h');
  expect(await focused(fay)).toBe('Hand over the chair …');
  await expectAccessible(fay, 'menu of the dock');

  const layout = await layoutOf(fay);
  await fay.keyboard.press('l');
  expect(await layoutOf(fay)).toBe(layout);
  await fay.keyboard.press('Escape');
  await fay.getByRole('menu').waitFor({ state: 'detached' });
  expect(await isFocused(trigger)).toBe(true);
  await fay.keyboard.press('l');
  expect(await layoutOf(fay)).not.toBe(layout);
  expect(screens.troubles).toEqual([]);
});

test('a menu in a dialog lies above it, and Escape closes only the menu', async () => {
  const { fay } = await openRound();
  await button(chairOf(fay), 'Other acts').focus();
  await fay.keyboard.press('ArrowDown');
  await fay.getByRole('menuitem', { name: /agenda/i }).focus();
  await fay.keyboard.press('Enter');
  const dialog = fay.getByRole('dialog', { name: 'Agenda' });
  await dialog.waitFor();
  await button(dialog, /^acts on question number 1/i).focus();
  await fay.keyboard.press('Enter');
  const down = dialog.getByRole('menuitem', { name: 'Move down' });
  // "Move up" is disabled and passed over.
  await expect.poll(() => focused(fay)).toBe('Move down');
  expect(
    await down.evaluate((item) => {
      const { x, y, width, height } = item.getBoundingClientRect();
      return item.contains(document.elementFromPoint(x + width / 2, y + height / 2));
    }),
  ).toBe(true);
  await expectAccessible(fay, 'menu in a dialog');
  await fay.keyboard.press('Escape');
  await down.waitFor({ state: 'detached' });
  expect(await dialog.isVisible()).toBe(true);

  await fay.keyboard.press('Enter');
  await expect.poll(() => focused(fay)).toBe('Move down');
  await fay.keyboard.press('Enter');
  await expect.poll(() => dialog.getByRole('listitem').nth(1).innerText()).toContain('Question number 1');
  await fay.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  expect(screens.troubles).toEqual([]);
});

test('the bars’ links are a native popover: Tab goes through, Escape gives the focus back', async () => {
  const { id } = await openRound();
  const ann = await screens.of(personOf(world, 'Ann').http, { viewport: PHONE });
  await ann.goto(`${app.base}/sessions/${id}`);
  const more = button(ann, 'More');
  await more.focus();
  await ann.keyboard.press('Enter');
  await ann.getByRole('link', { name: 'Minutes' }).waitFor();
  await expectAccessible(ann, 'links of the room bar, on a phone');
  await ann.keyboard.press('Tab');
  expect(await focused(ann)).toBe('Lobby and rules');
  const layout = await layoutOf(ann);
  await ann.keyboard.press('l');
  expect(await layoutOf(ann)).toBe(layout);
  await ann.keyboard.press('Escape');
  await ann.getByRole('link', { name: 'Minutes' }).waitFor({ state: 'hidden' });
  expect(await isFocused(more)).toBe(true);
  await ann.keyboard.press('Enter');
  await ann.keyboard.press('Tab');
  await ann.keyboard.press('Tab');
  await ann.keyboard.press('Enter');
  await ann.waitForURL(`**/sessions/${id}/minutes`);
  expect(screens.troubles).toEqual([]);
});

test('who joins and answers loads nothing of bits-ui until they look for a clause', async () => {
  const { id, code } = await openRound({ guests: true });
  const guest = await screens.of(null, { viewport: PHONE, dark: true });
  const bits = bitsIn(guest);
  await guest.goto(`${app.base}/join/${code}`);
  await guest.getByLabel('Your name').fill('Grace');
  await guest.keyboard.press('Enter');
  await guest.waitForURL(`**/sessions/${id}`);
  await answerByKeyboard(guest, '1', QUESTIONS);
  expect(await bits()).toEqual([]);

  await guest.keyboard.press('c');
  await guest.getByRole('combobox').waitFor();
  expect(await bits()).not.toEqual([]);
  expect(screens.troubles).toEqual([]);
});

test('a clause is found and cited by keyboard', async () => {
  const { id } = await openRound();
  const ann = await screens.of(personOf(world, 'Ann').http);
  await ann.goto(`${app.base}/sessions/${id}`);
  await answerByKeyboard(ann, '1', QUESTIONS);
  const dialog = ann.getByRole('dialog', { name: 'Which clause?' });
  const field = dialog.getByRole('combobox', { name: 'Search the clauses of version 1' });
  const current = dialog.getByRole('option', { selected: true });
  const cite = button(ann, /cite a clause/i);

  await cite.focus();
  await ann.keyboard.press('Enter');
  await expect.poll(() => current.innerText()).toContain('Calibration');
  expect(await isFocused(field)).toBe(true);
  expect(await dialog.getByRole('option').count()).toBe(4);
  await expectAccessible(ann, 'search for a clause');
  await ann.keyboard.press('ArrowUp');
  await expect.poll(() => current.innerText()).toContain('Refusals');
  // What is announced is what Enter would choose, and a link inside it cannot be pressed.
  expect(await field.getAttribute('aria-activedescendant')).toBe(await current.getAttribute('id'));
  expect(await current.locator('a').evaluate((link) => link.closest('[inert]') !== null)).toBe(true);
  await ann.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  expect(await isFocused(cite)).toBe(true);

  await ann.keyboard.press('Enter');
  await field.waitFor();
  await ann.keyboard.type('answer');
  // Letters are no hotkeys here. The word stands in three texts.
  await expect.poll(() => dialog.getByRole('option').allInnerTexts()).toHaveLength(3);
  await ann.keyboard.press('ArrowDown');
  await expect.poll(() => current.innerText()).toContain('Length');
  await ann.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await button(ann, /^length v1/i).click();
  await expect.poll(() => current.innerText()).toContain('Length · cited');
  await expectAccessible(ann, 'search for another clause');
  await ann.keyboard.type('nonsense');
  await dialog.getByText('No clause has these words.').waitFor();
  await button(dialog, 'Cite none').click();
  await cite.waitFor();
  expect(screens.troubles).toEqual([]);
});

test('a clause that was looked for without a connection is found when it is back', async () => {
  const { id } = await openRound();
  const ann = await screens.of(personOf(world, 'Ann').http, { viewport: PHONE });
  await ann.goto(`${app.base}/sessions/${id}`);
  await answerByKeyboard(ann, '1', QUESTIONS);
  await ann.context().setOffline(true);
  await ann.keyboard.press('c');
  const dialog = ann.getByRole('dialog', { name: 'Which clause?' });
  await dialog.getByText('The guideline could not be loaded.').waitFor();
  await expectAccessible(ann, 'clauses without a connection, on a phone');
  await ann.context().setOffline(false);
  await button(dialog, 'Try again').click();
  const option = dialog.getByRole('option').first();
  await option.waitFor();
  // With its look: the stylesheet, too, did not come at first.
  expect(await option.evaluate((element) => getComputedStyle(element).cursor)).toBe('pointer');
  expect(screens.troubles).toEqual([]);
});

test('a part of the screen that did not come says so in sight, and comes by itself when the connection is back', async () => {
  const { id } = await openRound();
  const ann = await screens.of(personOf(world, 'Ann').http, { viewport: PHONE });
  await ann.goto(`${app.base}/sessions/${id}`);
  const people = button(ann, /people here/);
  await people.waitFor();
  await ann.context().setOffline(true);
  await people.click();
  const note = ann.getByText('Could not load who is in the room.');
  await note.waitFor();
  expect(await note.evaluate((element) => element.getBoundingClientRect().bottom < innerHeight)).toBe(true);
  await expectAccessible(ann, 'a part that did not come, on a phone');
  await ann.context().setOffline(false);
  const dialog = ann.getByRole('dialog', { name: 'In the room' });
  await dialog.getByText('(you)').waitFor();
  await ann.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  expect(screens.troubles).toEqual([]);
});

test('tabs beside the board, and a menu of links', async () => {
  const { id, fay } = await openRound();
  const ann = await screens.of(personOf(world, 'Ann').http);
  await ann.goto(`${app.base}/sessions/${id}`);
  await answerByKeyboard(ann, '1', QUESTIONS);
  await send(ann);
  await isCounted(ann);
  await button(chairOf(fay), /reveal/i).click();
  const talk = fay.getByRole('tab', { name: 'Talk' });
  await talk.focus();
  await fay.keyboard.press('ArrowRight');
  await fay.getByRole('tab', { name: 'Item', selected: true }).waitFor();
  await fay.getByRole('tabpanel', { name: 'Item' }).getByText('Answer one to 1').waitFor();
  await expectAccessible(fay, 'tabs beside the board');
  await fay.keyboard.press('ArrowLeft');
  await fay.getByRole('tab', { name: 'Talk', selected: true }).waitFor();
  expect(await isFocused(talk)).toBe(true);

  await fay.goto(`${app.base}/projects/${world.projectId}/agreement`);
  await button(fay, 'Export').focus();
  await fay.keyboard.press('Enter');
  await expect.poll(() => focused(fay)).toBe('Figures of all dimensions');
  await expectAccessible(fay, 'menu of exports');
  await fay.keyboard.press('t');
  expect(await focused(fay)).toBe('Trend');
  const coming = fay.waitForEvent('download');
  await fay.keyboard.press('Enter');
  expect((await coming).suggestedFilename()).toMatch(/trend.*\.csv$/);
  expect(screens.troubles).toEqual([]);
});

test('the studio’s toolbar is one tab stop, and still is when Undo runs out', async () => {
  const ada = await screens.of(personOf(world, 'Ada').http);
  await ada.goto(`${app.base}/projects/${world.projectId}/guideline`);
  const text = ada.locator('.cm-content');
  await text.click();
  await ada.keyboard.type('Hello ');
  const toolbar = ada.getByRole('toolbar', { name: 'Text' });
  const kind = toolbar.getByRole('combobox', { name: 'Kind of line' });
  const undo = button(toolbar, /^undo/i);
  const redo = button(toolbar, /^redo/i);
  await kind.focus();
  const level = await kind.inputValue();
  await ada.keyboard.press('ArrowRight');
  expect(await isFocused(button(toolbar, /^bold/i))).toBe(true);
  expect(await kind.inputValue()).toBe(level);
  await expectAccessible(ada, 'toolbar of the studio');
  await ada.keyboard.press('End');
  expect(await isFocused(redo)).toBe(true);
  await ada.keyboard.press('ArrowRight');
  expect(await isFocused(kind)).toBe(true);
  await ada.keyboard.press('ArrowLeft');
  await ada.keyboard.press('ArrowLeft');
  expect(await isFocused(undo)).toBe(true);
  await ada.keyboard.press('Shift+Tab');
  expect(await toolbar.evaluate((bar) => bar.contains(document.activeElement))).toBe(false);
  await ada.keyboard.press('Tab');
  expect(await isFocused(undo)).toBe(true);

  expect(await undo.getAttribute('aria-disabled')).toBe(null);
  await ada.keyboard.press('Enter');
  await expect.poll(() => undo.getAttribute('aria-disabled')).toBe('true');
  expect(must(await text.textContent())).not.toContain('Hello');
  // The caret is back in the text; the way back into the toolbar is still there.
  await ada.keyboard.press('Shift+Tab');
  expect(await isFocused(undo)).toBe(true);
  await ada.keyboard.press('Enter');
  expect(await isFocused(undo)).toBe(true);
  expect(screens.troubles).toEqual([]);
});
