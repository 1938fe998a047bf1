import { beforeEach, describe, expect, test } from 'vitest';
import { DeliberatePress } from '#lib/session/deliberate-press.ts';

const QUESTION = 'Reveal without 3 people?';
let press: DeliberatePress;

beforeEach(() => {
  press = new DeliberatePress();
  press.show('reveal 1', 0);
});

describe('S6 the one big button', () => {
  test('does at once what nobody has to be asked about', () => {
    expect(press.press(null, 1_000)).toBe('done');
  });

  test('asks first, and does it at the second press', () => {
    expect([press.press(QUESTION, 1_000), press.press(QUESTION, 2_500)]).toEqual(['armed', 'done-again']);
    expect(press.press(QUESTION, 4_000)).toBe('armed');
  });

  test('takes a double click for one press', () => {
    const clicks = [1_000, 1_120, 1_240].map((at) => press.press(QUESTION, at));
    expect(clicks).toEqual(['armed', 'ignored', 'ignored']);
    expect(press.press(QUESTION, 1_700)).toBe('done-again');
  });

  test('forgets a first press after a few seconds, and asks anew when the question is another', () => {
    expect([press.press(QUESTION, 1_000), press.press(QUESTION, 6_000)]).toEqual(['armed', 'armed']);
    expect(press.press('Reveal without 2 people?', 7_000)).toBe('armed');
  });

  test('does not do the next act with a press that was meant for the last', () => {
    expect(press.press(null, 1_000)).toBe('done');
    press.show('open 2', 1_100);
    expect([press.press(null, 1_250), press.press(null, 1_600)]).toEqual(['ignored', 'ignored']);
    expect(press.press(null, 1_800)).toBe('done');
  });

  test('takes a press at once when it has just appeared', () => {
    press.show(null, 1_000);
    expect(press.show('start', 1_100)).toBe(false);
    expect(press.press(null, 1_150)).toBe('done');
  });

  test('what waits for its second press is forgotten with the act', () => {
    expect(press.press(QUESTION, 1_000)).toBe('armed');
    press.show('reveal 2', 1_500);
    expect(press.press(QUESTION, 3_000)).toBe('armed');
  });
});
