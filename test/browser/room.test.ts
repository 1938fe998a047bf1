import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PHONE } from '../support/browser.ts';
import {
  answerByKeyboard,
  button,
  chairOf,
  expectAccessible,
  isCounted,
  type Look,
  Screens,
  send,
} from '../support/screens.ts';
import { startApp, type RunningApp } from '../support/start-app.ts';
import { makeWorld, personOf, planSession, type World } from '../support/world.ts';

/*
 * What a chair does beside the round at hand: pre-work, batches, the timer, parking, handing over; and who else is in the room: guests
 * with a code, the projector.
 */

/** A comparison and a clarity scale. */
const QUESTIONS = 2;

let app: RunningApp;
let world: World;
let screens: Screens;

beforeAll(async () => {
  app = await startApp({ environment: { LOG_LEVEL: 'warn' }, graceMs: 300 });
  world = await makeWorld(app.base, {
    items: 4,
    people: { Fay: 'facilitator', Flo: 'facilitator', Ann: 'annotator', Ben: 'annotator' },
  });
  screens = await Screens.open();
});

afterAll(async () => {
  await screens.close();
  await app.close();
});

const enter = (name: string, sessionId: string, look: Look = {}): Promise<Page> =>
  screens.inSession(personOf(world, name).http, sessionId, look);

async function otherAct(page: Page, name: string | RegExp): Promise<void> {
  await button(chairOf(page), 'Other acts').click();
  await page.getByRole('menuitem', { name }).click();
}

async function openTogether(page: Page, places: readonly number[], as: string): Promise<void> {
  await otherAct(page, /agenda/i);
  const dialog = page.getByRole('dialog', { name: 'Agenda' });
  for (const place of places)
    await dialog
      .getByRole('checkbox')
      .nth(place - 1)
      .check();
  await expectAccessible(page, `agenda, ${as}`);
  await button(dialog, as).click();
  for (const place of places)
    await dialog
      .getByText(/round 1 is open/)
      .nth(place - 1)
      .waitFor();
  await button(dialog, 'Close').click();
}

test('pre-work before the meeting and a batch in it: answered ahead, revealed together', async () => {
  const { id } = await planSession(world);
  const fay = await enter('Fay', id, { dark: true });
  await button(fay, 'Take the chair').click();
  await openTogether(fay, [1, 2], 'Open as pre-work');

  const ann = await enter('Ann', id, { viewport: PHONE, dark: true });
  await ann.getByText('2 items wait for your answer').waitFor();
  await expectAccessible(ann, 'lobby with pre-work, dark, on a phone');
  await button(ann.getByRole('complementary'), /question number 1/i).click();
  await answerByKeyboard(ann, '1', QUESTIONS);
  await send(ann);
  await isCounted(ann);
  await ann.keyboard.press('>');
  await ann.getByRole('heading', { level: 1, name: /question number 2/i }).waitFor();
  await answerByKeyboard(ann, '3', QUESTIONS);
  await expectAccessible(ann, 'ballot, dark, on a phone');
  await send(ann);
  await isCounted(ann);

  await button(fay, /start the session/i).click();
  await openTogether(fay, [3, 4], 'Open as a batch');
  await ann.keyboard.press('>');
  await ann.getByRole('heading', { level: 1, name: /question number 3/i }).waitFor();
  await answerByKeyboard(ann, '2', QUESTIONS);
  await send(ann);
  await isCounted(ann);

  await otherAct(fay, /agenda/i);
  const dialog = fay.getByRole('dialog', { name: 'Agenda' });
  // All four are still marked from opening them.
  await button(dialog, 'Reveal 4').click();
  await button(dialog, /answers missing. reveal anyway/i).click();
  await dialog
    .getByText(/revealed|agreed|one answer/i)
    .first()
    .waitFor();
  await button(dialog, 'Close').click();
  await button(fay.getByRole('navigation', { name: 'Agenda' }), /item 2/i).click();
  await fay.getByRole('heading', { level: 1, name: /question number 2/i }).waitFor();
  await fay
    .getByText(/1 of 2 answered/)
    .first()
    .waitFor();
  await expectAccessible(fay, 'reveal board, dark');
  expect(screens.troubles).toEqual([]);
});

test('a guest joins by code on a phone; the projector shows the room and nobody’s answer', async () => {
  const { id, code } = await planSession(world, { guests: true });
  const fay = await enter('Fay', id);
  const wall = await screens.of(personOf(world, 'Fay').http, { viewport: { width: 1920, height: 1080 } });
  await wall.goto(`${app.base}/sessions/${id}/projector`);
  await wall.getByText(code).first().waitFor();
  await expectAccessible(wall, 'projector, lobby');

  const guest = await screens.of(null, { viewport: PHONE });
  await guest.goto(`${app.base}/join`);
  await guest.getByLabel(/code/i).fill(code.toLowerCase());
  await guest.keyboard.press('Enter');
  await guest.getByLabel('Your name').fill('Grace');
  await expectAccessible(guest, 'door for guests');
  await guest.keyboard.press('Enter');
  await guest.waitForURL(`**/sessions/${id}`);
  await fay.getByText('Grace').first().waitFor();

  await button(fay, 'Take the chair').click();
  await button(fay, /start the session/i).click();
  await button(fay, /open the first item/i).click();
  await answerByKeyboard(guest, '1', QUESTIONS);
  await guest.getByLabel(/^reason/i).fill('Only the first one reverses in place.');
  await send(guest);
  await isCounted(guest);
  await fay.getByText('Everybody has answered').first().waitFor();
  expect(await wall.locator('body').innerText()).not.toContain('reverses in place');
  expect(await fay.locator('body').innerText()).not.toContain('reverses in place');
  await expectAccessible(wall, 'projector, open round');

  await button(chairOf(fay), 'Timer').click();
  await fay.getByRole('menuitem', { name: '2 minutes' }).click();
  await guest.getByRole('timer').first().waitFor();
  await button(chairOf(fay), 'Pause').click();
  await button(chairOf(fay), '+1 min').click();
  await expect.poll(() => chairOf(fay).getByRole('timer').innerText()).toMatch(/^[23]:\d\d/);
  await button(chairOf(fay), 'Stop the timer').click();

  await button(chairOf(fay), /reveal/i).click();
  await wall
    .getByText(/one answer|no dimension is split/i)
    .first()
    .waitFor();
  await expectAccessible(wall, 'projector, board');
  expect(screens.troubles).toEqual([]);
});

test('a parked item waits for the next session, and the chair passes on and is taken when its holder is gone', async () => {
  const { id } = await planSession(world);
  const [fay, flo, ann] = [await enter('Fay', id), await enter('Flo', id), await enter('Ann', id)];
  await button(fay, 'Take the chair').click();
  await button(fay, /start the session/i).click();
  await button(fay, /open the first item/i).click();
  await otherAct(fay, /^park/i);
  const park = fay.getByRole('dialog', { name: /^park/i });
  await park.getByLabel('Note').fill('Ask the lawyers first.');
  await expectAccessible(fay, 'parking');
  await button(park, /^park$/i).click();
  await ann
    .getByText(/parked/i)
    .first()
    .waitFor();

  await otherAct(fay, /hand over/i);
  const people = fay.getByRole('dialog', { name: 'In the room' });
  await expectAccessible(fay, 'people in the room');
  // Ann may not facilitate, so there is one button, and it is Flo's.
  expect(await people.getByRole('button', { name: /hand over the chair/i }).count()).toBe(1);
  await button(people, /hand over the chair/i).click();
  await button(chairOf(flo), /open/i).waitFor();
  await button(chairOf(fay), 'Take the chair').waitFor();

  await flo.close();
  await fay.getByText('Flo is away.').waitFor();
  await ann
    .getByText(/flo, who has the chair, is away/i)
    .first()
    .waitFor();
  await button(chairOf(fay), 'Take the chair').click();
  await otherAct(fay, /end the session/i);
  await button(fay.getByRole('dialog'), /^end/i).click();
  await ann.getByText('The session has ended.').first().waitFor();
  await ann.goto(`${app.base}/sessions/${id}/minutes`);
  await ann.getByText('Ask the lawyers first.').first().waitFor();
  await expectAccessible(ann, 'minutes of an ended session');
  expect(screens.troubles).toEqual([]);
});

test('a door that stays closed says why', async () => {
  const ann = await screens.of(personOf(world, 'Ann').http, { viewport: PHONE });
  await ann.goto(`${app.base}/sessions/no-such-session`);
  await button(ann, 'Enter a code')
    .or(ann.getByRole('link', { name: 'Enter a code' }))
    .waitFor();
  await expectAccessible(ann, 'no such session');
});
