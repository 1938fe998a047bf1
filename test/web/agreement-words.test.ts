import { expect, test } from 'vitest';
import { changeInShort, short, signed } from '#lib/components/agreement/words.ts';

test('a figure that rounds to 0 has no sign, a difference says which way it goes', () => {
  expect([-0.004, -0.0049, 0.004, -0.006, 0.5].map(short)).toEqual(['0.00', '0.00', '0.00', '−0.01', '0.50']);
  expect([-0.004, 0.004, 0.126, -0.126].map(signed)).toEqual(['0.00', '0.00', '+0.13', '−0.13']);
});

test('A2 a change stands with its interval, and without where there is none', () => {
  const change = {
    items: 40,
    before: 0.2,
    after: 0.4,
    change: 0.2,
    p: 0.01,
    reading: 'clear',
    why: null,
  } as const;
  expect(changeInShort({ ...change, low: -0.05, high: 0.45 })).toBe('+0.20 (−0.05 to 0.45)');
  expect(changeInShort({ ...change, low: null, high: null })).toBe('+0.20');
});
