import type { SourceFile } from '#lib/source-files.ts';

/** Files that somebody chose on one page and that the next one takes over; they are given once. */
class CarriedFiles {
  #files: readonly SourceFile[] = [];

  put(files: readonly SourceFile[]): void {
    this.#files = files;
  }

  take(): readonly SourceFile[] {
    const files = this.#files;
    this.#files = [];
    return files;
  }
}

export const carriedFiles = new CarriedFiles();
