import { inImportOrder, type FileKind } from '#shared/import/file-kind.ts';
import { countLines } from '#shared/import/jsonl.ts';
import { MAX_FILE_BYTES } from '#shared/import/limits.ts';
import type { ImportReport } from '#shared/protocol/http/imports.ts';
import { bytes } from '#lib/format.ts';
import type { SourceFile } from '#lib/source-files.ts';
import { ImportWizard, type SendImport } from './import-wizard.svelte.ts';

/** A file of the set, with what became of it. */
export interface SetFile extends SourceFile {
  readonly id: number;
  /** Why it cannot even be sent; null when it can. */
  readonly fault: string | null;
  /** What was imported from it; null until then. */
  readonly report: ImportReport | null;
}

/** A file that is sent as one, and where in it the parts begin. */
export interface SentPart {
  readonly name: string;
  readonly firstLine: number;
}

const isImported = ({ kind }: SourceFile): boolean => kind === 'items' || kind === 'labels';

function faultOf({ file }: SourceFile): string | null {
  if (file.size === 0) return 'empty';
  return file.size > MAX_FILE_BYTES ? `${bytes(file.size)}; a file may have 50 MB, so split it` : null;
}

const isLines = ({ name }: SourceFile): boolean => /\.(jsonl|ndjson)$/i.test(name);

/**
 * Files that are imported together, one after the other in the order in which they need each other: items before their labels, the texts that
 * items refer to in one with the items.
 */
export class ImportSet {
  readonly wizard: ImportWizard;
  #files = $state.raw<readonly SetFile[]>([]);
  #parts = $state.raw<readonly SentPart[]>([]);
  #opened = '';
  #made = 0;

  constructor(projectId: string, send: SendImport) {
    this.wizard = new ImportWizard(projectId, send);
  }

  get files(): readonly SetFile[] {
    return this.#files;
  }

  /** The file that is looked at: the first that can be imported and is not yet. */
  get current(): SetFile | null {
    return this.#waiting[0] ?? null;
  }

  /** The file that comes after it. */
  get next(): SetFile | null {
    const { current } = this;
    return this.#waiting.find((file) => file !== current) ?? null;
  }

  get #waiting(): SetFile[] {
    return this.#files.filter((file) => isImported(file) && file.fault === null && file.report === null);
  }

  /** What was imported so far, in order. */
  get reports(): ImportReport[] {
    return this.#files.flatMap(({ report }) => report ?? []);
  }

  /** Texts that the items of the set refer to, so far as they can be sent with them. */
  get passages(): SetFile[] {
    return this.#files.filter(({ kind, fault }) => kind === 'passages' && fault === null);
  }

  /** The files in what is sent at the moment: a line is told in the file in which it stands. */
  get parts(): readonly SentPart[] {
    return this.#parts;
  }

  async add(files: readonly SourceFile[]): Promise<void> {
    const added = files.map((file) => ({
      ...file,
      id: (this.#made += 1),
      fault: faultOf(file),
      report: null,
    }));
    this.#files = inImportOrder([...this.#files, ...added]);
    await this.#open();
  }

  async setKind(id: number, kind: FileKind): Promise<void> {
    this.#change(id, { kind });
    this.#files = inImportOrder(this.#files);
    await this.#open();
  }

  async remove(id: number): Promise<void> {
    this.#files = this.#files.filter((file) => file.id !== id);
    await this.#open();
  }

  /** Imports the file that is looked at. Says what was imported, or null when nothing was. */
  async apply(): Promise<ImportReport | null> {
    const { current } = this;
    await this.wizard.apply();
    const { report, step } = this.wizard;
    if (current === null || report === null || step !== 'done') return null;
    this.#change(current.id, { report });
    return report;
  }

  /** Has the server look at the next file, if there is one. */
  goOn(): Promise<void> {
    return this.#open();
  }

  startOver(): void {
    this.#files = [];
    this.#opened = '';
    this.wizard.startOver();
  }

  #change(id: number, change: Partial<SetFile>): void {
    this.#files = this.#files.map((file) => (file.id === id ? { ...file, ...change } : file));
  }

  /** Has the server look at the file that is next, unless it does already; at nothing when there is none and nothing was imported. */
  async #open(): Promise<void> {
    const { current } = this;
    const opened = current === null ? '' : [current.id, current.kind, ...this.#passageIds(current)].join(' ');
    if (opened === this.#opened) return;
    this.#opened = opened;
    if (current === null) {
      if (this.reports.length === 0) this.wizard.startOver();
      return;
    }
    const sent = await this.#sentOf(current);
    if (this.#opened !== opened) return;
    await this.wizard.choose(sent, current.name, current.kind === 'labels' ? 'labels' : 'items');
  }

  #passageIds(current: SetFile): number[] {
    return current.kind === 'items' && isLines(current) ? this.passages.map(({ id }) => id) : [];
  }

  async #sentOf(current: SetFile): Promise<Blob> {
    const passages = current.kind === 'items' && isLines(current) ? this.passages : [];
    const parts: SentPart[] = [{ name: current.name, firstLine: 1 }];
    const pieces: (Blob | string)[] = [current.file];
    let lines = passages.length === 0 ? 0 : countLines(await current.file.text());
    for (const { name, file } of passages) {
      parts.push({ name, firstLine: lines + 1 });
      pieces.push('\n', file);
      lines += countLines(await file.text());
    }
    this.#parts = parts;
    return pieces.length === 1 ? current.file : new Blob(pieces);
  }
}
