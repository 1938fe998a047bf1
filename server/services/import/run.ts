import { decodeText } from '#shared/import/decode.ts';
import { UnreadableFileError } from '#shared/import/records.ts';
import type { ImportReport } from '#shared/protocol/http/imports.ts';
import { RefusedError } from '../refused.ts';
import { importItems } from './import-items.ts';
import { importLabels } from './import-labels.ts';
import type { ImportDeps, ImportOrder, Watch } from './order.ts';

/** Imports a file, or only says what that would do; in whatever thread it is called. */
export async function runImport(
  deps: ImportDeps,
  order: ImportOrder,
  file: Uint8Array,
  watch: Watch,
): Promise<ImportReport> {
  try {
    const text = decodeText(file);
    const { what } = order;
    return what.kind === 'items'
      ? await importItems(deps, order, text, watch, what.mapping)
      : await importLabels(deps, order, text, watch, what.mapping);
  } catch (error) {
    if (error instanceof UnreadableFileError) throw new RefusedError('unreadable-file', error.message);
    throw error;
  }
}
