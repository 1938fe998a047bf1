import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ageWords,
  cutOff,
  edited,
  EMPTY_LEDGER,
  oldestUnstored,
  saveStatus,
  sent,
  stored,
  type Ledger,
} from '#lib/guideline/save-status.ts';

const CONNECTED = true;

test('an edit that was sent is not stored before the server says so', () => {
  const ledger = sent(edited(EMPTY_LEDGER, 1_000));
  expect(saveStatus(ledger, CONNECTED, 1_400)).toEqual({ kind: 'storing', ageMs: 400 });
  expect(saveStatus(stored(ledger, 1), CONNECTED, 1_500)).toEqual({ kind: 'stored' });
});

test('a confirmation of an older frame does not cover a newer edit', () => {
  const ledger = sent(edited(sent(edited(EMPTY_LEDGER, 1_000)), 2_000));
  expect(oldestUnstored(stored(ledger, 1))).toBe(2_000);
});

test('the age is that of the oldest edit that is not stored', () => {
  const ledger = sent(edited(sent(edited(EMPTY_LEDGER, 1_000)), 2_000));
  expect(saveStatus(ledger, CONNECTED, 3_000)).toEqual({ kind: 'storing', ageMs: 2_000 });
});

test('what was under way when the connection broke counts as unstored, with its age', () => {
  const ledger = cutOff(sent(edited(EMPTY_LEDGER, 1_000)));
  expect(saveStatus(ledger, false, 61_000)).toEqual({ kind: 'unstored', ageMs: 60_000 });
});

test('the first frame of the next connection carries everything that was left', () => {
  const ledger = sent(edited(cutOff(sent(edited(EMPTY_LEDGER, 1_000))), 5_000));
  expect(ledger).toEqual({ unsentSince: null, underway: [{ frame: 1, since: 1_000 }], frames: 1 });
});

test('an empty frame is counted and confirms nothing', () => {
  expect(saveStatus(sent(EMPTY_LEDGER), CONNECTED, 1_000)).toEqual({ kind: 'stored' });
  const ledger = sent(edited(sent(EMPTY_LEDGER), 1_000));
  expect(saveStatus(stored(ledger, 1), CONNECTED, 1_000).kind).toBe('storing');
});

test('a confirmation that does not come is said aloud', () => {
  const ledger = sent(edited(EMPTY_LEDGER, 0));
  expect(saveStatus(ledger, CONNECTED, 30_000)).toEqual({ kind: 'unstored', ageMs: 30_000 });
});

test('without a connection nothing is called stored', () => {
  expect(saveStatus(EMPTY_LEDGER, false, 0)).toEqual({ kind: 'away' });
});

/** A server that confirms some frames, in order, and a line that breaks: after any history, stored means that every edit was confirmed. */
test('whatever happens, "stored" is said only when every edit was in a confirmed frame', () => {
  const step = fc.constantFrom('edit' as const, 'send' as const, 'confirm' as const, 'break' as const);
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let ledger: Ledger = EMPTY_LEDGER;
      let [loose, confirmed] = [0, 0];
      let frames: number[] = [];
      for (const [at, what] of steps.entries()) {
        if (what === 'edit') [ledger, loose] = [edited(ledger, at), loose + 1];
        if (what === 'send') {
          ledger = sent(ledger);
          frames.push(loose);
          loose = 0;
        }
        if (what === 'confirm' && confirmed < frames.length) ledger = stored(ledger, ++confirmed);
        if (what === 'break') {
          ledger = cutOff(ledger);
          loose += frames.slice(confirmed).reduce((sum, edits) => sum + edits, 0);
          [frames, confirmed] = [[], 0];
        }
        const open = loose + frames.slice(confirmed).reduce((sum, edits) => sum + edits, 0);
        expect(oldestUnstored(ledger) === null).toBe(open === 0);
      }
    }),
  );
});

test('an age is given in seconds, then in minutes', () => {
  expect([ageWords(200), ageWords(9_400), ageWords(180_000)]).toEqual(['1 s', '9 s', '3 min']);
});
