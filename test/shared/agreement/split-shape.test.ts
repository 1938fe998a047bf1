import { describe, expect, test } from 'vitest';
import { isCyclic, splitShape } from '#shared/agreement/index.ts';
import type { Label, Scale, SplitShape } from '#shared/agreement/index.ts';

const CHOICE: Scale = { level: 'nominal', categories: ['A', 'B', 'tie', 'both bad'] };
const STARS: Scale = { level: 'ordinal', categories: [1, 2, 3, 4, 5] };
const WORDS: Scale = { level: 'ordinal', categories: ['poor', 'fair', 'good', 'excellent'] };

describe('the shape of a split', () => {
  test.each<[string, Scale, Label[], SplitShape]>([
    ['one label', CHOICE, ['A'], 'too-few'],
    ['all the same', CHOICE, ['A', 'A', 'A'], 'unanimous'],
    ['two against two', CHOICE, ['A', 'B', 'B', 'A'], 'even'],
    ['one against one', CHOICE, ['A', 'B'], 'even'],
    ['all but one', CHOICE, ['A', 'A', 'B', 'A'], 'one-outlier'],
    ['three against two', CHOICE, ['A', 'A', 'A', 'B', 'B'], 'bimodal'],
    ['three camps', CHOICE, ['A', 'B', 'both bad', 'A'], 'spread'],
    ['tie or win', CHOICE, ['tie', 'A', 'tie', 'A', 'A'], 'tie-against-win'],
    ['tie and both winners', CHOICE, ['tie', 'A', 'B'], 'spread'],
    ['stars at both ends', STARS, [1, 1, 2, 5, 5], 'bimodal'],
    ['stars with one far away', STARS, [4, 4, 5, 1], 'one-outlier'],
    ['neighbouring stars', STARS, [3, 3, 4, 4], 'even'],
    ['stars all over', STARS, [2, 3, 4, 5], 'spread'],
    ['words in their order', WORDS, ['poor', 'excellent', 'poor', 'good', 'excellent'], 'bimodal'],
    ['a slider', { level: 'interval' }, [10, 12, 14, 80, 82], 'bimodal'],
    ['tags', { level: 'set' }, [['a'], ['a'], ['a', 'b']], 'one-outlier'],
    [
      'orders in a circle',
      { level: 'ranking' },
      [
        ['A', 'B', 'C'],
        ['B', 'C', 'A'],
        ['C', 'A', 'B'],
      ],
      'cyclic',
    ],
    [
      'two orders',
      { level: 'ranking' },
      [
        ['A', 'B', 'C'],
        ['A', 'B', 'C'],
        ['C', 'B', 'A'],
        ['C', 'B', 'A'],
      ],
      'even',
    ],
  ])('%s', (_, scale, labels, shape) => {
    expect(splitShape(scale, labels, ['tie']).shape).toBe(shape);
  });

  test('an outlier is named by its place, and camps by theirs', () => {
    expect(splitShape(STARS, [4, 1, 5, 4], [])).toEqual({
      shape: 'one-outlier',
      outlier: 1,
      camps: [[1], [0, 3, 2]],
    });
  });

  test('a majority without a circle is not cyclic, even when nobody agrees', () => {
    expect(
      isCyclic([
        ['A', 'B', 'C'],
        ['B', 'A', 'C'],
        ['A', 'C', 'B'],
      ]),
    ).toBe(false);
    expect(
      isCyclic([
        ['A', 'B'],
        ['B', 'A'],
      ]),
    ).toBe(false);
  });
});
