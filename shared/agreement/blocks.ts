/**
 * What a resample draws. A block is one count pattern, drawn once per unit that shows it; or, for the places
 * in rankings, an item with the patterns of all its answers, which are drawn together because they depend on
 * each other.
 */
import { at } from './arrays.ts';
import type { Patterns } from './patterns.ts';

export interface Blocks {
  readonly patterns: Patterns;
  /** How many blocks of the data look like this. */
  readonly weights: Float64Array;
  /** What is drawn → block, -1 where it has no label. */
  readonly ofUnit: Int32Array;
  /** How often each pattern occurs, given how often each block does. */
  readonly patternWeights: (blockWeights: Float64Array) => Float64Array;
}

/** Every pattern is a block. */
export function blocksOfPatterns(patterns: Patterns): Blocks {
  return {
    patterns,
    weights: patterns.weights,
    ofUnit: patterns.ofUnit,
    patternWeights: (weights) => weights,
  };
}

/** Units that are drawn together (`groupOf[u]` = 0, 1, …) form one block each. */
export function blocksOfGroups(patterns: Patterns, groupOf: Int32Array, groups: number): Blocks {
  const expanded = new Float64Array(patterns.length);
  const patternWeights = (weights: Float64Array): Float64Array => {
    expanded.fill(0);
    for (let u = 0; u < groupOf.length; u++) {
      const pattern = patterns.ofUnit[u] ?? -1;
      if (pattern >= 0) expanded[pattern] = (expanded[pattern] ?? 0) + (weights[groupOf[u] ?? 0] ?? 0);
    }
    return expanded;
  };
  const ofUnit = new Int32Array(groups).fill(-1);
  for (let u = 0; u < groupOf.length; u++)
    if (at(patterns.ofUnit, u) >= 0) ofUnit[at(groupOf, u)] = at(groupOf, u);
  return {
    patterns,
    weights: Float64Array.from(ofUnit, (block) => (block < 0 ? 0 : 1)),
    ofUnit,
    patternWeights,
  };
}
