/* Words and names of the agreement pages that both sides use; free of schemas, so that a page may load it. */

/** Labels that are in the database and not in a figure, and why. */
export const LEFT_OUT = {
  late: 'came after the round was closed',
  exposed: 'came from people who had seen the item revealed in an earlier session',
  replaced: 'were followed by a later answer',
  'not-applicable': 'say that the dimension does not apply',
  'other-scale': 'were made on an earlier scale of the dimension',
} as const;
export type LeftOutReason = keyof typeof LEFT_OUT;

/** Where labels come from: made elsewhere, answered before a meeting, answered in one. */
export const SOURCES = ['import', 'prework', 'meeting'] as const;
export type Source = (typeof SOURCES)[number];

/** Numbers that `/about/numbers` explains; each is an anchor there. */
export const NUMBERS = [
  'alpha',
  'alpha-nominal',
  'alpha-ordinal',
  'alpha-interval',
  'alpha-ranking',
  'alpha-set',
  'interval',
  'bootstrap',
  'threshold',
  'n',
  'percent-agreement',
  'base-rate',
  'undefined',
  'too-few',
  'blind-and-after',
  'left-out',
  'unanimous',
  'cohen-kappa',
  'fleiss-kappa',
  'conger-kappa',
  'brennan-prediger',
  'gwet-ac',
  'kendall-w',
  'rank-correlation',
  'leave-one-out',
  'with-others',
  'signed-difference',
  'scale-use',
  'contribution',
  'entropy',
  'split-shape',
  'confusion',
  'specific-agreement',
  'change',
  'permutation',
  'movement',
  'mcnemar',
  'stuart-maxwell',
  'wilson',
] as const;
export type NumberId = (typeof NUMBERS)[number];

/** Tables that can be taken out as CSV. */
export const TABLES = [
  'dimensions',
  'trend',
  'change',
  'coefficients',
  'people',
  'pairs',
  'items',
  'categories',
  'confusion',
  'coincidences',
  'movement',
] as const;
export type TableName = (typeof TABLES)[number];

/** Tables of one's own page that can be taken out as CSV. */
export const OWN_TABLES = ['dimensions', 'sessions', 'scale-use', 'differences'] as const;
export type OwnTableName = (typeof OWN_TABLES)[number];
