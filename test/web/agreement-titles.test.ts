import { expect, test } from 'vitest';
import { distinction } from '#lib/components/agreement/repeated.ts';

test('items of one title are told apart by how their source calls them, others need no more than their title', () => {
  const [a, b, c] = [
    { title: 'Rate the recipe', externalId: 'r-17' },
    { title: 'Rate the recipe', externalId: 'r-18' },
    { title: 'Is ibuprofen safe?', externalId: 'q-1' },
  ] as const;
  expect([a, b, c].map(distinction([a, b, c]))).toEqual(['r-17', 'r-18', '']);
});
