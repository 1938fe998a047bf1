/**
 * The whole test run, `npm test`; `npm test -- --only lint,types` for some of its steps.
 * A failing step does not stop the others. The last line is the tally; the exit code is 0 only when nothing failed.
 */
import { connect } from 'node:net';
import { parseArgs } from 'node:util';
import { STEPS, type Step } from './steps.ts';
import { addTallies, tallyLine, type Tally } from './tally.ts';

const POSTGRES_ANSWER_MS = 500;

type Outcome = { step: Step; tally: Tally; seconds: number };

function chooseSteps(only: string | undefined): readonly Step[] {
  if (only === undefined) return STEPS;
  const names = only.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !STEPS.some((step) => step.name === name));
  if (unknown.length === 0) return STEPS.filter((step) => names.includes(step.name));
  console.error(
    `No step is called ${unknown.join(', ')}. There are: ${STEPS.map((step) => step.name).join(', ')}.`,
  );
  process.exit(2);
}

/** Whether anything listens where the tests look for PostgreSQL; it decides which tests run on it and which skip. */
async function postgresAnswers({ hostname, port }: URL): Promise<boolean> {
  const socket = connect({ host: hostname, port: Number(port || 5432), timeout: POSTGRES_ANSWER_MS });
  const answers = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true));
    socket.once('timeout', () => resolve(false));
    socket.once('error', () => resolve(false));
  });
  socket.destroy();
  return answers;
}

async function reportPostgres(): Promise<void> {
  const url = new URL(process.env['DATABASE_URL_TEST'] ?? 'postgres://127.0.0.1:5432');
  const answer = (await postgresAnswers(url)) ? 'answers' : 'does not answer';
  console.log(`PostgreSQL ${answer} on ${url.hostname}:${url.port || 5432}.`);
}

function runStep(step: Step): Outcome {
  console.log(`\n=== ${step.name}: ${step.title}`);
  const startedAt = performance.now();
  const tally = step.run();
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(`--- ${step.name}: ${tally.failed === 0 ? 'ok' : 'FAILED'} in ${seconds.toFixed(1)} s`);
  return { step, tally, seconds };
}

function summaryLine({ step, tally, seconds }: Outcome): string {
  const verdict = tally.failed === 0 ? 'ok    ' : 'FAILED';
  return `${verdict} ${step.name.padEnd(8)} ${seconds.toFixed(1).padStart(6)} s   ${tallyLine(tally)}`;
}

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const steps = chooseSteps(values.only);
await reportPostgres();
const outcomes = steps.map(runStep);
const total = addTallies(outcomes.map((outcome) => outcome.tally));
console.log(['', ...outcomes.map(summaryLine), tallyLine(total)].join('\n'));
process.exitCode = total.failed === 0 ? 0 : 1;
