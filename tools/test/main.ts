/**
 * The whole test run, `npm test`; `npm test -- --only lint,types` for some of its steps.
 * A failing step does not stop the others. The last line is the tally; the exit code is 0 only when nothing failed.
 */
import { connect } from 'node:net';
import { parseArgs } from 'node:util';
import { prepare, STEPS, type Step } from './steps.ts';
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

async function runStep(step: Step): Promise<Outcome> {
  const heading = `\n=== ${step.name}: ${step.title}`;
  let output = '';
  if (!step.isReader) console.log(heading);
  const startedAt = performance.now();
  const tally = await step.run(step.isReader ? (text) => void (output += text) : undefined);
  const seconds = (performance.now() - startedAt) / 1000;
  if (step.isReader) process.stdout.write(`${heading}\n${output}`);
  console.log(`--- ${step.name}: ${tally.failed === 0 ? 'ok' : 'FAILED'} in ${seconds.toFixed(1)} s`);
  return { step, tally, seconds };
}

/** Two at a time; what each printed is shown in one piece at its end. */
async function runReaders(readers: readonly Step[]): Promise<Outcome[]> {
  const waiting = [...readers];
  const outcomes: Outcome[] = [];
  const work = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) outcomes.push(await runStep(step));
  };
  await Promise.all([work(), work()]);
  return outcomes;
}

async function runSteps(chosen: readonly Step[]): Promise<Outcome[]> {
  const readers = chosen.filter((step) => step.isReader);
  if (readers.length > 0) await prepare();
  const outcomes = await runReaders(readers);
  for (const step of chosen) if (!step.isReader) outcomes.push(await runStep(step));
  return outcomes;
}

function summaryLine({ step, tally, seconds }: Outcome): string {
  const verdict = tally.failed === 0 ? 'ok    ' : 'FAILED';
  return `${verdict} ${step.name.padEnd(8)} ${seconds.toFixed(1).padStart(6)} s   ${tallyLine(tally)}`;
}

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const steps = chooseSteps(values.only);
await reportPostgres();
const outcomes = await runSteps(steps);
const total = addTallies(outcomes.map((outcome) => outcome.tally));
console.log(['', ...outcomes.map(summaryLine), tallyLine(total)].join('\n'));
process.exitCode = total.failed === 0 ? 0 : 1;
