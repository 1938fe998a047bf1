import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { addTallies, readVitestTally, tallyLine } from '../../tools/test/tally.ts';

const directory = mkdtempSync(join(tmpdir(), 'touchstone-tally-'));
afterAll(() => rmSync(directory, { recursive: true }));

test('skipped and planned tests count as skipped', () => {
  const report = join(directory, 'report.json');
  writeFileSync(
    report,
    JSON.stringify({ numPassedTests: 7, numFailedTests: 1, numPendingTests: 2, numTodoTests: 3 }),
  );
  expect(readVitestTally(report)).toEqual({ passed: 7, failed: 1, skipped: 5 });
});

test('a report that was never written counts as a failure', () => {
  expect(readVitestTally(join(directory, 'absent.json'))).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('the last line adds up all steps', () => {
  const steps = [
    { passed: 1, failed: 0, skipped: 0 },
    { passed: 40, failed: 2, skipped: 3 },
  ];
  expect(tallyLine(addTallies(steps))).toBe('41 passed, 2 failed, 3 skipped');
});
