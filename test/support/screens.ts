import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { HttpClient } from '../../tools/client/http-client.ts';
import { DESK, openBrowser, troublesOf, violationsOn } from './browser.ts';

export interface Look {
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly dark?: boolean;
}

/** What a lost connection writes to the console is what a test did on purpose. */
const ON_PURPOSE = /ERR_INTERNET_DISCONNECTED|WebSocket/;

/** A browser whose every page belongs to somebody, and what went wrong in any of them. */
export class Screens {
  readonly #browser: Browser;
  readonly #contexts: BrowserContext[] = [];
  readonly #troubles: string[][] = [];

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  static async open(): Promise<Screens> {
    return new Screens(await openBrowser());
  }

  /** A page in a profile of its own, signed in as whoever the client is; a stranger's without one. */
  async of(http: HttpClient | null, { viewport = DESK, dark = false }: Look = {}): Promise<Page> {
    const context = await this.#browser.newContext({
      viewport,
      reducedMotion: 'reduce',
      colorScheme: dark ? 'dark' : 'light',
    });
    this.#contexts.push(context);
    if (http) {
      const [name = '', value = ''] = http.cookie.split('=');
      await context.addCookies([{ name, value, url: http.base }]);
    }
    const page = await context.newPage();
    this.#troubles.push(troublesOf(page));
    return page;
  }

  /** A session as somebody sees it who has just come in. */
  async inSession(http: HttpClient, sessionId: string, look: Look = {}): Promise<Page> {
    const page = await this.of(http, look);
    await page.goto(`${http.base}/sessions/${sessionId}`);
    await page.getByRole('heading', { level: 1, name: 'Weekly' }).waitFor();
    return page;
  }

  /** Thrown errors and console errors of every page so far. */
  get troubles(): string[] {
    return this.#troubles.flat().filter((trouble) => !ON_PURPOSE.test(trouble));
  }

  async close(): Promise<void> {
    for (const context of this.#contexts) await context.close();
    await this.#browser.close();
  }
}

/**
 * No violation of WCAG 2.2 A and AA or of axe's best practices on the page as it stands, a heading that names it, and nothing that
 * makes it wider than the screen.
 */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  expect(await violationsOn(page), screen).toEqual([]);
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(tooWide, `${screen}: pixels too wide`).toBeLessThanOrEqual(0);
}

export const button = (page: Page | Locator, name: string | RegExp): Locator =>
  page.getByRole('button', { name }).first();

export const chairOf = (page: Page): Locator => page.getByRole('region', { name: 'Chair' });

/** The form of the ballot; on a phone a bar repeats what it says while it is out of sight. */
const ballotForm = (page: Page): Locator => page.getByRole('form', { name: 'Your answer' });

export const isComplete = (page: Page): Promise<void> =>
  ballotForm(page).getByText('Complete, not sent yet.').waitFor();

/** Answers so many questions of the ballot with the same key, without touching the pointer. */
export async function answerByKeyboard(page: Page, digit: string, questions: number): Promise<void> {
  await button(ballotForm(page), /^send/i).waitFor();
  for (let i = 0; i < questions; i += 1) await page.keyboard.press(digit);
  await isComplete(page);
}

export const send = (page: Page): Promise<void> => button(ballotForm(page), /^send/i).click();

export const isCounted = (page: Page): Promise<void> =>
  ballotForm(page)
    .getByText(/^your answer counts/i)
    .waitFor();
