import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findOrInstallBrowser } from './find-browser.ts';
import { runTool } from './run-tool.ts';
import { readVitestTally, type Tally } from './tally.ts';

/** One line of the test run: what it checks, and how it counts. */
export type Step = { name: string; title: string; run: () => Tally };

const PASSED: Tally = { passed: 1, failed: 0, skipped: 0 };
const FAILED: Tally = { passed: 0, failed: 1, skipped: 0 };

/** A step that counts as one test: it passes when each tool ends with 0. All of them run, so that one look shows everything. */
function toolStep(name: string, title: string, ...commands: string[][]): Step {
  return {
    name,
    title,
    run: () => (commands.map((command) => runTool(command)).every((code) => code === 0) ? PASSED : FAILED),
  };
}

/** Runs one vitest project and counts its tests. A run that broke outside any test counts as one failure. */
function runVitest(project: string, env: Record<string, string> = {}): Tally {
  const directory = mkdtempSync(join(tmpdir(), 'touchstone-test-'));
  const report = join(directory, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  try {
    const code = runTool(['vitest', 'run', `--project=${project}`, '--allowOnly=false', ...reporters], env);
    const tally = readVitestTally(report);
    return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function vitestStep(name: string, title: string): Step {
  return { name, title, run: () => runVitest(name) };
}

function runBrowserTests(): Tally {
  const browser = findOrInstallBrowser();
  if (browser) return runVitest('browser', { TOUCHSTONE_CHROMIUM: browser });
  console.error(
    'No Chromium found. Install chromium or google-chrome, run `npx playwright-core install chromium`,\n' +
      'or set TOUCHSTONE_CHROMIUM to the path of one.',
  );
  return FAILED;
}

const SYNC = ['svelte-kit', 'sync'];

/** Everything that must hold before a change is taken, in the order in which a fault is cheapest to read. */
export const STEPS: readonly Step[] = [
  toolStep('format', 'Formatting (prettier)', ['prettier', '--check', '--log-level=warn', '.']),
  // The types of the web app extend what SvelteKit writes: without it eslint knows neither the DOM nor the routes.
  toolStep('lint', 'Lint (eslint)', SYNC, ['eslint', '--max-warnings=0', '.']),
  toolStep(
    'types',
    'Types (tsc, svelte-check)',
    SYNC,
    ['tsc', '--project', 'tsconfig.json'],
    ['tsc', '--project', 'test/tsconfig.json'],
    ['svelte-check', '--tsconfig', 'web/tsconfig.json', '--fail-on-warnings', '--output', 'human'],
  ),
  toolStep('arrows', 'Which folder may import which (dependency-cruiser)', [
    'depcruise',
    'server',
    'shared',
    'web',
    'migrations',
    'test',
    'tools',
  ]),
  toolStep('unused', 'Unused files, exports and dependencies (knip)', ['knip', '--no-progress']),
  toolStep('build', 'Build of the web app (vite)', ['vite', 'build', '--logLevel=warn']),
  vitestStep('unit', 'Tests of shared/ and web/ (vitest)'),
  vitestStep('server', 'Tests of server/, sockets, guidelines and tools (vitest)'),
  { name: 'browser', title: 'Tests in a browser (vitest, Chromium)', run: runBrowserTests },
];
