import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const project = resolve(import.meta.dirname, '..');
const builtPage = join(project, 'build/index.html');
const SOURCES = ['web', 'shared', 'package-lock.json', 'svelte.config.js', 'vite.config.ts'];
const GENERATED = new Set(['node_modules', '.svelte-kit']);

/** Modification time in ms of the newest file or folder below `path`, generated ones left out. */
function newestChangeMs(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  const below = readdirSync(path).filter((name) => !GENERATED.has(name));
  return Math.max(stat.mtimeMs, ...below.map((name) => newestChangeMs(join(path, name))));
}

function isStale(): boolean {
  if (!existsSync(builtPage)) return true;
  const newestSource = Math.max(...SOURCES.map((source) => newestChangeMs(join(project, source))));
  return newestSource > statSync(builtPage).mtimeMs;
}

/** Builds the web app into `build/`. Ends the process with vite's exit code when that fails. */
export function buildWeb(): void {
  console.log('Building the web app …');
  const vite = join(project, 'node_modules/vite/bin/vite.js');
  const { status } = spawnSync(process.execPath, [vite, 'build', '--logLevel=warn'], {
    cwd: project,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** Builds when there is no build or when a source is newer than it. */
export function refreshWebBuild(): void {
  if (isStale()) buildWeb();
}

/** Ends the process with advice when there is no build. */
export function requireWebBuild(): void {
  if (existsSync(builtPage)) return;
  console.error('build/index.html is missing. Run `npm run build` once, then start again.');
  process.exit(1);
}
