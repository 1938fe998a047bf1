import { describe, expect, test } from 'vitest';
import {
  bowker,
  bradleyTerry,
  dawidSkene,
  fleissNullTest,
  lengthBias,
  logistic,
  mace,
  mcnemar,
  positionBias,
  proportion,
  seededRandom,
  stuartMaxwell,
  tableFromMatrix,
} from '#shared/agreement/index.ts';

describe('what cannot be estimated says so', () => {
  test('Bradley–Terry with an undefeated answer, or with answers never compared, is not estimable; a penalty makes it so', () => {
    const undefeated = {
      wins: [
        [0, 5, 4],
        [0, 0, 3],
        [0, 2, 0],
      ],
    };
    const apart = {
      wins: [
        [0, 3, 0, 0],
        [2, 0, 0, 0],
        [0, 0, 0, 4],
        [0, 0, 1, 0],
      ],
    };
    expect(bradleyTerry(undefeated)).toMatchObject({ defined: false, reason: 'not-connected' });
    expect(bradleyTerry(apart)).toMatchObject({ defined: false, reason: 'not-connected' });
    expect(bradleyTerry(undefeated, { penalty: 0.1 }).defined).toBe(true);
    expect(
      bradleyTerry({
        wins: [
          [0, 0],
          [0, 0],
        ],
      }),
    ).toMatchObject({ reason: 'empty' });
  });

  test('a tie that joins two answers makes them comparable: half a win each', () => {
    const fit = bradleyTerry({
      wins: [
        [0, 1],
        [0, 0],
      ],
      ties: [
        [0, 2],
        [2, 0],
      ],
    });
    expect(fit.defined && fit.logStrength[0]).toBeCloseTo(Math.log(2) / 2, 10);
  });

  test('a separated logistic regression has no slope; overlap gives one', () => {
    expect(logistic([1, 2, 3, 4], [false, false, true, true])).toMatchObject({ reason: 'separation' });
    expect(logistic([1, 2, 2, 3], [false, false, true, true])).toMatchObject({ reason: 'separation' });
    expect(logistic([1, 1], [false, true])).toMatchObject({ reason: 'no-variation' });
    expect(logistic([1, 3, 2, 4], [false, false, true, true])).toMatchObject({ defined: true });
  });

  test('McNemar without change, Stuart–Maxwell of one category, Bowker without moves, Wilson of nothing', () => {
    expect(mcnemar(0, 0)).toMatchObject({ exactP: 1, p: 1, chiSquare: { reason: 'no-discordant-pairs' } });
    expect(
      stuartMaxwell({
        categories: [1, 2],
        counts: [
          [5, 0],
          [0, 0],
        ],
      }),
    ).toMatchObject({ reason: 'one-category' });
    expect(
      stuartMaxwell({
        categories: [1, 2],
        counts: [
          [5, 0],
          [0, 3],
        ],
      }),
    ).toMatchObject({ reason: 'singular' });
    expect(
      bowker({
        categories: [1, 2],
        counts: [
          [5, 0],
          [0, 3],
        ],
      }),
    ).toMatchObject({ reason: 'no-discordant-pairs' });
    expect(proportion(0, 0)).toMatchObject({ reason: 'empty' });
  });

  test('the null test of Fleiss needs equal numbers of labels', () => {
    const uneven = tableFromMatrix({ level: 'nominal' }, [
      ['a', 'b', 'a'],
      ['a', 'b', null],
    ]);
    expect(fleissNullTest(uneven)).toMatchObject({ defined: false, reason: 'unequal-raters' });
  });
});

describe('truth and errors together', () => {
  const truth = [1, 2, 1, 2, 1, 1, 2, 2, 1, 2];
  const flipped = truth.map((label) => [label, label, label, 3 - label]);
  const table = tableFromMatrix({ level: 'nominal', categories: [1, 2] }, flipped);

  test('Dawid–Skene learns from someone who always says the opposite', () => {
    const result = dawidSkene(table);
    expect(result).toMatchObject({ defined: true, converged: true, labels: truth });
    expect(result.defined && result.confusion[3]?.[0]?.[1]).toBeCloseTo(1, 6);
  });

  test('MACE tells who does not look at the items', () => {
    const random = seededRandom(4);
    const right = Array.from({ length: 60 }, () => 1 + Math.floor(random() * 3));
    const matrix = right.map((label) => [label, label, label, 1 + Math.floor(random() * 3), null]);
    const result = mace(tableFromMatrix({ level: 'nominal', categories: [1, 2, 3] }, matrix), { random });
    if (!result.defined) return expect.unreachable(result.explanation);
    expect(result.labels).toEqual(right);
    expect(Math.max(...result.spamProbability.slice(0, 3))).toBeLessThan(0.3);
    expect(result.spamProbability[3]).toBeGreaterThan(0.8);
    const anonymous = tableFromMatrix({ level: 'nominal' }, [['a', 'b']], { raterIds: null });
    expect(mace(anonymous, { random })).toMatchObject({ reason: 'rater-identity-absent' });
  });

  test('an item without labels has no label, and anonymous labels are refused', () => {
    const withHole = tableFromMatrix({ level: 'nominal' }, [
      ['a', 'a'],
      [null, null],
      ['b', 'b'],
    ]);
    expect(dawidSkene(withHole)).toMatchObject({ labels: ['a', null, 'b'] });
    const anonymous = tableFromMatrix({ level: 'nominal' }, [['a', 'b']], { raterIds: null });
    expect(dawidSkene(anonymous)).toMatchObject({ reason: 'rater-identity-absent' });
  });
});

describe('bias of people', () => {
  test('position: ties are left out, items shown once do not speak about consistency', () => {
    const { firstShare, swapConsistency } = positionBias([
      { item: 'a', order: 'AB', choice: 'first' },
      { item: 'a', order: 'BA', choice: 'second' },
      { item: 'b', order: 'AB', choice: 'first' },
      { item: 'b', order: 'BA', choice: 'first' },
      { item: 'c', order: 'AB', choice: 'tie' },
    ]);
    expect(firstShare).toMatchObject({
      value: 3 / 4,
      n: 4,
      excluded: [{ reason: 'tie', count: 1 }],
    });
    expect(firstShare.defined && firstShare.p).toBeCloseTo(10 / 16, 12);
    expect(swapConsistency).toMatchObject({
      value: 0.5,
      consistent: 1,
      alwaysFirst: 1,
      excluded: [{ reason: 'single-order', count: 1 }],
    });
  });

  test('length: the longer one counts whichever side it stood on', () => {
    const bias = lengthBias([
      { lengthDifference: 50, preferred: 'first' },
      { lengthDifference: -50, preferred: 'second' },
      { lengthDifference: 20, preferred: 'second' },
      { lengthDifference: -70, preferred: 'first' },
      { lengthDifference: 0, preferred: 'first' },
      { lengthDifference: 30, preferred: 'tie' },
    ]);
    expect(bias.longerPreferred).toMatchObject({ value: 0.5, n: 4 });
    expect(bias.longerPreferred.defined && bias.longerPreferred.p).toBeCloseTo(1, 12);
    expect(bias.longerPreferred.excluded).toEqual([
      { reason: 'tie', count: 1 },
      { reason: 'equal-length', count: 1 },
    ]);
    expect(bias.logistic.defined).toBe(true);
  });
});
