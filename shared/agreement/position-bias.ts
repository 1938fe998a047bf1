import { testedShare } from './binomial-test.ts';
import { estimate, exclusions, undefinedBecause } from './result.ts';
import type { Basis, Estimate } from './result.ts';

/** One comparison as it was shown. */
export interface Presentation {
  readonly item: string;
  /** Which answer stood first. */
  readonly order: 'AB' | 'BA';
  /** The place that was preferred. */
  readonly choice: 'first' | 'second' | 'tie';
}

export interface PositionBias {
  /**
   * How often what stood first was preferred, ties left out; Wilson interval, exact binomial p against one
   * half.
   */
  readonly firstShare: Estimate<{ readonly successes: number; readonly p: number }>;
  /** Of the items shown in both orders, how many got the same verdict. */
  readonly swapConsistency: Estimate<{
    readonly consistent: number;
    /** Items where the first place won in both orders, and where the second did. */
    readonly alwaysFirst: number;
    readonly alwaysSecond: number;
  }>;
}

/**
 * Does the place on the screen decide? Order is shuffled per person and item, so the first place should win
 * half of the time.
 */
export function positionBias(presentations: readonly Presentation[]): PositionBias {
  const decided = presentations.filter(({ choice }) => choice !== 'tie');
  const successes = decided.filter(({ choice }) => choice === 'first').length;
  const excluded = exclusions({ reason: 'tie', count: presentations.length - decided.length });
  return {
    firstShare: testedShare(successes, decided.length, excluded),
    swapConsistency: swapConsistency(presentations),
  };
}

function swapConsistency(presentations: readonly Presentation[]): PositionBias['swapConsistency'] {
  const byItem = new Map<string, Partial<Record<Presentation['order'], Presentation['choice']>>>();
  for (const { item, order, choice } of presentations)
    byItem.set(item, { ...byItem.get(item), [order]: choice });
  const both = [...byItem.values()].flatMap(({ AB, BA }) =>
    AB === undefined || BA === undefined ? [] : [{ AB, BA }],
  );
  const excluded = exclusions({ reason: 'single-order', count: byItem.size - both.length });
  const basis: Basis = { n: 2 * both.length, units: both.length, raters: null, excluded };
  if (both.length === 0) return undefinedBecause('empty', basis);
  const consistent = both.filter(({ AB, BA }) => AB === swapped(BA)).length;
  const always = (place: 'first' | 'second'): number =>
    both.filter(({ AB, BA }) => AB === place && BA === place).length;
  return estimate(consistent / both.length, basis, {
    consistent,
    alwaysFirst: always('first'),
    alwaysSecond: always('second'),
  });
}

function swapped(choice: Presentation['choice']): Presentation['choice'] {
  return choice === 'tie' ? 'tie' : choice === 'first' ? 'second' : 'first';
}
