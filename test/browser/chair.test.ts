import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PHONE } from '../support/browser.ts';
import {
  answerByKeyboard,
  button,
  chairOf,
  expectAccessible,
  isComplete,
  isCounted,
  type Look,
  Screens,
  send,
} from '../support/screens.ts';
import { startApp, type RunningApp } from '../support/start-app.ts';
import { makeWorld, personOf, planSession, type World } from '../support/world.ts';

/* Presses that must not do more than was meant, and what becomes of answers that a reveal overtakes. */

const QUESTIONS = 2;

let app: RunningApp;
let world: World;
let screens: Screens;

beforeAll(async () => {
  app = await startApp({ environment: { LOG_LEVEL: 'warn' }, graceMs: 300 });
  const people = { Fay: 'facilitator', Ann: 'annotator', Ben: 'annotator' } as const;
  world = await makeWorld(app.base, { items: 3, people });
  screens = await Screens.open();
});

afterAll(async () => {
  await screens.close();
  await app.close();
});

const enter = (name: string, sessionId: string, look: Look = {}): Promise<Page> =>
  screens.inSession(personOf(world, name).http, sessionId, look);

const act = (page: Page, name: RegExp) => button(chairOf(page), name);
const leftover = (page: Page) => page.getByRole('complementary', { name: 'Only you see this' });

async function revealWithoutThem(fay: Page): Promise<void> {
  await act(fay, /^reveal.*missing/i).click();
  await act(fay, /^reveal without/i).click();
}

test('a double click reveals nothing, and nothing that somebody wrote is lost when the reveal comes', async () => {
  const { id } = await planSession(world);
  const [fay, ann, ben] = [
    await enter('Fay', id),
    await enter('Ann', id),
    await enter('Ben', id, { viewport: PHONE }),
  ];
  await button(fay, 'Take the chair').click();
  await act(fay, /start the session/i).click();
  await act(fay, /open the first item/i).click();
  await answerByKeyboard(ann, '1', QUESTIONS);
  await ann.getByLabel(/^reason/i).fill('The first one runs.');
  await send(ann);
  await isCounted(ann);
  await ben.getByLabel(/^reason/i).fill('The second one explains itself.');

  await act(fay, /^reveal.*1 missing/i).dblclick();
  await act(fay, /^reveal without 1 person/i).waitFor();
  expect(await ann.getByText(/^your answer counts/i).count()).toBeGreaterThan(0);
  await act(fay, /^reveal without/i).click();

  await leftover(ben).getByRole('heading', { name: 'You had written this and not sent it' }).waitFor();
  await expectAccessible(ben, 'board with what was not sent, on a phone');
  await button(leftover(ben), /into the talk/i).click();
  await expect
    .poll(() => ben.getByRole('textbox').first().inputValue())
    .toBe('The second one explains itself.');
  expect(await leftover(ann).count()).toBe(0);
});

test('a further round starts from the first answer when it is asked for, and a late answer is its author’s', async () => {
  const { id } = await planSession(world);
  const [fay, ann, ben] = [await enter('Fay', id), await enter('Ann', id), await enter('Ben', id)];
  await button(fay, 'Take the chair').click();
  await act(fay, /start the session/i).click();
  await act(fay, /open the first item/i).click();
  for (const [page, digit] of [
    [ann, '1'],
    [ben, '3'],
  ] as const) {
    await answerByKeyboard(page, digit, QUESTIONS);
    await send(page);
    await isCounted(page);
  }
  await act(fay, /^reveal/i).click();
  await act(fay, /open round 2/i).click();

  await button(ann, 'Start from it').click();
  await isComplete(ann);
  await button(ann, 'Read the board').click();
  await expectAccessible(ann, 'board of round 1 while round 2 is open');
  await button(ann, 'Back to my ballot').click();
  await send(ann);
  await isCounted(ann);

  await answerByKeyboard(ben, '1', QUESTIONS);
  await ben.context().setOffline(true);
  await ben
    .getByText(/no connection/i)
    .first()
    .waitFor();
  await ben.getByLabel(/^reason/i).fill('first thought');
  await send(ben);
  await ben.getByLabel(/^reason/i).fill('second thought');
  await button(ben, 'Send change').click();
  await revealWithoutThem(fay);
  await ann
    .getByText(/who moved/i)
    .first()
    .waitFor();
  await ben.context().setOffline(false);

  await ben
    .getByText(/^too late: your answer to/i)
    .first()
    .waitFor();
  await leftover(ben).getByText('second thought').waitFor();
  await expectAccessible(ben, 'board with an answer that came too late');
  expect(await fay.locator('body').innerText()).not.toContain('second thought');
  expect(screens.troubles).toEqual([]);
});
