import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  agreementReport,
  ALTMAN,
  annotatorDiagnostics,
  bandOf,
  categoryAgreement,
  confusedCategories,
  FLEISS,
  itemDisagreement,
  KRIPPENDORFF,
  krippendorffAlpha,
  LANDIS_KOCH,
  MCHUGH,
  projectScale,
  read,
  seededRandom,
  tableFromMatrix,
  verdictOn,
} from '#shared/agreement/index.ts';
import type { Defined, Label, LabelRow, Scale } from '#shared/agreement/index.ts';
import { CASES, readJson } from './reference.ts';

const STARS: Scale = { level: 'ordinal', categories: [1, 2, 3, 4, 5] };

function rows(matrix: readonly (readonly (Label | null)[])[]): LabelRow[] {
  return matrix.flatMap((labels, unit) =>
    labels.flatMap((label, rater) =>
      label === null ? [] : [{ unit: String(unit), rater: String(rater), label }],
    ),
  );
}

function panel(units: number, noise: number): LabelRow[] {
  const random = seededRandom(units);
  const star = (): number => 1 + Math.floor(random() * 5);
  return rows(
    Array.from({ length: units }, () => {
      const truth = star();
      return Array.from({ length: 5 }, () => (random() < noise ? star() : truth));
    }),
  );
}

describe('the report of a dimension', () => {
  test('A1 A2 carries the fitting alpha with interval, raw agreement, base rate, n, units, raters', () => {
    const report = agreementReport(STARS, panel(60, 0.3), { random: seededRandom(1), threshold: 0.5 });
    expect(report).toMatchObject({
      level: 'ordinal',
      n: 300,
      units: 60,
      raters: 5,
      excluded: [],
      tooFewItems: false,
    });
    expect(report.alpha).toMatchObject({
      defined: true,
      interval: { method: 'bootstrap-percentile', replicates: 1000 },
    });
    expect(report.percentAgreement.defined && report.baseRate.defined).toBe(true);
  });

  test('without a source of draws the interval is a jackknife, and the same every time', () => {
    const [first, second] = [agreementReport(STARS, panel(60, 0.3)), agreementReport(STARS, panel(60, 0.3))];
    expect(first.alpha).toMatchObject({ interval: { method: 'jackknife-t', confidence: 0.95 } });
    expect(first).toEqual(second);
  });

  test('is read by the lower limit, not by the estimate', () => {
    const { alpha, reading } = agreementReport(STARS, panel(40, 0.12), { random: seededRandom(1) });
    const lower = alpha.defined ? alpha.interval?.low : undefined;
    expect(reading).toMatchObject({ scale: 'krippendorff', by: 'lower-limit', value: lower });
  });

  test('says too few items below thirty, and undecided while the interval holds the threshold', () => {
    const few = agreementReport(STARS, panel(10, 0.3), { threshold: 0.6 });
    expect(few).toMatchObject({ tooFewItems: true, verdict: 'undecided' });
    expect(agreementReport(STARS, panel(400, 0.3), { threshold: 0.3 }).verdict).toBe('above');
    expect(agreementReport(STARS, panel(400, 0.3), { threshold: 0.95 }).verdict).toBe('below');
  });

  test('A3 everybody says the same: agreement 100 %, alpha undefined, no reading and no verdict', () => {
    const same = rows([
      [3, 3, 3],
      [3, 3, 3],
    ]);
    expect(agreementReport(STARS, same, { threshold: 0.6 })).toMatchObject({
      alpha: { defined: false, reason: 'no-variation' },
      percentAgreement: { defined: true, value: 1 },
      baseRate: { defined: true, value: 1, label: 3 },
      reading: null,
      verdict: null,
      tooFewItems: true,
    });
  });

  test('nothing labelled yet is an undefined report, not an error', () => {
    const empty = agreementReport(STARS, [], { random: seededRandom(1) });
    expect(empty).toMatchObject({ n: 0, alpha: { reason: 'no-labels' }, baseRate: { reason: 'no-labels' } });
  });

  test('rankings report the share of comparisons put in the same order', () => {
    const labels = rows([
      [
        ['A', 'B', 'C'],
        ['A', 'C', 'B'],
      ],
      [
        ['A', 'B'],
        ['A', 'B'],
      ],
    ]);
    const report = agreementReport({ level: 'ranking' }, labels);
    expect(report).toMatchObject({
      level: 'ranking',
      n: 4,
      units: 2,
      percentAgreement: { value: (2 / 3 + 1) / 2 },
    });
    expect(report.alpha).toMatchObject({ defined: true, n: 10, units: 5 });
  });

  test('sets and sliders get their own alpha', () => {
    const tags = agreementReport(
      { level: 'set' },
      rows([
        [['a'], ['a', 'b']],
        [['c'], ['c']],
      ]),
    );
    const slider = agreementReport(
      { level: 'interval' },
      rows([
        [10, 12],
        [80, 79],
        [40, 47],
      ]),
    );
    expect([tags.alpha.defined, slider.alpha.defined]).toEqual([true, true]);
  });
});

describe('readings on named scales', () => {
  const at = (value: number): Defined => ({ defined: true, value, n: 2, units: 1, raters: 2, excluded: [] });

  test.each([
    [KRIPPENDORFF, 0.8, 'reliable'],
    [KRIPPENDORFF, 0.7999, 'tentative conclusions only'],
    [KRIPPENDORFF, 0.5, 'not reliable'],
    [LANDIS_KOCH, 0.8, 'substantial'],
    [LANDIS_KOCH, 0.2001, 'fair'],
    [LANDIS_KOCH, -0.1, 'poor'],
    [FLEISS, 0.75, 'excellent'],
    [ALTMAN, 0.61, 'good'],
    [MCHUGH, 0.9, 'strong'],
    [projectScale(0.6), 0.6, 'meets the threshold'],
  ] as const)('$0.id at %f', (scale, value, label) => {
    expect(bandOf(scale, value).label).toBe(label);
  });

  test('without an interval the estimate is read and no verdict is taken', () => {
    expect(read(KRIPPENDORFF, at(0.9))).toEqual({
      scale: 'krippendorff',
      label: 'reliable',
      by: 'estimate',
      value: 0.9,
    });
    expect(verdictOn(at(0.9), 0.6)).toBe('undecided');
  });

  const path = resolve(CASES, 'thresholds.json');
  test.skipIf(!existsSync(path))('bands are those of the reference list', () => {
    const { scales } = readJson(path) as {
      scales: { id: string; bands: { min: number; exclusive?: boolean; label: string }[] }[];
    };
    for (const scale of [KRIPPENDORFF, LANDIS_KOCH, FLEISS, ALTMAN, MCHUGH]) {
      const expected = scales.find(({ id }) => id === scale.id)?.bands.slice(0, -1) ?? [];
      expect(scale.bands.slice(0, -1), scale.id).toEqual(expected);
    }
  });
});

describe('from a number to what is behind it', () => {
  test('a category’s own agreement and the pairs taken for each other', () => {
    const table = tableFromMatrix({ level: 'nominal', categories: ['safe', 'unsafe', 'unsure'] }, [
      ['safe', 'safe', 'safe'],
      ['unsafe', 'unsure', 'unsafe'],
      ['unsafe', 'unsure', 'unsure'],
      ['safe', 'safe', 'unsure'],
    ]);
    const [safe, unsafe] = categoryAgreement(table);
    expect(safe).toMatchObject({ label: 'safe', count: 5, specificAgreement: { value: 4 / 5 } });
    expect(unsafe).toMatchObject({ label: 'unsafe', count: 3, specificAgreement: { value: 1 / 3 } });
    expect(confusedCategories(table)[0]).toMatchObject({ first: 'unsafe', second: 'unsure', share: 2 / 3 });
  });

  test('a lenient annotator shows in the signed difference, an odd one in leave-one-out alpha', () => {
    const table = tableFromMatrix(
      STARS,
      [
        [1, 1, 2, 5],
        [2, 2, 3, 1],
        [3, 3, 4, 2],
        [4, 4, 5, 1],
      ],
      { raterIds: ['ann', 'bob', 'mild', 'odd'] },
    );
    const panel = annotatorDiagnostics(table);
    if (!panel.defined) return expect.unreachable(panel.explanation);
    const { people } = panel;
    const [ann, , mild, odd] = people;
    expect(ann?.agreementWithOthers).toMatchObject({ value: 1 / 3 });
    expect(mild?.meanSignedDifference.defined && mild.meanSignedDifference.value).toBeGreaterThan(0.5);
    const gains = people.map(({ alphaGain }) => alphaGain ?? NaN);
    expect(Math.max(...gains)).toBe(odd?.alphaGain);
    expect(odd?.scaleUse.map(({ count }) => count)).toEqual([2, 1, 0, 0, 1]);
  });

  test('the signed difference of a nominal scale is refused', () => {
    const panel = annotatorDiagnostics(
      tableFromMatrix({ level: 'nominal' }, [
        ['a', 'b'],
        ['a', 'a'],
      ]),
    );
    if (!panel.defined) return expect.unreachable(panel.explanation);
    expect(panel.people[0]?.meanSignedDifference).toMatchObject({ defined: false, reason: 'wrong-level' });
  });

  test('ranked items share the disagreement of their answers', () => {
    const table = tableFromMatrix({ level: 'ranking' }, [
      [
        ['A', 'B', 'C'],
        ['A', 'B', 'C'],
      ],
      [
        ['A', 'B', 'C'],
        ['C', 'B', 'A'],
      ],
    ]);
    const items = itemDisagreement(table);
    const alpha = krippendorffAlpha(table);
    expect(items.map(({ share }) => share)).toEqual([0, 1]);
    expect(items[1]?.contribution).toBeCloseTo(alpha.defined ? alpha.observedDisagreement : NaN, 9);
  });
});
