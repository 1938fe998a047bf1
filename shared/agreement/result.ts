/**
 * What every agreement statistic returns: a number that carries what it was made of, or a reason why there is
 * none.
 *
 * "Undefined" is never spelled 0, 1 or NaN: a coefficient of labels that do not vary says nothing, and a
 * board that prints 0 for it accuses people who agreed.
 */

/** Why a statistic has no value. A closed list: screens translate it, tests name it. */
export const UNDEFINED_REASONS = {
  'no-labels': 'there are no labels',
  'no-pairs': 'no item has labels from two or more people',
  'no-variation':
    'every label that could be compared is the same, so agreement beyond chance cannot be told apart from chance',
  'one-category': 'the scale has fewer than two categories',
  'rater-identity-absent':
    'this coefficient compares people with each other, and the labels do not say who gave them',
  'needs-two-raters': 'this coefficient is defined for two people, and the table has another number of them',
  'no-shared-units': 'these two people have no item in common',
  'unequal-raters': 'this coefficient needs the same number of labels on every item',
  'too-few-items': 'there are too few items to compute this',
  'too-few-raters': 'there are too few people to compute this',
  'constant-rating': 'one side gives every item the same rank, so an order cannot be compared',
  'too-many-categories': 'there are more different labels than this coefficient can be computed for',
  'wrong-level': 'this coefficient does not fit the scale of these labels',
  'not-connected':
    'some answers never lost, never won, or were never compared with the others, so their strengths cannot be estimated',
  separation: 'the outcome is predicted perfectly, so the slope has no finite estimate',
  'no-discordant-pairs': 'nobody changed, so there is nothing to test',
  singular: 'the changes are too few or too one-sided for this test',
  empty: 'there are no observations',
  'one-item': 'spread between items cannot be estimated from one item',
} as const;

export type UndefinedReason = keyof typeof UNDEFINED_REASONS;

/** What was left out of a statistic, and what `count` counts. */
export const EXCLUSION_REASONS = {
  'unit-with-one-label': 'items with a single label: nothing to compare it with',
  'unit-without-labels': 'items without any label',
  'rater-without-labels': 'people without any label',
  'repeated-label': 'earlier labels of a person who labelled the same item again',
  'unknown-category': 'labels that are not on the declared scale',
  'not-a-number': 'labels of a numeric scale that are not finite numbers',
  'negative-ratio': 'labels below zero on a ratio scale',
  'not-a-ranking': 'labels of a ranking that are not an order of distinct answers',
  'not-a-set': 'labels of a multiple choice that are not a list of tags',
  'incomplete-unit': 'items not ranked by everybody',
  'undefined-unit': 'items whose own statistic is undefined',
  tie: 'ties',
  'equal-length': 'pairs of equal length',
  'single-order': 'items shown in one order only',
  'unit-not-on-both-sides': 'items that are only before or only after',
} as const;

export type ExclusionReason = keyof typeof EXCLUSION_REASONS;

export interface Excluded {
  readonly reason: ExclusionReason;
  readonly count: number;
}

/** How an interval was made. */
export type IntervalMethod =
  'bootstrap-percentile' | 'jackknife-t' | 'linearisation-t' | 'fleiss-cohen-everitt-normal' | 'wilson';

export interface Interval {
  readonly low: number;
  readonly high: number;
  /** Between 0 and 1, for example 0.95. */
  readonly confidence: number;
  readonly method: IntervalMethod;
  /** Standard error of the estimate, in units of the estimate. */
  readonly standardError?: number;
  /** Bootstrap: how many replicates had a value. */
  readonly replicates?: number;
  /** Bootstrap: how many had none (no variation among the items drawn) and were dropped. */
  readonly undefinedReplicates?: number;
}

/** What a statistic was computed from. */
export interface Basis {
  /** Pairable values: labels that stand beside at least one other label of the same unit. */
  readonly n: number;
  /** Units (items, or items × answers) that entered. */
  readonly units: number;
  /** People who entered; null where the labels do not say who gave them. */
  readonly raters: number | null;
  readonly excluded: readonly Excluded[];
}

export interface Defined extends Basis {
  readonly defined: true;
  readonly value: number;
  readonly interval?: Interval;
}

export interface Undefined extends Basis {
  readonly defined: false;
  readonly reason: UndefinedReason;
  /** One English sentence; screens in other languages translate `reason`. */
  readonly explanation: string;
}

/** A number with its basis (and whatever `Extra` a coefficient adds), or the reason why there is none. */
export type Estimate<Extra extends object = object> = (Defined & Extra) | Undefined;

/** The basis of nothing at all. */
export const NO_BASIS: Basis = { n: 0, units: 0, raters: null, excluded: [] };

/** A statistic that has no value, and why. */
export function undefinedBecause(reason: UndefinedReason, basis: Basis = NO_BASIS): Undefined {
  return { ...pickBasis(basis), defined: false, reason, explanation: UNDEFINED_REASONS[reason] };
}

/** A statistic that has a value. */
export function estimate<Extra extends object>(
  value: number,
  basis: Basis,
  extra: Extra,
  interval?: Interval,
): Defined & Extra {
  const core: Defined = { defined: true, value, ...pickBasis(basis) };
  return interval === undefined ? { ...extra, ...core } : { ...extra, ...core, interval };
}

/** The same estimate with an interval around it; an undefined one stays as it is. */
export function withInterval<Extra extends object>(
  of: Estimate<Extra>,
  interval: Interval | undefined,
): Estimate<Extra> {
  return of.defined && interval !== undefined ? { ...of, interval } : of;
}

/** The value, or null: for tables and exports, where a hole is shown as a hole. */
export function valueOrNull(of: Estimate): number | null {
  return of.defined ? of.value : null;
}

/** Exclusions with the zero counts left out and equal reasons added up. */
export function exclusions(...counts: readonly Excluded[]): readonly Excluded[] {
  const sums = new Map<ExclusionReason, number>();
  for (const { reason, count } of counts) sums.set(reason, (sums.get(reason) ?? 0) + count);
  return [...sums].filter(([, count]) => count > 0).map(([reason, count]) => ({ reason, count }));
}

function pickBasis({ n, units, raters, excluded }: Basis): Basis {
  return { n, units, raters, excluded };
}
