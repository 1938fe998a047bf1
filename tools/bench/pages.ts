import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { must } from '#shared/must.ts';
import { findBrowser } from '../test/find-browser.ts';
import { openRoom, type Room } from './room.ts';

const BUILD = 'build';

/** Bytes of the gzipped file behind a script that a page has loaded. */
async function gzippedBytes(path: string): Promise<number> {
  const file = join(BUILD, `${path}.gz`);
  return (await stat(existsSync(file) ? file : join(BUILD, path))).size;
}

/** Every script a page loads until it shows `selector`. */
async function scriptsOf(page: Page, address: string, selector: string): Promise<Set<string>> {
  const scripts = new Set<string>();
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.endsWith('.js')) scripts.add(pathname);
  });
  await page.goto(address);
  await page.locator(selector).first().waitFor();
  await page.waitForLoadState('networkidle');
  return scripts;
}

async function kilobytes(scripts: ReadonlySet<string>): Promise<number> {
  const sizes = await Promise.all([...scripts].map(gzippedBytes));
  return sizes.reduce((sum, size) => sum + size, 0) / 1000;
}

async function benchJoinAndBallot(room: Room, executablePath: string): Promise<void> {
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
    const join = await scriptsOf(page, `${room.base}/join/${room.code}`, 'input');
    await page.getByRole('textbox', { name: /name/i }).fill('Grace');
    await page.getByRole('textbox', { name: /name/i }).press('Enter');
    await page.waitForURL('**/sessions/**');
    await room.chair.must({ type: 'openRounds', itemIds: [must(room.itemIds[0])], mode: 'live' });
    await page.locator('form').first().waitFor();
    await page.waitForLoadState('networkidle');
    console.log(
      `JavaScript to join and answer, gzipped: ${(await kilobytes(join)).toFixed(1)} kB in ${join.size} files`,
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
