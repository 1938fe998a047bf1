import type { z } from 'zod';
import {
  itemMappingText,
  labelMappingText,
  type Batch,
  type ImportProgress,
  type ImportQuery,
  type ImportReport,
} from '#shared/protocol/http/imports.ts';
import { whileOthersWrite } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { batchesOf } from '../repositories/import-batches.ts';
import { namesOf } from '../repositories/people.ts';
import { requireAction } from './access.ts';
import type { Actor } from './actor.ts';
import { restfully, type ImportOrder, type Watch } from './import/order.ts';
import { runImport } from './import/run.ts';
import { ImportThreads } from './import/threads.ts';
import { readUpload } from './import/upload.ts';
import { RefusedError } from './refused.ts';

function mappingOf<S extends z.ZodType>(schema: S, text: string | undefined): z.output<S> | undefined {
  if (text === undefined) return undefined;
  const result = schema.safeParse(text);
  if (!result.success) throw new RefusedError('invalid', result.error.issues[0]?.message, 'mapping');
  return result.data;
}

const orderOf = (
  { personId }: Actor,
  projectId: string,
  { kind, mapping, fileName, dryRun, mode }: ImportQuery,
): ImportOrder => ({
  ...{ projectId, by: personId, fileName, dryRun, mode },
  what:
    kind === 'items'
      ? { kind, mapping: mappingOf(itemMappingText, mapping) }
      : { kind, mapping: mappingOf(labelMappingText, mapping) },
});

/** Imports that run in this process, and where: by person and ticket how far each is. */
interface Imports {
  readonly threads: ImportThreads;
  readonly progress: Map<string, ImportProgress>;
}

const imports = new WeakMap<Deps, Imports>();

function importsOf(deps: Deps): Imports {
  const { dataDir, databaseUrl } = deps.config;
  const known = imports.get(deps) ?? {
    threads: new ImportThreads({ dataDir, databaseUrl }, (work) => whileOthersWrite(deps.db, work)),
    progress: new Map<string, ImportProgress>(),
  };
  imports.set(deps, known);
  return known;
}

/** Away from the event loop (law I5). A database in memory belongs to this thread alone, so it is written here. */
function run(deps: Deps, order: ImportOrder, pieces: readonly Buffer[], watch: Watch): Promise<ImportReport> {
  const { dataDir, databaseUrl } = deps.config;
  if (databaseUrl === null && dataDir === ':memory:')
    return runImport(deps, order, Buffer.concat(pieces), watch);
  return importsOf(deps).threads.run(order, pieces, watch);
}

const BEGUN: ImportProgress = { step: 'reading', done: 0, total: null };

const keyOf = (projectId: string, { personId }: Actor, ticket: string): string =>
  [projectId, personId, ticket].join(' ');

/**
 * Imports an uploaded file, or only says what it would do. The right is checked before a byte is read, and again when everything
 * is: an upload may take minutes. `signal` says that nobody waits for the answer any more: then nothing is imported.
 */
export async function importFile(
  deps: Deps,
  actor: Actor,
  projectId: string,
  query: ImportQuery,
  body: AsyncIterable<Buffer>,
  signal: AbortSignal,
): Promise<ImportReport> {
  await requireAction(deps.db, actor.personId, projectId, 'items.import');
  const order = orderOf(actor, projectId, query);
  const { progress } = importsOf(deps);
  const key = keyOf(projectId, actor, query.ticket ?? '');
  const watch: Watch = {
    ...{ signal, writing: restfully },
    progress: (now) => void progress.set(key, now),
  };
  try {
    const pieces = await readUpload(body);
    await requireAction(deps.db, actor.personId, projectId, 'items.import');
    watch.progress(BEGUN);
    return await run(deps, order, pieces, watch);
  } finally {
    progress.delete(key);
  }
}

/** How far an import of one's own is; one that is not known has only begun, or its answer is on its way. */
export async function importProgress(
  deps: Deps,
  actor: Actor,
  projectId: string,
  ticket: string,
): Promise<ImportProgress> {
  await requireAction(deps.db, actor.personId, projectId, 'items.import');
  return importsOf(deps).progress.get(keyOf(projectId, actor, ticket)) ?? BEGUN;
}

/** Imports so far, newest first, with the names of who made them. */
export async function listBatches(
  deps: Deps,
  actor: Actor,
  projectId: string,
): Promise<{ batches: Batch[] }> {
  await requireAction(deps.db, actor.personId, projectId, 'items.view');
  const batches = await batchesOf(deps.db, projectId);
  const names = await namesOf(
    deps.db,
    batches.flatMap((batch) => batch.by ?? []),
  );
  return {
    batches: batches.map((batch) => ({
      ...batch,
      by: batch.by === null ? null : (names.get(batch.by) ?? null),
    })),
  };
}
