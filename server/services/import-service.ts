import type { z } from 'zod';
import { UnreadableFileError } from '#shared/import/records.ts';
import {
  itemMappingText,
  labelMappingText,
  type Batch,
  type ImportQuery,
  type ImportReport,
} from '#shared/protocol/http/imports.ts';
import type { Deps } from '../deps.ts';
import { batchesOf } from '../repositories/import-batches.ts';
import { namesOf } from '../repositories/people.ts';
import { requireAction } from './access.ts';
import type { Actor } from './actor.ts';
import { importItems } from './import/import-items.ts';
import { importLabels } from './import/import-labels.ts';
import type { ImportOrder } from './import/order.ts';
import { readUpload } from './import/upload.ts';
import { RefusedError } from './refused.ts';

function mappingOf<S extends z.ZodType>(schema: S, text: string | undefined): z.output<S> | undefined {
  if (text === undefined) return undefined;
  const result = schema.safeParse(text);
  if (!result.success) throw new RefusedError('invalid', result.error.issues[0]?.message, 'mapping');
  return result.data;
}

const run = (deps: Deps, order: ImportOrder, query: ImportQuery): Promise<ImportReport> =>
  query.kind === 'items'
    ? importItems(deps, order, mappingOf(itemMappingText, query.mapping))
    : importLabels(deps, order, mappingOf(labelMappingText, query.mapping));

/**
 * Imports an uploaded file, or only says what it would do. The right is checked before a byte is read, and again when everything
 * is: an upload may take minutes.
 */
export async function importFile(
  deps: Deps,
  actor: Actor,
  projectId: string,
  query: ImportQuery,
  body: AsyncIterable<Buffer>,
): Promise<ImportReport> {
  const { fileName, dryRun, mode } = query;
  await requireAction(deps.db, actor.personId, projectId, 'items.import');
  try {
    const text = await readUpload(body);
    await requireAction(deps.db, actor.personId, projectId, 'items.import');
    return await run(deps, { projectId, by: actor.personId, fileName, text, dryRun, mode }, query);
  } catch (error) {
    if (error instanceof UnreadableFileError) throw new RefusedError('unreadable-file', error.message);
    throw error;
  }
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
