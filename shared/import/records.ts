/** The members of one line, row or list entry. */
export type Fields = Readonly<Record<string, unknown>>;

/** One record of a file, with the line on which it begins; or why it is none. */
export type SourceRecord =
  { readonly line: number; readonly fields: Fields } | { readonly line: number; readonly problem: string };

/** The file as a whole cannot be read. The message is for the person who chose it. */
export class UnreadableFileError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnreadableFileError';
  }
}

export const isFields = (value: unknown): value is Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
