import type { FileFormat } from '#shared/protocol/http/imports.ts';

/** What somebody asks to be imported, whoever asks. */
export interface ImportOrder {
  readonly projectId: string;
  /** null: the command line. */
  readonly by: string | null;
  readonly fileName: string;
  readonly text: string;
  readonly dryRun: boolean;
  readonly mode: 'all-or-nothing' | 'skip-bad';
}

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
