import type { ImportReport, ItemMapping, LabelMapping } from '#shared/protocol/http/imports.ts';
import type { ApiError } from '#lib/api/error.ts';
import { toApiError } from '#lib/api/error.ts';
import type { ImportAsk, ImportKind, ImportMode } from '#lib/api/imports.ts';
import type { UploadProgress } from '#lib/api/upload.ts';
import { guessKind } from '#lib/import-kind.ts';

/** How a file is sent; the route hands in `sendImport`. */
export type SendImport = (
  ask: ImportAsk,
  onprogress: (progress: UploadProgress) => void,
  signal: AbortSignal,
) => Promise<ImportReport>;

export type WizardStep = 'choose' | 'preview' | 'done';

/** Enough of a file to see its first record. */
const GUESS_BYTES = 4_096;

/**
 * An import from file to report: choose a file, look at what the server makes of it (columns, preview, bad lines), map columns otherwise,
 * then import. Nothing is written before `apply`.
 */
export class ImportWizard {
  readonly #projectId: string;
  readonly #send: SendImport;
  #running: AbortController | null = null;
  #file = $state.raw<Blob | null>(null);
  #fileName = $state('');
  #kind = $state<ImportKind>('items');
  #mapping = $state.raw<ItemMapping | LabelMapping | null>(null);
  #report = $state.raw<ImportReport | null>(null);
  #progress = $state.raw<UploadProgress | null>(null);
  #error = $state.raw<ApiError | null>(null);
  mode = $state<ImportMode>('all-or-nothing');

  constructor(projectId: string, send: SendImport) {
    this.#projectId = projectId;
    this.#send = send;
  }

  get fileName(): string {
    return this.#fileName;
  }

  get kind(): ImportKind {
    return this.#kind;
  }

  /** The last thing the server said about the file. */
  get report(): ImportReport | null {
    return this.#report;
  }

  /** Not null while a file is on its way or being read. */
  get progress(): UploadProgress | null {
    return this.#progress;
  }

  get error(): ApiError | null {
    return this.#error;
  }

  get step(): WizardStep {
    if (this.#report === null) return 'choose';
    return this.#report.dryRun ? 'preview' : 'done';
  }

  /** Whether an import would write anything with the chosen mode. */
  get canApply(): boolean {
    const report = this.#report;
    if (report === null || !report.dryRun || this.#progress !== null || report.imported === 0) return false;
    return report.problemCount === 0 || this.mode === 'skip-bad';
  }

  /** Takes a file, guesses what it holds and has the server look at it. */
  async choose(file: Blob, fileName: string): Promise<void> {
    this.startOver();
    const start = await file.slice(0, GUESS_BYTES).text();
    this.#file = file;
    this.#fileName = fileName;
    this.#kind = guessKind(fileName, start);
    await this.#ask(true);
  }

  /** Reads the same file as the other kind, with a mapping suggested anew. */
  async chooseKind(kind: ImportKind): Promise<void> {
    this.#kind = kind;
    this.#mapping = null;
    await this.#ask(true);
  }

  async remap(mapping: ItemMapping | LabelMapping): Promise<void> {
    this.#mapping = mapping;
    await this.#ask(true);
  }

  async apply(): Promise<void> {
    if (this.canApply) await this.#ask(false);
  }

  /** Asks again what failed. */
  async retry(): Promise<void> {
    await this.#ask(this.step !== 'done');
  }

  startOver(): void {
    this.#running?.abort();
    this.#file = null;
    this.#fileName = '';
    this.#mapping = null;
    this.#report = null;
    this.#progress = null;
    this.#error = null;
    this.mode = 'all-or-nothing';
  }

  async #ask(dryRun: boolean): Promise<void> {
    if (this.#file === null) return;
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.#error = null;
    this.#progress = { sent: 0, total: this.#file.size };
    try {
      const report = await this.#send(
        this.#askOf(this.#file, dryRun),
        (progress) => this.#moved(running, progress),
        running.signal,
      );
      if (!running.signal.aborted) this.#take(report);
    } catch (error) {
      if (!running.signal.aborted) this.#error = toApiError(error);
    } finally {
      if (this.#running === running) this.#progress = null;
    }
  }

  #askOf(file: Blob, dryRun: boolean): ImportAsk {
    return {
      projectId: this.#projectId,
      file,
      fileName: this.#fileName,
      kind: this.#kind,
      mode: this.mode,
      dryRun,
      mapping: this.#mapping,
    };
  }

  #moved(running: AbortController, progress: UploadProgress): void {
    if (this.#running === running && !running.signal.aborted) this.#progress = progress;
  }

  /** The server may refuse all when all or nothing was asked and a line turned bad: then it is a preview again. */
  #take(report: ImportReport): void {
    this.#report = report.applied || report.dryRun ? report : { ...report, dryRun: true };
    this.#mapping = report.mapping;
  }
}
