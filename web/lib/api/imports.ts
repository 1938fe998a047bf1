import type { ImportReport, ItemMapping, LabelMapping } from '#shared/protocol/http/imports.ts';
import type { ImportStage } from '#lib/import-stage.ts';
import { newOpId } from '#lib/session/op-id.ts';
import { addressOf, call } from './client.ts';
import { upload } from './upload.ts';

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

const ASK_EVERY_MS = 400;

/** Asks how far the server is until the signal says that it has answered. An answer that does not come is not missed. */
async function follow(
  projectId: string,
  ticket: string,
  onstage: (stage: ImportStage) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
    const params = { projectId, ticket };
    const stage = await call('GET /api/projects/:projectId/imports/:ticket', { params, signal }).catch(
      () => null,
    );
    if (stage !== null && !signal.aborted) onstage(stage);
  }
}

/** Sends a file to be looked at or imported. Throws an ApiError. */
export async function sendImport(
  ask: ImportAsk,
  onstage: (stage: ImportStage) => void,
  signal: AbortSignal,
): Promise<ImportReport> {
  const { projectId, file, fileName, kind, mode, dryRun, mapping } = ask;
  const ticket = newOpId();
  const query = {
    ...{ kind, mode, fileName, ticket },
    dryRun: dryRun ? '1' : '0',
    mapping: mapping === null ? undefined : JSON.stringify(mapping),
  };
  const address = addressOf('/api/projects/:projectId/imports', { projectId }, query);
  const answered = new AbortController();
  const send = upload({
    ...{ address, file, signal },
    onprogress: ({ sent, total }) => onstage({ step: 'sending', done: sent, total }),
    onsent: () => void follow(projectId, ticket, onstage, answered.signal),
  });
  try {
    return (await send) as ImportReport;
  } finally {
    answered.abort();
  }
}
