import { decodeStart } from '#shared/import/decode.ts';
import { fileKind, START_OF_FILE, type FileKind } from '#shared/import/file-kind.ts';

/** A file that somebody chose, dropped or pasted, with what it probably holds. */
export interface SourceFile {
  readonly name: string;
  readonly file: Blob;
  readonly kind: FileKind;
}

export async function sourceFile(file: Blob, name: string): Promise<SourceFile> {
  const start = new Uint8Array(await file.slice(0, START_OF_FILE).arrayBuffer());
  return { name, file, kind: fileKind(name, decodeStart(start)) };
}

export const sourceFiles = (files: readonly File[]): Promise<SourceFile[]> =>
  Promise.all(files.map((file) => sourceFile(file, file.name)));

const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));

/** A reader hands out a folder piece by piece until a piece is empty. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  for (;;) {
    const piece = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (piece.length === 0) return entries;
    entries.push(...piece);
  }
}

/** The files that were dropped; of a folder those that lie directly in it. */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
  if (!entries.some((entry) => entry !== null && isDirectory(entry))) return [...transfer.files];
  const found = await Promise.all(
    entries
      .filter((entry) => entry !== null)
      .map((entry) => (isDirectory(entry) ? entriesOf(entry) : Promise.resolve([entry]))),
  );
  return Promise.all(found.flat().filter(isFile).map(fileOf));
}
