import type { Level } from '#shared/agreement/table.ts';
import type { LeftOut } from './agreement.ts';

export interface OwnDimension {
  readonly dimensionId: string;
  readonly name: string;
  readonly level: Level;
  readonly isOrdered: boolean;
  readonly labels: number;
  /** Answers beside at least one other. */
  readonly compared: number;
  readonly withOthers: number | null;
  readonly alphaAll: number | null;
  readonly alphaWithout: number | null;
  readonly signedDifference: number | null;
  readonly scaleUse: readonly {
    readonly key: string;
    readonly words: string;
    readonly own: number;
    readonly panel: number;
  }[];
  /** Of answers on ruled items, how many equal the ruling, with a Wilson interval. */
  readonly rulings: {
    readonly ruled: number;
    readonly equal: number;
    readonly low: number | null;
    readonly high: number | null;
  };
  readonly sessions: readonly {
    readonly sessionId: string;
    readonly title: string;
    readonly at: number;
    readonly withOthers: number | null;
    readonly compared: number;
  }[];
}

export interface OwnDifference {
  readonly itemId: string;
  readonly title: string;
  readonly sessionId: string;
  readonly session: string;
  readonly at: number;
  readonly dimensionId: string;
  readonly dimension: string;
  readonly target: string | null;
  readonly own: string;
  readonly reason: string;
  readonly panel: readonly { readonly words: string; readonly count: number }[];
  /** Others on this unit who said the same. */
  readonly alike: number;
  readonly others: number;
  readonly ruling: string | null;
  readonly differsFromPanel: boolean;
  readonly differsFromRuling: boolean;
}

/** One's own page. Nobody else is named on it, and nobody else can ask for it. */
export interface OwnAgreement {
  readonly sessions: number;
  /** Sessions that were held without names, in which nobody's ballots are tied to them, not even here. */
  readonly withoutNames: number;
  /** Answers of one's own that are in no figure here. */
  readonly leftOut: readonly LeftOut[];
  readonly dimensions: readonly OwnDimension[];
  readonly differences: readonly OwnDifference[];
  readonly moreDifferences: number;
}
