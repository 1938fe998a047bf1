/** Imports items and labels into the configured database, beside a running server or without one. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { valueOrNull } from '#shared/agreement/result.ts';
import { readDataset } from '#shared/import/dataset.ts';
import { rubricFromDataset } from '#shared/import/dataset-rubric.ts';
import { decodeText } from '#shared/import/decode.ts';
import { dimensionsNamed } from '#shared/import/dimensions-named.ts';
import { fileKind, inImportOrder, START_OF_FILE, type FileKind } from '#shared/import/file-kind.ts';
import { UnreadableFileError } from '#shared/import/records.ts';
import { openSource } from '#shared/import/source.ts';
import type { FieldProblem } from '#shared/import/to-item.ts';
import type { ImportReport, LabelsReport } from '#shared/protocol/http/imports.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';
import { systemClock } from '#server/clock.ts';
import { readConfig } from '#server/config.ts';
import { openDatabase } from '#server/db/database.ts';
import { migrate } from '#server/db/migrate.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { createDeps, type Deps } from '#server/deps.ts';
import { createLog } from '#server/log.ts';
import { projectsNamed } from '#server/repositories/projects.ts';
import { workspaceOwners } from '#server/repositories/people.ts';
import { importItems } from '#server/services/import/import-items.ts';
import { importLabels } from '#server/services/import/import-labels.ts';
import { unwatched } from '#server/services/import/order.ts';
import { addProject } from '#server/services/project-service.ts';
import { RefusedError } from '#server/services/refused.ts';
import { commandLine } from './command-line.ts';

const USAGE = `Usage: npm run import -- --project <id or name> items.jsonl [labels.jsonl] [passages.jsonl] [dataset.json]

Imports items and labels into the database of DATA_DIR or DATABASE_URL, beside a running server or without one.
  dataset.json      with a name that no project has yet: makes the project with the rubric that fits this description
  --dataset <file>  the same, whatever the file is called
  --skip-bad        imports the good lines of a file with bad ones
  --dry-run         only says what would be imported
`;

/** The command cannot do what was asked; its message is all that is printed. */
class CommandError extends Error {}

interface InputFile {
  readonly name: string;
  readonly text: string;
  readonly kind: FileKind;
}

async function readInput(path: string): Promise<InputFile> {
  const text = decodeText(await readFile(path));
  const name = basename(path);
  const kind = fileKind(name, text.slice(0, START_OF_FILE));
  if (kind === 'other') console.log(`${name}: left out, it holds neither items nor labels.`);
  return { name, text, kind };
}

const told = (problems: readonly FieldProblem[]): string =>
  problems.map(({ field, reason }) => `  \`${field}\` ${reason}`).join('\n');

/** The description's dimensions that somebody was asked: all, where no labels come along. */
function rubricFor(description: InputFile, files: readonly InputFile[]): Rubric {
  const { name, text } = description;
  const used = files
    .filter((file) => file.kind === 'labels')
    .flatMap((file) => [...(dimensionsNamed(openSource(file.text, file.name)) ?? [])]);
  const read = readDataset(text);
  const made = read.ok ? rubricFromDataset(read.dataset, used.length > 0 ? new Set(used) : undefined) : read;
  if (!made.ok) throw new CommandError(`${name} cannot be used:\n${told(made.problems)}`);
  if (made.setAside.length > 0)
    console.log(`No scale for ${made.setAside.join(', ')}: labels of it are set aside.`);
  return made.rubric;
}

async function makeProject(
  deps: Deps,
  name: string,
  description: InputFile,
  files: readonly InputFile[],
): Promise<string> {
  const [owner] = await workspaceOwners(deps.db);
  if (!owner)
    throw new CommandError('This workspace has no owner yet. Start the server and create one first.');
  const rubric = rubricFor(description, files);
  console.log(
    `New project "${name}" with ${rubric.dimensions.map((dimension) => dimension.name).join(', ')}.`,
  );
  return inTransaction(deps.db, (tx) => addProject(tx, deps, owner, { name, rubric }));
}

async function findProject(
  deps: Deps,
  name: string,
  files: readonly InputFile[],
  isDryRun: boolean,
): Promise<string> {
  const [found, ...others] = await projectsNamed(deps.db, name);
  if (others.length > 0) throw new CommandError(`Several projects are called "${name}". Give the id.`);
  if (found !== undefined) return found;
  const description = files.find((file) => file.kind === 'dataset');
  if (description === undefined)
    throw new CommandError(`There is no project "${name}". With a dataset.json it would be made.`);
  if (isDryRun)
    throw new CommandError(`There is no project "${name}" yet; without --dry-run it would be made.`);
  return makeProject(deps, name, description, files);
}

const counted = (count: number, noun: string) => `${count} ${count === 1 ? noun : `${noun}s`}`;

const spelled = (value: number | null) => (value === null ? 'undefined' : value.toFixed(6));

function printAgreement({ agreement }: LabelsReport): void {
  for (const { name, report } of agreement) {
    const alpha = report.alpha.defined
      ? spelled(valueOrNull(report.alpha))
      : `undefined because ${report.alpha.explanation}`;
    const percent = spelled(valueOrNull(report.percentAgreement));
    console.log(
      `  ${name}: alpha (${report.level}) ${alpha}, agreement ${percent}, n ${report.n}, units ${report.units}`,
    );
  }
}

function printReport(report: ImportReport): void {
  const { fileName, kind, read, imported, unchanged, problemCount, applied, dryRun } = report;
  const done = applied ? 'imported' : dryRun ? 'would be imported' : 'not imported';
  console.log(
    `${fileName}: ${counted(read, 'record')} of ${kind}, ${imported} ${done}, ${unchanged} unchanged, ${counted(problemCount, 'problem')}.`,
  );
  for (const { reason, count } of report.setAside) console.log(`  ${count} set aside. ${reason}`);
  for (const { line, field, reason } of report.problems)
    console.log(`  line ${line}: ${field ? `\`${field}\` ` : ''}${reason}`);
  if (report.kind === 'labels') printAgreement(report);
  if (!applied && !dryRun) console.log('  Nothing was imported. --skip-bad imports the rest.');
}

async function importAll(
  deps: Deps,
  projectId: string,
  files: readonly InputFile[],
  flags: { skipBad: boolean; dryRun: boolean },
) {
  const passages = files.filter((file) => file.kind === 'passages').map((file) => file.text);
  const common = {
    projectId,
    by: null,
    dryRun: flags.dryRun,
    mode: flags.skipBad ? ('skip-bad' as const) : ('all-or-nothing' as const),
  };
  const reports: ImportReport[] = [];
  for (const { name, text, kind } of inImportOrder(files)) {
    if (kind !== 'items' && kind !== 'labels') continue;
    const order = { ...common, fileName: name, what: { kind } };
    reports.push(
      kind === 'items'
        ? await importItems(deps, order, [text, ...passages].join('\n'), unwatched())
        : await importLabels(deps, order, text, unwatched()),
    );
  }
  return reports;
}

async function main(): Promise<void> {
  const { values, positionals } = commandLine(USAGE, {
    allowPositionals: true,
    options: {
      project: { type: 'string' },
      dataset: { type: 'string' },
      'skip-bad': { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
    },
  });
  if (values.project === undefined || positionals.length === 0) throw new CommandError(USAGE.trimEnd());
  const config = readConfig();
  const db = await openDatabase(config);
  try {
    await migrate(db, systemClock());
    const deps = createDeps(config, db, createLog({ logLevel: 'warn' }));
    const files = await Promise.all(positionals.map(readInput));
    if (values.dataset !== undefined) files.push({ ...(await readInput(values.dataset)), kind: 'dataset' });
    const projectId = await findProject(deps, values.project, files, values['dry-run']);
    const reports = await importAll(deps, projectId, files, {
      skipBad: values['skip-bad'],
      dryRun: values['dry-run'],
    });
    reports.forEach(printReport);
    if (reports.some((report) => !report.applied && !report.dryRun)) process.exitCode = 1;
  } finally {
    await db.destroy();
  }
}

try {
  await main();
} catch (error) {
  const isExpected =
    error instanceof CommandError || error instanceof RefusedError || error instanceof UnreadableFileError;
  if (!isExpected) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
