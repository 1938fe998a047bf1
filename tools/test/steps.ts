import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findOrInstallBrowser } from './find-browser.ts';
import { runTool } from './run-tool.ts';
import { readVitestTally, type Tally } from './tally.ts';

type Hear = (text: string) => void;

/** One line of the test run: what it checks, and how it counts. */
export interface Step {
  readonly name: string;
  readonly title: string;
  /** Only reads and needs one core: two such steps run at the same time. */
  readonly isReader: boolean;
  /** With `hear` what the tools print goes there. */
  run(hear?: Hear): Promise<Tally>;
}

const PASSED: Tally = { passed: 1, failed: 0, skipped: 0 };
const FAILED: Tally = { passed: 0, failed: 1, skipped: 0 };

/** Counts as one test: passes when each tool ends with 0. All of them run, so that one look shows everything. */
async function runTools(commands: readonly string[][], hear?: Hear): Promise<Tally> {
  const codes: number[] = [];
  for (const command of commands) codes.push(await runTool(command, { hear }));
  return codes.every((code) => code === 0) ? PASSED : FAILED;
}

const readerStep = (name: string, title: string, ...commands: string[][]): Step => ({
  ...{ name, title, isReader: true },
  run: (hear) => runTools(commands, hear),
});

/** Runs one vitest project and counts its tests. A run that broke outside any test counts as one failure. */
async function runVitest(project: string, env: Record<string, string> = {}): Promise<Tally> {
  const directory = mkdtempSync(join(tmpdir(), 'touchstone-test-'));
  const report = join(directory, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  try {
    const command = ['vitest', 'run', `--project=${project}`, '--allowOnly=false', ...reporters];
    const code = await runTool(command, { env });
    const tally = readVitestTally(report);
    return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

const vitestStep = (name: string, title: string): Step => ({
  ...{ name, title, isReader: false },
  run: () => runVitest(name),
});

async function runBrowserTests(): Promise<Tally> {
  const browser = findOrInstallBrowser();
  if (browser) return runVitest('browser', { TOUCHSTONE_CHROMIUM: browser });
  console.error(
    'No Chromium found. Install chromium or google-chrome, run `npx playwright-core install chromium`,\n' +
      'or set TOUCHSTONE_CHROMIUM to the path of one.',
  );
  return FAILED;
}

/**
 * The types of the web app extend what SvelteKit writes: without it neither tsc nor eslint knows the DOM or the routes. Ends the run when
 * it fails: what they then found would be about something else.
 */
export async function prepare(): Promise<void> {
  const code = await runTool(['svelte-kit', 'sync']);
  if (code !== 0) throw new Error(`svelte-kit sync ended with ${code}.`);
}

/** Everything that must hold before a change is taken, in the order in which a fault is cheapest to read. */
export const STEPS: readonly Step[] = [
  readerStep('format', 'Formatting (prettier)', ['prettier', '--check', '--log-level=warn', '.']),
  readerStep('lint', 'Lint (eslint)', ['eslint', '--max-warnings=0', '.']),
  readerStep(
    'types',
    'Types (tsc, svelte-check)',
    ['tsc', '--project', 'tsconfig.json'],
    ['tsc', '--project', 'test/tsconfig.json'],
    ['svelte-check', '--tsconfig', 'web/tsconfig.json', '--fail-on-warnings', '--output', 'human'],
  ),
  readerStep('arrows', 'Which folder may import which (dependency-cruiser)', [
    'depcruise',
    'server',
    'shared',
    'web',
    'migrations',
    'test',
    'tools',
  ]),
  readerStep('unused', 'Unused files, exports and dependencies (knip)', ['knip', '--no-progress']),
  {
    ...{ name: 'build', title: 'Build of the web app (vite)', isReader: false },
    run: () => runTools([['vite', 'build', '--logLevel=warn']]),
  },
  vitestStep('unit', 'Tests of shared/ and web/ (vitest)'),
  vitestStep('server', 'Tests of server/, sockets, guidelines and tools (vitest)'),
  {
    ...{ name: 'browser', title: 'Tests in a browser (vitest, Chromium)', isReader: false },
    run: runBrowserTests,
  },
];
