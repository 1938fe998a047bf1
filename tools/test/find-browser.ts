import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function inPath(name: string): string | undefined {
  const directories = (process.env['PATH'] ?? '').split(delimiter);
  return directories.map((directory) => join(directory, name)).find(isExecutable);
}

/**
 * The path of a Chromium on this machine: TOUCHSTONE_CHROMIUM, then Playwright's own download, then one in PATH.
 * `undefined` when there is none; nothing is installed.
 */
export function findBrowser(): string | undefined {
  const named = process.env['TOUCHSTONE_CHROMIUM'];
  if (named) return named;
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  return NAMES.map(inPath).find((path) => path !== undefined);
}

function aptGet(...command: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['-qq', ...command], { stdio: ['ignore', 'ignore', 'inherit'], env });
}

/** Like {@link findBrowser}, but as root on Debian or Ubuntu it installs the system's chromium first when there is none. */
export function findOrInstallBrowser(): string | undefined {
  const found = findBrowser();
  if (found) return found;
  const mayInstall = process.getuid?.() === 0 && inPath('apt-get') !== undefined;
  if (!mayInstall) return undefined;
  console.log('No Chromium found: installing the one of this system with apt-get.');
  aptGet('update');
  aptGet('install', '-y', '--no-install-recommends', 'chromium');
  return findBrowser();
}
