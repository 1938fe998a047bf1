import type { Ratings } from '#shared/protocol/http/agreement-detail.ts';
import { csvOf, type Sheet } from './csv.ts';

/** A file to take away. It is written where it is computed: a large one would hold the event loop up. */
export interface Download {
  readonly fileName: string;
  readonly text: string;
}

export const csvFile = (sheet: Sheet): Download => ({ fileName: `${sheet.name}.csv`, text: csvOf(sheet) });

export const jsonFile = (ratings: Ratings): Download => ({
  fileName: `ratings-${ratings.dimensionId}.json`,
  text: JSON.stringify(ratings),
});
