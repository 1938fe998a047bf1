import { UnreadableFileError } from '#shared/import/records.ts';
import { HttpRefusal } from './client/http-client.ts';
import { commandLine } from './command-line.ts';
import { allCompared } from './rehearse/figures.ts';
import type { RunningServer } from './rehearse/house.ts';
import { FolderError } from './rehearse/read-folder.ts';
import { rehearse, type Rehearsal, type RehearsalOptions } from './rehearse/rehearse.ts';
import { figuresTable } from './rehearse/table.ts';

const USAGE = `Usage: npm run rehearse -- <folder> [--items N] [--people N] [--server URL --email … --password …]

Lets the people of a labelled set cast their recorded labels in a real session, reveals it, and prints the agreement.
  <folder>      items.jsonl, labels.jsonl, dataset.json, and passages.jsonl and expected.json where there are any
  --items N     only the first N labelled items
  --people N    only the N people with the most labels on them
  --server URL  a running server; without it one is started and thrown away
  --email, --password   an account there that may start projects
`;

/** The command was not understood. */
class UsageError extends Error {}

function readCount(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new UsageError(`${name} must be a whole number above 0.`);
  return count;
}

type Texts = Partial<Record<'items' | 'people' | 'server' | 'email' | 'password', string>>;

function runningServer({ server, email, password }: Texts): RunningServer | null {
  if (server === undefined) return null;
  if (!URL.canParse(server)) throw new UsageError(`${server} is not an address.`);
  if (email === undefined || password === undefined)
    throw new UsageError('--server needs --email and --password.');
  return { server, email, password };
}

function readOptions(): RehearsalOptions {
  const text = { type: 'string' } as const;
  const options = { items: text, people: text, server: text, email: text, password: text };
  const { values, positionals } = commandLine(USAGE, { allowPositionals: true, options });
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw new UsageError('Name one folder.');
  const items = readCount(values.items, '--items');
  const people = readCount(values.people, '--people');
  return {
    folder,
    on: runningServer(values),
    ...(items === undefined ? {} : { items }),
    ...(people === undefined ? {} : { people }),
  };
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

function verdict({ set, figures }: Rehearsal): string {
  const compared = allCompared(figures).filter(({ isSame }) => isSame !== null);
  const differing = compared.filter(({ isSame }) => isSame === false).length;
  const source = set.expected ? 'expected.json' : 'the labels as they stand in the file';
  const result = differing === 0 ? 'none differs' : `${differing} DIFFER`;
  return `${compared.length} figures compared with ${source} to six places: ${result}`;
}

function summary(rehearsal: Rehearsal): string {
  const { outcome, address, tookMs } = rehearsal;
  const { receipts, shown, atOnce, castMs } = outcome;
  const late = receipts.tooLate === 0 ? '' : `, ${receipts.tooLate} too late`;
  const lines = [
    `${receipts.accepted} ballots acknowledged${late}, ${shown} on the boards ${shown === receipts.accepted ? '✓' : '✗'}`,
    `at most ${atOnce} people at once; answering took ${seconds(castMs)}, everything ${seconds(tookMs)}`,
    verdict(rehearsal),
    ...(address === null ? [] : [`to be looked at under ${address}`]),
  ];
  return lines.map((line) => `  ${line}`).join('\n');
}

const isExpected = (error: unknown): error is Error =>
  error instanceof UsageError ||
  error instanceof FolderError ||
  error instanceof UnreadableFileError ||
  error instanceof HttpRefusal;

try {
  const rehearsal = await rehearse(readOptions(), (line) => console.log(`  ${line}`));
  console.log(`\n${figuresTable(rehearsal.figures)}\n\n${summary(rehearsal)}`);
  if (!rehearsal.isTrue) process.exitCode = 1;
} catch (error) {
  if (!isExpected(error)) throw error;
  const usage = error instanceof UsageError ? `\n\n${USAGE}` : '';
  console.error(`${error.message}${usage}`);
  process.exitCode = 1;
}
