/**
 * Imports items and labels into the configured database, without a running server:
 *   npm run import -- --project <id or name> items.jsonl [labels.jsonl] [passages.jsonl]
 *     --dataset dataset.json   with a name that no project has yet: makes the project with the rubric that fits this description
 *     --skip-bad               imports the good lines of a file with bad ones
 *     --dry-run                only says what would be imported
 */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { valueOrNull } from '#shared/agreement/result.ts';
import { datasetSchema, rubricFromDataset } from '#shared/import/dataset-rubric.ts';
import { UnreadableFileError } from '#shared/import/records.ts';
import { openSource } from '#shared/import/source.ts';
import type { ImportReport, LabelsReport } from '#shared/protocol/http/imports.ts';
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
import { addProject } from '#server/services/project-service.ts';
import { RefusedError } from '#server/services/refused.ts';

const USAGE =
  'Usage: npm run import -- --project <id or name> items.jsonl [labels.jsonl] [passages.jsonl] [--dataset dataset.json] [--skip-bad] [--dry-run]';

/** The command cannot do what was asked; its message is all that is printed. */
class CommandError extends Error {}

interface InputFile {
  readonly name: string;
  readonly text: string;
  readonly kind: 'items' | 'labels' | 'passages';
}

function kindOf(name: string, text: string): InputFile['kind'] {
  const columns = new Set(openSource(text, name).columns.map((column) => column.name));
  if (columns.has('item') && (columns.has('value') || columns.has('dimension'))) return 'labels';
  const isPassages = columns.has('text') && !columns.has('responses') && /passage/i.test(name);
  return isPassages ? 'passages' : 'items';
}

async function readInput(path: string): Promise<InputFile> {
  const text = await readFile(path, 'utf8');
  const name = basename(path);
  return { name, text, kind: kindOf(name, text) };
}

const dimensionsUsed = (files: readonly InputFile[]): Set<string> =>
  new Set(
    files
      .filter((file) => file.kind === 'labels')
      .flatMap((file) => [...openSource(file.text, file.name).records()])
      .map((record) => ('fields' in record ? String(record.fields['dimension']) : '')),
  );

async function makeProject(
  deps: Deps,
  name: string,
  datasetPath: string,
  files: readonly InputFile[],
): Promise<string> {
  const dataset = datasetSchema.parse(JSON.parse(await readFile(datasetPath, 'utf8')));
  const used = dimensionsUsed(files);
  const { rubric, setAside } = rubricFromDataset(dataset, used.size > 0 ? used : undefined);
  const [owner] = await workspaceOwners(deps.db);
  if (!owner)
    throw new CommandError('This workspace has no owner yet. Start the server and create one first.');
  if (setAside.length > 0) console.log(`No scale for ${setAside.join(', ')}: labels of it are set aside.`);
  console.log(
    `New project "${name}" with ${rubric.dimensions.map((dimension) => dimension.name).join(', ')}.`,
  );
  return inTransaction(deps.db, (tx) => addProject(tx, deps, owner, { name, rubric }));
}

async function findProject(
  deps: Deps,
  name: string,
  dataset: string | undefined,
  files: readonly InputFile[],
) {
  const [found, ...others] = await projectsNamed(deps.db, name);
  if (others.length > 0) throw new CommandError(`Several projects are called "${name}". Give the id.`);
  if (found !== undefined) return found;
  if (dataset === undefined)
    throw new CommandError(`There is no project "${name}". With --dataset it would be made.`);
  return makeProject(deps, name, dataset, files);
}

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
    `${fileName}: ${read} records of ${kind}, ${imported} ${done}, ${unchanged} unchanged, ${problemCount} problems.`,
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
  const order = {
    projectId,
    by: null,
    dryRun: flags.dryRun,
    mode: flags.skipBad ? ('skip-bad' as const) : ('all-or-nothing' as const),
  };
  const reports: ImportReport[] = [];
  for (const { name, text, kind } of files.toSorted((a, b) => (a.kind < b.kind ? -1 : 1))) {
    if (kind === 'items')
      reports.push(
        await importItems(deps, { ...order, fileName: name, text: [text, ...passages].join('\n') }),
      );
    if (kind === 'labels') reports.push(await importLabels(deps, { ...order, fileName: name, text }));
  }
  return reports;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      project: { type: 'string' },
      dataset: { type: 'string' },
      'skip-bad': { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
    },
  });
  if (values.project === undefined || positionals.length === 0) throw new CommandError(USAGE);
  const config = readConfig();
  const db = await openDatabase(config);
  try {
    await migrate(db, systemClock());
    const deps = createDeps(config, db, createLog({ logLevel: 'warn' }));
    const files = await Promise.all(positionals.map(readInput));
    const projectId = await findProject(deps, values.project, values.dataset, files);
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
