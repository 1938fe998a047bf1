import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { must } from '#shared/must.ts';
import { labelledSet } from '../../tools/rehearse/labelled-set.ts';
import { readFolder } from '../../tools/rehearse/read-folder.ts';
import { rehearse } from '../../tools/rehearse/rehearse.ts';

const PANDALM = resolve(import.meta.dirname, '../../../shared/data/pandalm-pairwise');
const LONG_ENOUGH_MS = 90_000;
const PLACES = 9;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'touchstone-set-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Line = Record<string, unknown>;

const write = (file: string, lines: readonly Line[]) =>
  writeFileSync(join(folder, file), lines.map((line) => JSON.stringify(line)).join('\n'));

const item = (id: string): Line => ({
  ...{ id, task: 'pairwise', prompt: `Which is the capital of ${id}?` },
  responses: [
    { id: 'left', text: `The first answer on ${id}`, source: 'model-x' },
    { id: 'right', text: `The second answer on ${id}`, source: 'model-y' },
  ],
});

const DIMENSIONS = [
  { name: 'preference', type: 'nominal', values: ['left', 'right', 'tie'] },
  { name: 'clarity', type: 'ordinal', min: 1, max: 5 },
  { name: 'order', type: 'ranking' },
];

const PEOPLE = ['ann', 'ben', 'cyd'];
const [A, B] = ['left', 'right'];

/** Of the three people, in their order. */
const ANSWERS: Record<string, Record<string, readonly unknown[]>> = {
  i1: {
    preference: [A, A, B],
    clarity: [1, 1, 2],
    order: [
      [A, B],
      [A, B],
      [B, A],
    ],
  },
  i2: {
    preference: [B, B, B],
    clarity: [2, 2, 2],
    order: [
      [A, B],
      [A, B],
      [A, B],
    ],
  },
  i3: {
    preference: [A, A, A],
    clarity: [3, 3, 3],
    order: [
      [B, A],
      [B, A],
      [B, A],
    ],
  },
};

const labels = (): Line[] =>
  Object.entries(ANSWERS).flatMap(([id, dimensions]) =>
    Object.entries(dimensions).flatMap(([dimension, values]) =>
      values.map((value, index) => ({
        item: id,
        annotator: PEOPLE[index],
        dimension,
        value,
        rationale: 'because',
      })),
    ),
  );

function writeSet(dimensions: readonly Line[] = DIMENSIONS, lines: readonly Line[] = labels()): void {
  write('dataset.json', [{ name: 'by-hand', task: 'pairwise', dimensions }]);
  write('items.jsonl', Object.keys(ANSWERS).map(item));
  write('labels.jsonl', lines);
}

/*
 * By hand. In each dimension one of three items divides 2 : 1, so 1/3, 1 and 1 of the pairs agree: 7/9.
 *   preference: 9 values, 5 left and 4 right; Do = 2/9, De = 2·5·4/72 = 5/9, alpha = 1 - 2/5.
 *   clarity: 2 ones, 4 twos, 3 threes; squared ordinal distances 9 (1-2), 49/4 (2-3), 169/4 (1-3);
 *     Do = 2·9/9 = 2, De = 2·(8·9 + 12·49/4 + 6·169/4)/72 = 105/8, alpha = 1 - 16/105.
 *   order: places of two answers on three items, 18 values, 9 of each; Do = 4/18, De = 2·81/306 = 9/17, alpha = 1 - 34/81.
 */
const BY_HAND = { preference: 3 / 5, clarity: 89 / 105, order: 47 / 81 };

const silent = () => undefined;

test(
  'a labelled set that is cast through the live protocol has the agreement that was computed by hand',
  { timeout: LONG_ENOUGH_MS },
  async () => {
    writeSet();
    const { figures, outcome, isTrue } = await rehearse({ folder, on: null }, silent);
    expect(figures.map(({ name, report }) => [name, report.level])).toEqual([
      ['preference', 'nominal'],
      ['clarity', 'ordinal'],
      ['order', 'ranking'],
    ]);
    for (const { name, report, alpha, percent } of figures) {
      expect(alpha.value, name).toBeCloseTo(must(BY_HAND[name as keyof typeof BY_HAND]), PLACES);
      expect(percent.value, name).toBeCloseTo(7 / 9, PLACES);
      expect([report.n, report.units, report.raters], name).toEqual([9, 3, 3]);
    }
    expect(outcome).toMatchObject({ receipts: { accepted: 9, tooLate: 0 }, shown: 9, atOnce: 3 });
    expect(isTrue).toBe(true);
  },
);

test('a figure that is not as expected.json says is found', { timeout: LONG_ENOUGH_MS }, async () => {
  writeSet();
  const perUnit = { labels_per_unit: { '3': 3 } };
  write('expected.json', [
    {
      dimensions: {
        preference: { ...perUnit, alpha_nominal: 0.6 },
        clarity: { ...perUnit, alpha_ordinal: 0.847617 },
      },
    },
  ]);
  const { figures, isTrue } = await rehearse({ folder, on: null }, silent);
  const [preference, clarity, order] = figures.map(({ alpha }) => alpha.isSame);
  expect([preference, clarity, order]).toEqual([true, false, null]);
  expect(isTrue).toBe(false);
});

test('who left a dimension out makes it optional, an unused one goes, and spans are set aside', () => {
  const lines = labels().filter(
    ({ item: id, annotator, dimension }) => !(id === 'i2' && annotator === 'ben' && dimension === 'clarity'),
  );
  const span = {
    item: 'i1',
    annotator: 'ann',
    dimension: 'highlight',
    value: { start: 0, end: 3, text: 'The' },
  };
  const unused = { name: 'gold', type: 'nominal', values: ['no', 'yes'] };
  writeSet([...DIMENSIONS, unused, { name: 'highlight', type: 'span' }], [...lines, span]);
  const set = labelledSet(readFolder(folder));
  expect(set.rubric.dimensions.map(({ id, optional }) => [id, optional])).toEqual([
    ['preference', false],
    ['clarity', true],
    ['order', false],
  ]);
  expect(set.notes.join(' ')).toMatch(
    /highlight: set aside.*clarity: optional here, 1 ballots.*gold: left out/,
  );
});

test('labels of nobody are cast by as many people as an item has labels', () => {
  const lines = labels().map((line) => ({
    ...line,
    annotator: `${String(line['item'])}#${PEOPLE.indexOf(String(line['annotator']))}`,
  }));
  writeSet(DIMENSIONS, lines);
  const set = labelledSet(readFolder(folder));
  expect([...set.ballots.keys()].toSorted()).toEqual(['somebody 0', 'somebody 1', 'somebody 2']);
  expect(set.notes.join(' ')).toContain('names nobody');
});

test('a slice takes the first items and the people with most labels, and is not measured by the figures of the whole', () => {
  const lines = labels().filter(({ item: id, annotator }) => !(id === 'i1' && annotator === 'cyd'));
  writeSet(DIMENSIONS, lines);
  write('expected.json', [{ dimensions: {} }]);
  const set = labelledSet(readFolder(folder), { items: 2, people: 2 });
  expect(set.itemNames).toEqual(['i1', 'i2']);
  expect([...set.ballots.keys()].toSorted()).toEqual(['ann', 'ben']);
  expect(set.expected).toBeNull();
});

test('a broken line of the set is named', () => {
  writeSet();
  writeFileSync(
    join(folder, 'labels.jsonl'),
    '{"item":"i1","annotator":"ann","dimension":"clarity","value":1}\nnot json',
  );
  expect(() => labelledSet(readFolder(folder))).toThrow('labels.jsonl, line 2: is not JSON');
});

test.skipIf(!existsSync(PANDALM))(
  'a slice of ../shared/data/pandalm-pairwise (when present) keeps the agreement of its labels through the live protocol',
  { timeout: LONG_ENOUGH_MS },
  async () => {
    const items = 40;
    const { figures, outcome, set } = await rehearse({ folder: PANDALM, on: null, items }, silent);
    const [preference] = figures;
    // Counted here, without the agreement module: pairs of the three people who chose alike.
    const choices = set.itemNames.map((name) =>
      [...set.ballots.values()].map((own) => JSON.stringify(own.get(name)?.values)),
    );
    const agreeing = choices.map(([a, b, c]) => (Number(a === b) + Number(a === c) + Number(b === c)) / 3);
    const percent = agreeing.reduce((sum, share) => sum + share, 0) / items;
    expect(preference?.percent.value).toBeCloseTo(percent, PLACES);
    expect(percent).toBeLessThan(1);
    expect(preference?.alpha.isSame).toBe(true);
    expect(outcome).toMatchObject({ receipts: { accepted: 3 * items, tooLate: 0 }, shown: 3 * items });
  },
);
