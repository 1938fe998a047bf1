import { describe, expect, test } from 'vitest';
import { categoryLook, heatLook } from '#lib/categories.ts';
import { ago, bytes, coefficient, counted, percent } from '#lib/format.ts';
import { zoneWords } from '#lib/session/zone-words.ts';

const NOW = Date.UTC(2026, 10, 20, 12);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe('figures', () => {
  test.each([
    ['seconds', NOW - 20_000, 'just now'],
    ['minutes', NOW - 5 * MINUTE, '5 minutes ago'],
    ['hours', NOW - 3 * 60 * MINUTE, '3 hours ago'],
    ['a day', NOW - DAY, 'yesterday'],
    ['days to come', NOW + 3 * DAY, 'in 3 days'],
    ['longer', NOW - 30 * DAY, '21 Oct 2026'],
  ])('time: %s', (_, at, words) => {
    expect(ago(at, NOW)).toBe(words);
  });

  test('one is one, two are two, thousands are grouped', () => {
    expect([counted(1, 'item'), counted(0, 'item'), counted(1505, 'label')]).toEqual([
      '1 item',
      '0 items',
      '1,505 labels',
    ]);
    expect(counted(2, 'person', 'people')).toBe('2 people');
  });

  test('a coefficient has three decimals and a real minus', () => {
    expect(coefficient(0.8427)).toBe('0.843');
    expect(coefficient(-0.05)).toBe('\u22120.050');
  });

  test('a coefficient that rounds to nothing has no sign', () => {
    expect([coefficient(-0.0004), coefficient(-0), coefficient(0.0004)]).toEqual(['0.000', '0.000', '0.000']);
    expect(coefficient(-0.0005)).toBe('\u22120.001');
  });

  test('shares and sizes', () => {
    expect(percent(0.905)).toBe('91 %');
    expect([bytes(0), bytes(999), bytes(1_500), bytes(52_428_800)]).toEqual([
      '0 bytes',
      '999 bytes',
      '1.5 kB',
      '52.4 MB',
    ]);
  });
});

describe('the look of an answer', () => {
  test('is never colour alone: the first 26 answers have letters of their own', () => {
    const letters = Array.from({ length: 26 }, (_, index) => categoryLook(index).letter);
    expect(new Set(letters).size).toBe(26);
    expect(categoryLook(26).letter).toBe('A2');
  });

  test('has eight fills, each with its pattern', () => {
    const looks = Array.from({ length: 8 }, (_, index) => categoryLook(index));
    expect(new Set(looks.map(({ fill }) => fill)).size).toBe(8);
    expect(new Set(looks.map(({ pattern }) => pattern)).size).toBe(8);
    expect(categoryLook(8).fill).toBe(categoryLook(0).fill);
  });

  test('on the heat scale stays on it', () => {
    expect([heatLook(-1).fill, heatLook(0.5).fill, heatLook(7).fill]).toEqual([
      'var(--heat-0)',
      'var(--heat-3)',
      'var(--heat-6)',
    ]);
  });
});

test('S12 a time zone is named with its distance from UTC on that day', () => {
  const [winter, summer] = [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)];
  expect([zoneWords(winter, 'Europe/Berlin'), zoneWords(summer, 'Europe/Berlin')]).toEqual([
    'Europe/Berlin (GMT+1)',
    'Europe/Berlin (GMT+2)',
  ]);
  expect(zoneWords(winter, 'UTC')).toBe('UTC');
});
