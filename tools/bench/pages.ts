import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { must } from '#shared/must.ts';
import { findBrowser } from '../test/find-browser.ts';
import { openRoom, type Room } from './room.ts';

const BUILD = 'build';
const SETTLE_MS = 2_000;

/** Bytes of the gzipped file behind a script that a page has loaded. */
async function gzippedBytes(path: string): Promise<number> {
  const file = join(BUILD, `${path}.gz`);
  return (await stat(existsSync(file) ? file : join(BUILD, path))).size;
}

/** The scripts that a page has loaded; grows as it loads more. */
function scriptsOf(page: Page): ReadonlySet<string> {
  const scripts = new Set<string>();
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.endsWith('.js')) scripts.add(pathname);
  });
  return scripts;
}

/** What is fetched in idle moments counts as well. */
const settle = (page: Page): Promise<void> => page.waitForTimeout(SETTLE_MS);

async function report(what: string, scripts: readonly string[]): Promise<void> {
  const sizes = await Promise.all(scripts.map(gzippedBytes));
  const kilobytes = sizes.reduce((sum, size) => sum + size, 0) / 1000;
  console.log(`JavaScript ${what}, gzipped: ${kilobytes.toFixed(1)} kB in ${scripts.length} files`);
}

async function enter(page: Page, room: Room): Promise<void> {
  await page.goto(`${room.base}/join/${room.code}`);
  await page.getByRole('textbox', { name: /name/i }).fill('Grace');
  await settle(page);
  await page.getByRole('textbox', { name: /name/i }).press('Enter');
  await page.waitForURL('**/sessions/**');
  await room.chair.must({ type: 'openRounds', itemIds: [must(room.itemIds[0])], mode: 'live' });
  await page.getByRole('form', { name: 'Your answer' }).waitFor();
  await settle(page);
}

async function answer(page: Page): Promise<void> {
  for (const key of ['1', '3', 'Control+Enter']) await page.keyboard.press(key);
  await page
    .getByText(/^your answer counts/i)
    .first()
    .waitFor();
  await settle(page);
}

async function benchJoinAndBallot(room: Room, executablePath: string): Promise<void> {
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
    const scripts = scriptsOf(page);
    await enter(page, room);
    const needed = [...scripts];
    await report('to join and answer', needed);
    await answer(page);
    await report(
      'fetched ahead of the reveal, once the answer counts',
      [...scripts].filter((script) => !needed.includes(script)),
    );
  } finally {
    await browser.close();
  }
}

/** Bytes of JavaScript that a phone loads to join a session and answer. Needs a build and a Chromium. */
export async function benchPages(): Promise<void> {
  const browser = findBrowser();
  if (!existsSync(BUILD) || browser === undefined) {
    console.log('skipped: needs `npm run build` and a Chromium');
    return;
  }
  const room = await openRoom();
  try {
    await benchJoinAndBallot(room, browser);
  } finally {
    await room.close();
  }
}
