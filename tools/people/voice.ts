import type { ItemId, RoundId } from '#shared/ids.ts';
import type { Ballot } from '#shared/rubric/ballot.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';
import type { RulingView } from '#shared/session/view.ts';

/** What lies in front of somebody who is asked to answer. */
export interface Question {
  readonly itemId: ItemId;
  readonly roundId: RoundId;
  /** 1 for this person's first blind round on the item; labels made elsewhere are nobody's round here. */
  readonly nth: number;
  readonly rubric: Rubric;
}

export interface Remark {
  readonly dimensionId: string | null;
  readonly text: string;
  /** How many remarks of others were planned before it. */
  readonly after: number;
}

/** What somebody says; when they say it is the business of their temperament. */
export interface Voice {
  ballot(question: Question): Promise<Ballot>;
  /** What they wrote down before they thought again. */
  hastyBallot(question: Question): Promise<Ballot>;
  remarks(itemId: ItemId): readonly Remark[];
  /** Why they dissent from this ruling; null when they can live with it. */
  dissent(itemId: ItemId, ruling: RulingView): string | null;
}
