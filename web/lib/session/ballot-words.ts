import type { Ballot } from '#shared/rubric/ballot.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';
import { slotWords, valueWords } from '#shared/session/ruling-words.ts';

/** A ballot in words, one line per answered slot. */
export const ballotWords = (rubric: Rubric, ballot: Pick<Ballot, 'values'> | null) =>
  Object.entries(ballot?.values ?? {}).map(([slot, value]) => ({
    slot: slotWords(rubric, slot),
    words: valueWords(rubric, slot, value),
  }));
