import type { NumberId } from '#shared/protocol/http/agreement-words.ts';

/** A number as it is explained to somebody who meets it for the first time. */
export interface Explained {
  readonly title: string;
  /** A paragraph of Markdown. */
  readonly text: string;
  /** TeX; left out where the number is a plain count. */
  readonly formula?: string;
  /** Where it comes from; a rule of our own says so. */
  readonly source: string;
}

/** Titled group of numbers, in reading order. */
export interface Part {
  readonly title: string;
  readonly numbers: Readonly<Partial<Record<NumberId, Explained>>>;
}
