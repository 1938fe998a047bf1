import type { SplitShape } from '#shared/agreement/split-shape.ts';
import type { Level } from '#shared/agreement/table.ts';
import type { NumberId } from './agreement-words.ts';
import type { AgreementFilter, ChangeFigures } from './agreement.ts';

/* What needs to know who said what: people, one dimension in detail, the items behind a figure, the raw table. */

/** Somebody as the pages name them. Anonymous sessions have no such row (law B4). */
export interface PersonRef {
  readonly key: string;
  readonly name: string;
  readonly kind: 'member' | 'former' | 'guest' | 'imported' | 'handle';
}

export interface PersonCell {
  readonly labels: number;
  /** Mean share of the others' labels that equal theirs. */
  readonly withOthers: number | null;
  readonly alphaWithout: number | null;
  /** Alpha of the others minus alpha of all: above 0, the others agree better among themselves. */
  readonly alphaGain: number | null;
  /** Own label minus the mean of the others'. */
  readonly signedDifference: number | null;
}

export interface PeopleRow {
  readonly dimensionId: string;
  readonly name: string;
  readonly isOrdered: boolean;
  /** From the lowest to the highest point; null where answers have no size. */
  readonly span: number | null;
  /** Alpha of everybody together. */
  readonly alpha: number | null;
  /** Why nobody can be told apart here; null where cells are. */
  readonly why: string | null;
  /** Parallel to `people`; null for somebody without labels here. */
  readonly cells: readonly (PersonCell | null)[];
}

export interface AgreementPeople {
  /** By name: this is no ranking. */
  readonly people: readonly PersonRef[];
  /** People beyond those shown, who labelled less. */
  readonly notShown: number;
  /** Voters of anonymous sessions: in the figures, never shown one by one. */
  readonly anonymous: number;
  readonly rows: readonly PeopleRow[];
}

export interface Coefficient {
  readonly name: string;
  readonly about: NumberId;
  readonly isDefault: boolean;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Why it has no value. */
  readonly undefinedBecause: string | null;
  /** Why it is, or is not, the one to go by for this scale. */
  readonly note: string;
}

export interface CategoryFigures {
  readonly key: string;
  readonly words: string;
  readonly count: number;
  readonly specificAgreement: number | null;
  readonly alpha: number | null;
}

export interface ConfusedFigures {
  readonly first: string;
  readonly second: string;
  readonly firstWords: string;
  readonly secondWords: string;
  /** Pairs of labels on one unit, one of each (weighted as in the coincidence matrix). */
  readonly count: number;
  readonly share: number;
}

export interface PairsFigures {
  readonly people: readonly PersonRef[];
  readonly notShown: number;
  readonly overlap: readonly (readonly number[])[];
  readonly agreement: readonly (readonly (number | null)[])[];
  readonly kappa: readonly (readonly (number | null)[])[];
}

export interface ItemFigures {
  readonly itemId: string;
  readonly title: string;
  /** How its source calls it: items may have the same title. */
  readonly externalId: string;
  readonly labels: number;
  /** Share of all disagreement of the dimension. */
  readonly share: number;
  /** Entropy of the labels of its most scattered unit, in bits. */
  readonly entropyBits: number | null;
  readonly shape: SplitShape;
  readonly counts: readonly { readonly key: string; readonly words: string; readonly count: number }[];
}

export interface MovementFigures {
  readonly pairs: number;
  readonly stayed: number;
  readonly moved: number;
  readonly towardsMajority: number;
  readonly awayFromMajority: number;
  readonly ruled: number;
  readonly rightBefore: number;
  readonly rightAfter: number;
  readonly gained: number;
  readonly lost: number;
  readonly towardsRuling: number;
  readonly awayFromRuling: number;
  /** McNemar: was the ruling met more often afterwards? null without ruled items. */
  readonly mcnemarP: number | null;
  /** Stuart–Maxwell: were answers used as often afterwards? */
  readonly marginsP: number | null;
  readonly marginsWhy: string | null;
  /** Who went from which answer to which, most frequent first. */
  readonly moves: readonly { readonly from: string; readonly to: string; readonly count: number }[];
}

/** Everything about one dimension that needs to know who said what. */
export interface DimensionDetail {
  readonly dimensionId: string;
  readonly name: string;
  readonly level: Level;
  readonly coefficients: readonly Coefficient[];
  readonly categories: readonly CategoryFigures[];
  /** Coincidences in the order of `categories`; null where there are too many to show. */
  readonly coincidences: readonly (readonly number[])[] | null;
  readonly confused: readonly ConfusedFigures[];
  readonly pairs: PairsFigures | { readonly why: string };
  /** By share of the disagreement; on the page the first 100. */
  readonly items: readonly ItemFigures[];
  readonly itemsWithLabels: number;
  readonly change: ChangeFigures | null;
  readonly movement: MovementFigures | null;
  /** The newest two guideline versions with labels, compared on their different items. */
  readonly versionChange: (ChangeFigures & { readonly from: number; readonly to: number }) | null;
}

export interface BallotBehind {
  /** null in an anonymous session. */
  readonly who: string | null;
  readonly personKey: string | null;
  /** Which response was judged, in words; null where the item was. */
  readonly target: string | null;
  readonly words: string;
  readonly key: string;
  readonly reason: string;
  readonly round: number;
  /** The session's title or the imported file. */
  readonly from: string;
  readonly sessionId: string | null;
  readonly version: number | null;
  /** In the figure that was clicked; else why not. */
  readonly isCounted: boolean;
  readonly whyNot: string | null;
}

export interface RulingBehind {
  readonly sessionId: string;
  readonly session: string;
  readonly verdict: 'decided' | 'irresolvable';
  /** The ruled answer to this dimension; null where it has none. */
  readonly words: string | null;
  readonly reason: string;
}

export interface ItemBehind {
  readonly itemId: string;
  readonly title: string;
  readonly externalId: string;
  readonly share: number | null;
  readonly shape: SplitShape;
  readonly ballots: readonly BallotBehind[];
  readonly ruling: RulingBehind | null;
}

export interface ItemsBehind {
  readonly dimensionId: string;
  readonly name: string;
  /** Names of what was pointed at, for a heading. */
  readonly person: string | null;
  readonly other: string | null;
  readonly firstWords: string | null;
  readonly secondWords: string | null;
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly items: readonly ItemBehind[];
}

/** Units × raters of one dimension, for checking the figures elsewhere. Cells are plain labels; null is a hole. */
export interface Ratings {
  readonly dimensionId: string;
  readonly name: string;
  readonly level: Level;
  readonly categories: readonly (string | number)[] | null;
  readonly filter: AgreementFilter;
  readonly alpha: number | null;
  /** Columns. People of anonymous sessions and unnamed annotators stand in numbered places that mean nobody. */
  readonly raters: readonly string[];
  readonly units: readonly {
    readonly item: string;
    readonly target: string | null;
    readonly part: string | null;
    readonly collection: string;
    readonly ratings: readonly (string | number | readonly string[] | null)[];
  }[];
}
