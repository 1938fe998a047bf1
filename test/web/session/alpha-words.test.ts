import { expect, test } from 'vitest';
import { alphaChange, tableFromLabels } from '#shared/agreement/index.ts';
import { agreementReport } from '#shared/agreement/report.ts';
import { alphaWords, changeWords } from '#lib/session/alpha-words.ts';

const SCALE = { level: 'nominal', categories: ['a', 'b'] } as const;

/** So many items, each labelled by three people, who differ on every `apart`-th. */
const labels = (items: number, apart: number) =>
  Array.from({ length: items }, (_, item) =>
    ['ann', 'ben', 'cyd'].map((rater, person) => ({
      ...{ unit: `i${item}`, rater },
      label: (item % 2 === 0) !== (person === 0 && item % apart === 0) ? 'a' : 'b',
    })),
  ).flat();
const change = (items: number, before: number, after: number) =>
  alphaChange(tableFromLabels(SCALE, labels(items, before)), tableFromLabels(SCALE, labels(items, after)));

test('A2 agreement is never a bare number: interval, pairs, base rate, and what it rests on', () => {
  const words = alphaWords(agreementReport(SCALE, labels(40, 4)), (label) => `“${String(label)}”`);
  expect(words.figure).toMatch(/^α 0\.\d\d \[−?[01]\.\d\d, [01]\.\d\d\]$/);
  expect(words.raw).toMatch(/^\d+ % of pairs agree, base rate \d+ % \(“[ab]”\)$/);
  expect(words.basis).toBe('120 labels on 40 units, 3 people');
});

test('A2 on two units there is a number, no interval, and the words “too few items to say”', () => {
  const words = alphaWords(agreementReport(SCALE, labels(2, 2)), String);
  expect(words.figure).toMatch(/^α −?\d\.\d\d$/);
  expect(words.basis).toBe('6 labels on 2 units, 3 people: too few items to say');
});

test('A3 without variation the reason stands in its place', () => {
  const same = labels(8, 99).map((row) => ({ ...row, label: 'a' }));
  const words = alphaWords(agreementReport(SCALE, same), String);
  expect(words.figure).toBe('α undefined');
  expect(words.basis).toMatch(/^because /);
});

test('A7 the board says what the interval of a change holds, never that the change is clear', () => {
  expect(changeWords({ change: change(40, 2, 40), tooFewItems: false })).toMatchObject({
    figure: expect.stringMatching(/^\+0\.\d\d \[\+0\.\d\d, \+\d\.\d\d\]$/) as string,
    basis: 'on 40 units voted on again: the interval holds no 0',
  });
  expect(changeWords({ change: change(40, 4, 4), tooFewItems: false })).toMatchObject({
    figure: '0.00 [0.00, 0.00]',
    basis: 'on 40 units voted on again: the interval holds 0',
  });
  expect(changeWords({ change: change(10, 2, 10), tooFewItems: true }).basis).toBe(
    'on 10 units voted on again: too few items to say',
  );
});
