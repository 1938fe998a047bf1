import axe from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import { must } from '#shared/must.ts';
import { findBrowser } from '../../tools/test/find-browser.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A real Chromium without a window. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: must(findBrowser(), 'a Chromium (set TOUCHSTONE_CHROMIUM)'),
    args: FLAGS,
  });

export const DESK = { width: 1280, height: 800 };
export const PHONE = { width: 360, height: 740 };

export interface Violation {
  readonly rule: string;
  readonly help: string;
  readonly where: readonly string[];
}

/** What axe finds wrong on the page as it stands, by WCAG 2.2 A and AA and axe's best practices. */
export async function violationsOn(page: Page): Promise<Violation[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<AxeResults> } };
    const { violations } = await axe.run();
    return violations.map(({ id, help, nodes }) => ({
      rule: id,
      help,
      where: nodes.map((node) => node.html.slice(0, 160)),
    }));
  });
}

interface AxeResults {
  readonly violations: readonly { id: string; help: string; nodes: readonly { html: string }[] }[];
}

/** Everything that went wrong inside a page: thrown errors and what it wrote to its console as an error. */
export function troublesOf(page: Page): string[] {
  const troubles: string[] = [];
  page.on('pageerror', (error) => void troubles.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text());
  });
  return troubles;
}
