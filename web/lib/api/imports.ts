import type { ImportReport, ItemMapping, LabelMapping } from '#shared/protocol/http/imports.ts';
import { addressOf } from './client.ts';
import { upload, type UploadProgress } from './upload.ts';

export type ImportKind = 'items' | 'labels';
export type ImportMode = 'all-or-nothing' | 'skip-bad';

/** What to do with a file: look at it (`dryRun`) or take it in. Without `mapping` the server suggests one. */
export interface ImportAsk {
  readonly projectId: string;
  readonly file: Blob;
  readonly fileName: string;
  readonly kind: ImportKind;
  readonly mode: ImportMode;
  readonly dryRun: boolean;
  readonly mapping: ItemMapping | LabelMapping | null;
}

/** Sends a file to be looked at or imported. Throws an ApiError. */
export async function sendImport(
  ask: ImportAsk,
  onprogress: (progress: UploadProgress) => void,
  signal: AbortSignal,
): Promise<ImportReport> {
  const { projectId, file, fileName, kind, mode, dryRun, mapping } = ask;
  const query = {
    kind,
    mode,
    fileName,
    dryRun: dryRun ? '1' : '0',
    mapping: mapping === null ? undefined : JSON.stringify(mapping),
  };
  const address = addressOf('/api/projects/:projectId/imports', { projectId }, query);
  return (await upload({ address, file, onprogress, signal })) as ImportReport;
}
