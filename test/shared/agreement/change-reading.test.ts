import { expect, test } from 'vitest';
import { changeReading } from '#shared/agreement/change-reading.ts';

test.each([
  ['clear', 'interval and test agree', { units: 40, low: 0.02, high: 0.3, p: 0.01 }],
  ['clear', 'downwards too', { units: 40, low: -0.3, high: -0.02, p: 0.01 }],
  ['unclear', 'neither finds anything', { units: 40, low: -0.1, high: 0.3, p: 0.4 }],
  ['contested', 'the test objects', { units: 40, low: 0.02, high: 0.3, p: 0.49 }],
  ['contested', 'the interval objects', { units: 40, low: -0.01, high: 0.3, p: 0.04 }],
  ['too-few', 'there are few units, however wide the change', { units: 29, low: 0.8, high: 0.9, p: 0.001 }],
  ['too-few', 'there is no interval', { units: 40, low: null, high: null, p: 0.001 }],
] as const)('A7 a change is %s when %s', (reading, _why, evidence) => {
  expect(changeReading(evidence)).toBe(reading);
});
