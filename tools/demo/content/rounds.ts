import type { Ballot } from '#shared/rubric/ballot.ts';
import type { AnnotatorId } from './people.ts';
import type { DemoItem } from './types.ts';

/**
 * What an annotator answers in round `number` (from 1) of an item: the first ballot, from the second round on the
 * considered one. Items without dispute have no second ballot; there people repeat themselves.
 */
export function ballotIn(item: DemoItem, who: AnnotatorId, number: number): Ballot {
  return number > 1 && item.pattern !== 'agreed' ? item.second[who] : item.first[who];
}
