import fc from 'fast-check';
import { expect, test } from 'vitest';
import { systemRandomBytes } from '#server/ids.ts';

test('bytes drawn together are of the length asked for, belong to whoever took them, and never come twice', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.integer({ min: 8, max: 5_000 }), (count) => {
      const bytes = systemRandomBytes(count);
      expect(bytes).toHaveLength(count);
      const text = bytes.toString('hex');
      expect(seen.has(text)).toBe(false);
      seen.add(text);
      // Nobody else holds the same memory.
      bytes.fill(0);
      expect(systemRandomBytes(count).equals(bytes)).toBe(false);
    }),
    { numRuns: 500 },
  );
});
