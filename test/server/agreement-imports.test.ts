import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { krippendorffAlpha, tableFromMatrix, valueOrNull } from '#shared/agreement/index.ts';
import { datasetSchema } from '#shared/import/dataset.ts';
import { rubricFromDataset } from '#shared/import/dataset-rubric.ts';
import { must } from '#shared/must.ts';
import type { AgreementPeople, DimensionDetail, Ratings } from '#shared/protocol/http/agreement-detail.ts';
import { TABLES } from '#shared/protocol/http/agreement-words.ts';
import type { Agreement } from '#shared/protocol/http/agreement.ts';
import { rubricSchema, type Rubric } from '#shared/rubric/rubric.ts';
import { insertVersion, versionByNumber } from '#server/repositories/guideline-versions.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { buildProject, type BuiltProject } from '../support/builders.ts';
import { ask } from '../support/http-client.ts';
import { startApp, type RunningApp } from '../support/start-app.ts';

const PANDALM = resolve(import.meta.dirname, '../../../shared/data/pandalm-pairwise');
const line = (fields: object) => JSON.stringify(fields);

let app: RunningApp;
let project: BuiltProject;

async function start(rubric: Rubric): Promise<void> {
  project = await buildProject(app.deps, { rubric });
}

const api = (route: string, raw?: string) =>
  ask(app.base, route.replace(':p', `/api/projects/${project.id}`), {
    cookie: project.owner.cookie,
    ...(raw === undefined ? {} : { raw }),
  });
const upload = async (kind: 'items' | 'labels', lines: readonly string[]) => {
  const { body } = await api(`POST :p/imports?kind=${kind}`, lines.join('\n'));
  expect(body).toMatchObject({ applied: true, problemCount: 0 });
};
const read = async <T>(path: string) => (await api(`GET :p/agreement${path}`)).body as T;

beforeEach(async () => {
  app = await startApp();
});
afterEach(() => app.close());

const points = [1, 2, 3].map((value) => ({ value, label: `point ${value}` }));
const options = ['x', 'y', 'z'].map((id) => ({ id, label: id.toUpperCase() }));
const EVERY_SCALE = rubricSchema.parse({
  dimensions: [
    { id: 'better', name: 'Better', scale: { kind: 'pairwise' } },
    { id: 'clear', name: 'Clear', scale: { kind: 'likert', points } },
    { id: 'kind', name: 'Kind', scale: { kind: 'choice', options } },
    { id: 'tags', name: 'Tags', scale: { kind: 'choice', many: true, options } },
    { id: 'order', name: 'Order', scale: { kind: 'ranking' } },
    { id: 'minutes', name: 'Minutes', scale: { kind: 'number', min: 0, max: 60, level: 'ratio' } },
    { id: 'why', name: 'Why', scale: { kind: 'text' } },
  ],
});

const ITEMS = ['one', 'two', 'three'].map((id) =>
  line({ id, prompt: `Q ${id}`, responses: ['first', 'second'] }),
);
const label = (item: string, annotator: string, dimension: string, value: unknown) =>
  line({ item, annotator, dimension, value });

test('A1 the scale of a dimension decides its coefficient, and says why', async () => {
  await start(EVERY_SCALE);
  await upload('items', ITEMS);
  const values: Record<string, unknown[]> = {
    better: ['1', '2', 'tie', '1'],
    clear: [1, 2, 3, 3],
    kind: ['x', 'y', 'x', 'z'],
    tags: [['x'], ['x', 'y'], ['y'], ['z', 'y']],
    order: [
      ['1', '2'],
      ['2', '1'],
      ['1', '2'],
      ['1', '2'],
    ],
    minutes: [5, 10, 0, 3],
    why: ['because', 'so', 'hm', 'well'],
  };
  const lines = Object.entries(values).flatMap(([dimension, own]) =>
    own.map((value, i) => label(i < 2 ? 'one' : 'two', i % 2 === 0 ? 'ann' : 'ben', dimension, value)),
  );
  await upload('labels', lines);
  const { dimensions, uncounted } = await read<Agreement>('');
  const fitting = Object.fromEntries(
    dimensions.map(({ dimensionId, level, about }) => [dimensionId, [level, about]]),
  );
  expect(fitting).toEqual({
    better: ['nominal', 'alpha-nominal'],
    clear: ['ordinal', 'alpha-ordinal'],
    kind: ['nominal', 'alpha-nominal'],
    tags: ['set', 'alpha-set'],
    order: ['ranking', 'alpha-ranking'],
    minutes: ['ratio', 'alpha-interval'],
  });
  expect(uncounted).toEqual([{ id: 'why', name: 'Why' }]);
  for (const { dimensionId, why } of dimensions) {
    const { coefficients } = await read<DimensionDetail>(`/detail?dimension=${dimensionId}`);
    expect(coefficients[0]).toMatchObject({ isDefault: true, note: why });
    expect(coefficients.length).toBeGreaterThan(3);
    for (const { value, undefinedBecause, note } of coefficients) {
      expect(value === null).toBe(undefinedBecause !== null);
      expect(note).not.toBe('');
    }
  }
});

test('A3 where nothing varies there is no number but a reason; where nobody is named, nobody is compared', async () => {
  await start(EVERY_SCALE);
  await upload('items', ITEMS);
  const same = ['one', 'two'].flatMap((item) => ['ann', 'ben'].map((who) => label(item, who, 'clear', 2)));
  const unnamed = ['1', '2'].map((value, i) => label('one', `one#${i}`, 'better', value));
  await upload('labels', [...same, ...unnamed]);
  const { dimensions } = await read<Agreement>('');
  const clear = must(dimensions.find(({ dimensionId }) => dimensionId === 'clear'));
  expect(clear.report.alpha).toMatchObject({
    defined: false,
    reason: 'no-variation',
    n: 4,
    units: 2,
    raters: 2,
  });
  expect(clear.trend[0]?.figure).toMatchObject({ value: null, agreement: 1 });
  expect(clear.trend[0]?.figure.why).toMatch(/same/);
  const better = must(dimensions.find(({ dimensionId }) => dimensionId === 'better'));
  expect(better.report).toMatchObject({ n: 2, raters: null });
  const detail = await read<DimensionDetail>('/detail?dimension=better');
  expect(detail.pairs).toEqual({ why: expect.stringContaining('do not say who gave them') as string });
  const people = await read<AgreementPeople>('/people');
  expect(people.people.map(({ name }) => name)).toEqual(['ann', 'ben']);
  expect(must(people.rows.find(({ dimensionId }) => dimensionId === 'better'))).toMatchObject({
    cells: [null, null],
  });
  expect(JSON.stringify([clear, better, detail, people])).not.toMatch(/NaN/);
});

test('A2 a person who labelled the same thing twice counts once, with the later label, and the earlier one is counted as left out', async () => {
  await start(EVERY_SCALE);
  await upload('items', ITEMS);
  const at = (ts: string, value: number) =>
    line({ item: 'one', annotator: 'ann', dimension: 'clear', value, ts });
  await upload('labels', [at('2026-01-02T00:00:00Z', 1), at('2026-01-01T00:00:00Z', 3)]);
  await upload('labels', [label('one', 'ben', 'clear', 1)]);
  const { dimensions } = await read<Agreement>('?dimension=clear');
  expect(must(dimensions[0])).toMatchObject({
    report: { n: 2, percentAgreement: { value: 1 } },
    leftOut: [{ reason: 'replaced', count: 1 }],
  });
});

test('labels of a version, of a scale that has changed since, and of an item’s tag are told apart', async () => {
  await start(EVERY_SCALE);
  const tagged = line({ id: 'four', prompt: 'Q four', responses: ['first', 'second'], tags: ['hard'] });
  await upload('items', [...ITEMS, tagged]);
  const both = (item: string) => ['ann', 'ben'].map((who, i) => label(item, who, 'clear', i + 1));
  await upload('labels', [...both('one'), ...both('four')]);
  const hard = await read<Agreement>('?dimension=clear&tag=hard');
  expect(hard.choices.tags).toEqual(['hard']);
  expect(must(hard.dimensions[0]).report.units).toBe(1);
  const first = must(await versionByNumber(app.deps.db, project.id, 1));
  const rubric = rubricSchema.parse({
    dimensions: [{ id: 'clear', name: 'Clear', scale: { kind: 'choice', options } }],
  });
  const next = { ...first, number: 2, parentHash: first.hash, hash: 'h2', opId: 'op2', seal: 's2', rubric };
  await inTransaction(app.deps.db, (tx) => insertVersion(tx, next));
  const { dimensions } = await read<Agreement>('?dimension=clear');
  expect(must(dimensions[0])).toMatchObject({
    ...{ level: 'nominal', isCurrent: true, report: { n: 0 } },
    leftOut: [{ reason: 'other-scale', count: 4 }],
  });
  expect(must((await read<Agreement>('?dimension=clear&version=1')).dimensions[0])).toMatchObject({
    level: 'ordinal',
  });
});

describe('what is taken out', () => {
  beforeEach(async () => {
    await start(EVERY_SCALE);
    await upload('items', [
      line({ id: '=HYPERLINK("http://evil")', prompt: 'x', responses: ['a', 'b'] }),
      ...ITEMS,
    ]);
    const names = ['+cmd|calc', '@sum', '-2+3', '\tTAB', '＝wide()'];
    await upload(
      'labels',
      names.flatMap((name, i) => [
        label('=HYPERLINK("http://evil")', name, 'clear', 1 + (i % 2)),
        label('one', name, 'clear', 2),
      ]),
    );
  });

  test('A9 as CSV is never a formula, and its numbers stay numbers', async () => {
    const csv = (await api('GET :p/agreement/ratings.csv?dimension=clear')).body as string;
    const cells = csv.split('\r\n').flatMap((row) => row.split(','));
    expect(cells.filter((cell) => /^"?[=+\-@\t]/.test(cell))).toEqual([]);
    expect(csv).toContain(`"'=HYPERLINK(""http://evil"")"`);
    expect(cells).toEqual(expect.arrayContaining(["'+cmd|calc", "'@sum", "'-2+3", "'＝wide()"]));
    for (const table of TABLES) {
      const { body, status } = await api(`GET :p/agreement/tables.csv?dimension=clear&table=${table}`);
      expect(status).toBe(200);
      const rows = (body as string).trimEnd().split('\r\n');
      for (const cell of rows.flatMap((row) => row.split(','))) {
        expect(cell).not.toMatch(/^"?[=+@\t]/);
        if (cell.startsWith('-')) expect(Number(cell)).toBeLessThan(0);
      }
    }
  });

  test('A9 as units × raters gives anybody the same alpha again', async () => {
    const taken = await read<Ratings>('/ratings.json?dimension=clear');
    const matrix = taken.units.map(({ ratings }) => ratings);
    const categories = [1, 2, 3];
    const table = tableFromMatrix({ level: 'ordinal', categories }, matrix);
    expect(valueOrNull(krippendorffAlpha(table))).toBeCloseTo(must(taken.alpha), 12);
    expect(taken).toMatchObject({ level: 'ordinal', categories, filter: { round: 'blind' } });
    expect(taken.raters).toHaveLength(5);
  });
});

test('A9 where the page shows the first of many, the file holds them all', async () => {
  await start(EVERY_SCALE);
  await upload('items', ITEMS);
  const crowd = Array.from({ length: 70 }, (_, i) => `r${i}`);
  await upload(
    'labels',
    crowd.flatMap((who, i) => ['one', 'two'].map((item) => label(item, who, 'clear', 1 + (i % 3)))),
  );
  const rowsOf = async (table: string) =>
    String((await api(`GET :p/agreement/tables.csv?dimension=clear&table=${table}`)).body)
      .trimEnd()
      .split('\r\n').length - 1;
  const people = await read<AgreementPeople>('/people');
  expect([people.people.length, people.notShown]).toEqual([60, 10]);
  expect(await rowsOf('people')).toBe(70);
  expect(await rowsOf('pairs')).toBe((70 * 69) / 2);
  expect(await rowsOf('coincidences')).toBe(9);
});

test.skipIf(!existsSync(PANDALM))(
  'the set pandalm-pairwise, imported, reproduces its expected statistics through the routes',
  { timeout: 60_000 },
  async () => {
    const file = (name: string) => readFileSync(resolve(PANDALM, name), 'utf8');
    const made = rubricFromDataset(datasetSchema.parse(JSON.parse(file('dataset.json'))));
    await start(must(made.ok ? made.rubric : null));
    for (const kind of ['items', 'labels'] as const) await upload(kind, [file(`${kind}.jsonl`)]);
    const { preference } = (JSON.parse(file('expected.json')) as { dimensions: { preference: Expected } })
      .dimensions;
    const { report } = must((await read<Agreement>('')).dimensions[0]);
    expect(report).toMatchObject({
      n: preference.labels,
      units: preference.units,
      raters: preference.annotators,
    });
    expect(valueOrNull(report.alpha)).toBeCloseTo(preference.alpha_nominal, 6);
    expect(valueOrNull(report.percentAgreement)).toBeCloseTo(preference.percent_agreement.unit_mean, 6);
    const interval = must(report.alpha.defined ? report.alpha.interval : undefined);
    for (const [i, limit] of [interval.low, interval.high].entries())
      expect(Math.abs(limit - must(preference.alpha_nominal_boot95[i]))).toBeLessThan(0.03);
    const detail = await read<DimensionDetail>('/detail');
    const value = (name: string) => detail.coefficients.find((one) => one.name === name)?.value;
    expect(value('Fleiss’ kappa')).toBeCloseTo(preference.fleiss_kappa, 6);
    expect(value('Gwet’s AC1')).toBeCloseTo(preference.gwet_ac1, 6);
    expect(value('Items on which all agree')).toBeCloseTo(preference.percent_agreement.unanimous_share, 6);
    const { pairs } = detail;
    if ('why' in pairs) throw new Error(pairs.why);
    for (const [pair, { cohen_kappa: kappa, agree, n }] of Object.entries(preference.cohen)) {
      const [i, j] = pair.split('|').map((who) => pairs.people.findIndex(({ name }) => name === who));
      expect(pairs.kappa[i ?? -1]?.[j ?? -1]).toBeCloseTo(kappa, 6);
      expect(pairs.agreement[i ?? -1]?.[j ?? -1]).toBeCloseTo(agree, 6);
      expect(pairs.overlap[i ?? -1]?.[j ?? -1]).toBe(n);
    }
  },
);

interface Expected {
  readonly labels: number;
  readonly units: number;
  readonly annotators: number;
  readonly alpha_nominal: number;
  readonly alpha_nominal_boot95: readonly [number, number];
  readonly fleiss_kappa: number;
  readonly gwet_ac1: number;
  readonly percent_agreement: { readonly unit_mean: number; readonly unanimous_share: number };
  readonly cohen: Readonly<
    Record<string, { readonly n: number; readonly agree: number; readonly cohen_kappa: number }>
  >;
}
