import { setTimeout as pause } from 'node:timers/promises';
import type { FileFormat, ImportProgress, ItemMapping, LabelMapping } from '#shared/protocol/http/imports.ts';
import type { Deps } from '../../deps.ts';
import { RefusedError } from '../refused.ts';

/** What an import needs, in whatever thread or process it runs. */
export type ImportDeps = Pick<Deps, 'db' | 'clock' | 'newId'>;

/** What somebody asks to be imported, whoever asks; everything but the file. Plain values, so that another thread can be asked. */
export interface ImportOrder {
  readonly projectId: string;
  /** null: the command line. */
  readonly by: string | null;
  readonly fileName: string;
  readonly dryRun: boolean;
  readonly mode: 'all-or-nothing' | 'skip-bad';
  readonly what:
    | { readonly kind: 'items'; readonly mapping?: ItemMapping | undefined }
    | { readonly kind: 'labels'; readonly mapping?: LabelMapping | undefined };
}

/** Whoever waits for an import: hears how far it is, may call it off, and says when it may write. */
export interface Watch {
  progress(progress: ImportProgress): void;
  readonly signal: AbortSignal;
  /** Runs one short transaction when it holds nobody up. */
  writing<T>(write: () => Promise<T>): Promise<T>;
}

/** Rests after each transaction as long as it took, so that whoever waits for the database's one writer gets it. */
export async function restfully<T>(write: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const written = await write();
  await pause(performance.now() - startedAt);
  return written;
}

/** Nobody to tell, and nobody who calls it off. */
export const unwatched = (): Watch => ({
  progress: () => undefined,
  signal: new AbortController().signal,
  writing: restfully,
});

export const calledOff = (): RefusedError =>
  new RefusedError('bad-request', 'The import was called off. Nothing was imported.');

/** Whether what was read is to be written. */
export const isToBeApplied = (order: ImportOrder, problemCount: number): boolean =>
  !order.dryRun && (problemCount === 0 || order.mode === 'skip-bad');

const DEFAULT_NAMES: Readonly<Record<FileFormat, string>> = {
  jsonl: 'import.jsonl',
  json: 'import.json',
  csv: 'import.csv',
};

export const fileNameOf = (order: ImportOrder, format: FileFormat): string =>
  order.fileName.trim() === '' ? DEFAULT_NAMES[format] : order.fileName;
