import { expect, test } from 'vitest';
import { freeName, nameKey } from '#shared/people/name-key.ts';

test.each([
  ['case', 'grace', 'GRACE'],
  ['spaces', ' Grace  Hopper ', 'Grace Hopper'],
  ['spaces of other widths', 'Grace\u00a0Hopper', 'GraceHopper'],
  ['letters of full width', 'Ｇｒａｃｅ', 'Grace'],
  ['signs that nobody sees', 'Gra\u200bce', 'Grace'],
  ['composed and decomposed letters', 'Zoe\u0301', 'Zo\u00e9'],
  ['Cyrillic letters that look Latin', 'Grасе', 'Grace'],
  ['Greek letters that look Latin', 'Νοra', 'nora'],
])('X4 names that differ only by %s are one name', (_what, one, other) => {
  expect(nameKey(one)).toBe(nameKey(other));
});

test.each([
  ['Grace', 'Grace M.'],
  ['Zoë', 'Zoe'],
  ['Ann 1', 'Ann l'],
  ['Иван', 'Ivan'],
])('X4 %s and %s are two', (one, other) => {
  expect(nameKey(one)).not.toBe(nameKey(other));
});

test('X4 the name that is suggested is free', () => {
  expect(freeName('Grace', ['Ada'])).toBe('Grace');
  expect(freeName('Grace', ['grace'])).toBe('Grace M.');
  expect(freeName('grace', ['Grace', 'GRACE M.'])).toBe('grace B.');
});
