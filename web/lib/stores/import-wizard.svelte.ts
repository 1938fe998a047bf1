import type { ImportReport, ItemMapping, LabelMapping } from '#shared/protocol/http/imports.ts';
import type { ApiError } from '#lib/api/error.ts';
import { toApiError } from '#lib/api/error.ts';
import type { ImportAsk, ImportKind, ImportMode } from '#lib/api/imports.ts';
import type { ImportStage } from '#lib/import-stage.ts';

/** How a file is sent; the route hands in `sendImport`. */
export type SendImport = (
  ask: ImportAsk,
  onstage: (stage: ImportStage) => void,
  signal: AbortSignal,
) => Promise<ImportReport>;

export type WizardStep = 'choose' | 'preview' | 'done';

/**
 * An import from file to report: look at what the server makes of a file (columns, preview, bad lines), map columns otherwise, then import.
 * Nothing is written before `apply`.
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
  #stage = $state.raw<ImportStage | null>(null);
  #error = $state.raw<ApiError | null>(null);
  #calledOff = $state(false);
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
  get stage(): ImportStage | null {
    return this.#stage;
  }

  get error(): ApiError | null {
    return this.#error;
  }

  /** Somebody called off the last thing that was asked. */
  get calledOff(): boolean {
    return this.#calledOff;
  }

  get step(): WizardStep {
    if (this.#report === null) return 'choose';
    return this.#report.dryRun ? 'preview' : 'done';
  }

  /** Whether an import would write anything with the chosen mode. */
  get canApply(): boolean {
    const report = this.#report;
    if (report === null || !report.dryRun || this.#stage !== null || report.imported === 0) return false;
    return report.problemCount === 0 || this.mode === 'skip-bad';
  }

  /** Takes a file and has the server look at it. */
  async choose(file: Blob, fileName: string, kind: ImportKind): Promise<void> {
    this.startOver();
    this.#file = file;
    this.#fileName = fileName;
    this.#kind = kind;
    await this.#ask(true);
  }

  async remap(mapping: ItemMapping | LabelMapping): Promise<void> {
    this.#mapping = mapping;
    await this.#ask(true);
  }

  async apply(): Promise<void> {
    if (this.canApply) await this.#ask(false);
  }

  /** Asks again what failed or was called off. */
  async retry(): Promise<void> {
    await this.#ask(this.step !== 'done');
  }

  /** Calls off what is running: the server imports nothing of it. What it said before stands. */
  callOff(): void {
    if (this.#stage === null) return;
    this.#running?.abort();
    this.#stage = null;
    this.#calledOff = true;
  }

  startOver(): void {
    this.#running?.abort();
    this.#file = null;
    this.#fileName = '';
    this.#mapping = null;
    this.#report = null;
    this.#stage = null;
    this.#error = null;
    this.#calledOff = false;
    this.mode = 'all-or-nothing';
  }

  async #ask(dryRun: boolean): Promise<void> {
    if (this.#file === null) return;
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.#error = null;
    this.#calledOff = false;
    this.#stage = { step: 'sending', done: 0, total: this.#file.size };
    try {
      const report = await this.#send(
        this.#askOf(this.#file, dryRun),
        (stage) => this.#moved(running, stage),
        running.signal,
      );
      if (!running.signal.aborted) this.#take(report);
    } catch (error) {
      if (!running.signal.aborted) this.#error = toApiError(error);
    } finally {
      if (this.#running === running) this.#stage = null;
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

  #moved(running: AbortController, stage: ImportStage): void {
    if (this.#running === running && !running.signal.aborted) this.#stage = stage;
  }

  /** The server may refuse all when all or nothing was asked and a line turned bad: then it is a preview again. */
  #take(report: ImportReport): void {
    this.#report = report.applied || report.dryRun ? report : { ...report, dryRun: true };
    this.#mapping = report.mapping;
  }
}
