import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { datasetSchema } from '#shared/import/dataset.ts';
import { rubricFromDataset } from '#shared/import/dataset-rubric.ts';
import { must } from '#shared/must.ts';
import type { ImportReport, ItemsReport, LabelsReport } from '#shared/protocol/http/imports.ts';
import type { AgendaSuggestion } from '#shared/protocol/http/agenda.ts';
import type { ItemDetail, Items } from '#shared/protocol/http/items.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';
import { buildMember, buildProject, type BuiltProject } from '../support/builders.ts';
import { migratedDatabase, onEveryDatabase, type TestDatabase } from '../support/database.ts';
import { ask, type Answer } from '../support/http-client.ts';
import { startApp, type RunningApp } from '../support/start-app.ts';

const line = (fields: object) => JSON.stringify(fields);
const ITEMS = ['one', 'two', 'three'].map((id) =>
  line({ id, prompt: `Q ${id}`, responses: ['first', 'second'] }),
);
const label = (item: string, annotator: string, value: string, more: object = {}) =>
  line({ item, annotator, dimension: 'preference', value, ...more });

let app: RunningApp;
let project: BuiltProject;

const api = (route: string, raw?: string | Uint8Array<ArrayBuffer>): Promise<Answer> =>
  ask(app.base, route.replace(':p', project.id), {
    cookie: project.owner.cookie,
    ...(raw === undefined ? {} : { raw }),
  });
const upload = async <R extends ImportReport>(query: string, text: string): Promise<R> =>
  (await api(`POST /api/projects/:p/imports?${query}`, text)).body as R;
const uploadItems = (text: string, query = '') => upload<ItemsReport>(`kind=items${query}`, text);
const uploadLabels = (text: string, query = '') => upload<LabelsReport>(`kind=labels${query}`, text);
const countOf = (table: 'items' | 'labels' | 'import_batches') =>
  app.deps.db
    .selectFrom(table)
    .select('id')
    .execute()
    .then((rows) => rows.length);

async function start(rubric?: Rubric, environment: Record<string, string> = {}): Promise<void> {
  app = await startApp({ environment });
  project = await buildProject(app.deps, rubric ? { rubric } : {});
}

onEveryDatabase('importing', (engine) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await migratedDatabase(engine);
    await start(undefined, database.url === null ? {} : { DATABASE_URL: database.url });
  });
  afterEach(async () => {
    await app.close();
    await database.close();
  });

  test('the same file again changes nothing', async () => {
    expect(await uploadItems(ITEMS.join('\n'))).toMatchObject({
      read: 3,
      imported: 3,
      unchanged: 0,
      applied: true,
    });
    expect(await uploadItems(ITEMS.toReversed().join('\n\n'))).toMatchObject({
      read: 3,
      imported: 0,
      unchanged: 3,
    });
    const labels = [label('one', 'ann', '1'), label('one', 'ben', '2')].join('\n');
    expect(await uploadLabels(labels)).toMatchObject({ imported: 2, unchanged: 0 });
    expect(await uploadLabels(labels)).toMatchObject({ imported: 0, unchanged: 2 });
    expect([await countOf('items'), await countOf('labels')]).toEqual([3, 2]);
  });

  test('with another text an item is another item, and labels go to the newer one', async () => {
    await uploadItems(must(ITEMS[0]));
    await uploadItems(line({ id: 'one', prompt: 'Q one, reworded', responses: ['first', 'second'] }));
    await uploadLabels(label('one', 'ann', '1'));
    const { items } = (await api('GET /api/projects/:p/items')).body as Items;
    expect(Object.fromEntries(items.map((item) => [item.title, item.importedLabels]))).toEqual({
      'Q one': 0,
      'Q one, reworded': 1,
    });
  });

  test('a bad line is named; the rest comes in or nothing does, as the person chooses', async () => {
    const text = [ITEMS[0], '{"id":"bad","prompt":5}', 'not json', ITEMS[1]].join('\n');
    const refused = await uploadItems(text);
    expect(refused).toMatchObject({ applied: false, batchId: null, problemCount: 2, imported: 2 });
    expect(refused.problems).toEqual([
      { line: 2, field: 'prompt', reason: 'must be text' },
      { line: 3, reason: 'is not JSON' },
    ]);
    expect([await countOf('items'), await countOf('import_batches')]).toEqual([0, 0]);
    expect(await uploadItems(text, '&mode=skip-bad')).toMatchObject({
      applied: true,
      read: 4,
      imported: 2,
      unchanged: 0,
    });
    expect(await countOf('items')).toBe(2);
  });

  test('a dry run says what would happen and writes nothing', async () => {
    const report = await uploadItems(ITEMS.join('\n'), '&dryRun=1&fileName=items.jsonl');
    expect(report).toMatchObject({
      dryRun: true,
      applied: false,
      imported: 3,
      fileName: 'items.jsonl',
      format: 'jsonl',
    });
    expect(report.preview[0]).toMatchObject({
      line: 1,
      externalId: 'one',
      prompt: 'Q one',
      responses: ['first', 'second'],
    });
    expect([await countOf('items'), await countOf('import_batches')]).toEqual([0, 0]);
  });

  test('labels of somebody without a name are told apart, and agreement between people is refused for them', async () => {
    await uploadItems(ITEMS.join('\n'));
    const report = await uploadLabels(
      [label('one', 'one#0', '1'), label('one', 'one#1', '1'), label('two', 'two#0', '2')].join('\n'),
    );
    expect(report).toMatchObject({ imported: 3 });
    expect(must(report.agreement[0]).report).toMatchObject({ raters: null, n: 2 });
  });

  test('labels say which item they miss and which value is off the scale, on their lines', async () => {
    await uploadItems(ITEMS.join('\n'));
    const text = [
      label('one', 'ann', '1'),
      label('four', 'ann', '1'),
      label('one', 'ann', '7'),
      line({ item: 'one', dimension: 'span', value: {} }),
    ];
    const report = await uploadLabels(text.join('\n'));
    expect(report.problems).toEqual([
      { line: 2, field: 'item', reason: 'is "four", and no item of this project has that id' },
      {
        line: 3,
        field: 'value',
        reason: '"7" on "Preference" is none of the two responses, a tie or both bad',
      },
    ]);
    expect(report.setAside).toEqual([{ reason: 'The rubric has no dimension "span".', count: 1 }]);
    expect(report.applied).toBe(false);
  });

  test('the agenda is ranked by disagreement and fitted to the minutes', async () => {
    await uploadItems(ITEMS.join('\n'));
    await uploadLabels(
      [
        label('two', 'ann', '1'),
        label('two', 'ben', '2'),
        label('three', 'ann', '1'),
        label('three', 'ben', '1'),
        label('three', 'cyd', 'tie'),
      ].join('\n'),
    );
    const answer = await api('GET /api/projects/:p/agenda-suggestion?minutes=20&minutesPerItem=8');
    const { fits, items } = answer.body as AgendaSuggestion;
    expect(fits).toBe(2);
    expect(items.map(({ title, disagreement, labels }) => [title, disagreement, labels])).toEqual([
      ['Q two', 1, 2],
      ['Q three', expect.closeTo(1 / 3, 9), 3],
      ['Q one', null, 0],
    ]);
  });

  test('S14 every item can be found for an agenda, and a suggestion is made from all of them', async () => {
    const items = Array.from({ length: 230 }, (_, at) =>
      line({
        id: `i${at}`,
        prompt: `Case ${at}.`,
        context: `Room ${at}.`,
        responses: [`left ${at}`, `right ${at}`],
      }),
    );
    await uploadItems(items.join('\n'));
    await uploadLabels(
      [label('i229', 'ann', 'A'), label('i229', 'ben', 'B'), label('i228', 'ann', 'A')].join('\n'),
    );
    const suggested = async (query: string) =>
      (await api(`GET /api/projects/:p/agenda-suggestion?${query}`)).body as AgendaSuggestion;
    const titles = async (query: string) => (await suggested(query)).items.map(({ title }) => title);
    const byHand = await suggested('by=hand');
    expect([byHand.total, byHand.items.length]).toEqual([230, 200]);
    for (const words of ['case 215.', 'ROOM 215.', 'right 215', 'i215'])
      expect(await titles(`by=hand&search=${encodeURIComponent(words)}`)).toEqual(['Case 215.']);
    expect((await suggested('by=hand&search=left')).total).toBe(230);
    expect(await suggested('by=hand&search=nowhere')).toMatchObject({ total: 0, items: [] });
    expect((await titles('by=disagreement'))[0]).toBe('Case 229.');
    const drawn = new Set((await Promise.all([1, 2, 3, 4].map(() => titles('by=random')))).flat());
    expect([...drawn].filter((title) => Number(title.slice(5, -1)) >= 200)).not.toEqual([]);
  });

  test('W2 the list of items and the suggested agenda tell items of one question apart', async () => {
    const twins = ['nurse', 'cook'].map((job) =>
      line({ id: job, prompt: 'Write a template', context: `for a ${job}`, responses: ['a', 'b'] }),
    );
    await uploadItems(twins.join('\n'));
    const expected = ['Write a template · for a cook', 'Write a template · for a nurse'];
    const { items } = (await api('GET /api/projects/:p/items')).body as Items;
    expect(items.map(({ title }) => title).toSorted()).toEqual(expected);
    const suggestion = (await api('GET /api/projects/:p/agenda-suggestion')).body as AgendaSuggestion;
    expect(suggestion.items.map(({ title }) => title).toSorted()).toEqual(expected);
  });

  test('a fresh agenda leaves out what an earlier session had on its agenda', async () => {
    await uploadItems(ITEMS.join('\n'));
    const suggested = async (query: string) =>
      (await api(`GET /api/projects/:p/agenda-suggestion?by=hand${query}`)).body as AgendaSuggestion;
    const [first] = (await suggested('')).items;
    await ask(app.base, `POST /api/projects/${project.id}/sessions`, {
      cookie: project.owner.cookie,
      json: { title: 'Last week', itemIds: [must(first).itemId] },
    });
    const titles = async (query: string) => (await suggested(query)).items.map((item) => item.title);
    expect([await titles(''), await titles('&fresh=1')]).toEqual([
      ['Q one', 'Q two', 'Q three'],
      ['Q two', 'Q three'],
    ]);
  });

  test('the list of items is found by words of their content, as words and not as a pattern', async () => {
    await uploadItems([...ITEMS, line({ id: 'p', prompt: '100% sure_', responses: ['Größe'] })].join('\n'));
    const found = async (search: string) =>
      (
        (await api(`GET /api/projects/:p/items?search=${encodeURIComponent(search)}`)).body as Items
      ).items.map((item) => item.externalId);
    expect(await found('q TWO')).toEqual(['two']);
    expect([await found('100%'), await found('sure_'), await found('%')]).toEqual([['p'], ['p'], ['p']]);
    expect(await found("' or 1=1 --")).toEqual([]);
  });
});

describe('an upload', () => {
  beforeEach(() => start());
  afterEach(() => app.close());

  test('larger than 50 MB is refused while it comes', async () => {
    const answer = await api(
      'POST /api/projects/:p/imports?kind=items',
      new Uint8Array(51 * 1024 * 1024).fill(32),
    );
    expect([answer.status, answer.code]).toEqual([413, 'too-large']);
  });

  test.each([
    ['bytes that are no text', new Uint8Array([0x61, 0x0a, 0xe4, 0x0a]), /not UTF-8 text, first on line 2/],
    ['nothing', '', /empty/],
    ['a table without a record', 'id,prompt', null],
  ])('of %s', async (_what, body, message) => {
    const answer = await api('POST /api/projects/:p/imports?kind=items', body);
    if (message === null) expect(answer.body).toMatchObject({ read: 0, imported: 0 });
    else
      expect(answer.body).toMatchObject({
        error: { code: 'unreadable-file', message: expect.stringMatching(message) as string },
      });
  });

  test('may be mapped by hand', async () => {
    const mapping = encodeURIComponent(
      JSON.stringify({ id: 'Nr', prompt: 'Frage', responses: ['eins', 'zwei'] }),
    );
    const report = await uploadItems(
      'Nr;Frage;eins;zwei\n1;Warum?;Darum;"Weil; es so ist"',
      `&mapping=${mapping}`,
    );
    expect(report.preview).toMatchObject([
      { externalId: '1', prompt: 'Warum?', responses: ['Darum', 'Weil; es so ist'] },
    ]);
    expect((await api('POST /api/projects/:p/imports?kind=items&mapping=%7B', 'a,b\n1,2')).field).toBe(
      'mapping',
    );
  });

  test('B1 labels made elsewhere are shown with the item only to whoever may see them', async () => {
    await uploadItems(ITEMS.join('\n'));
    await uploadLabels(label('one', 'ann', '1', { rationale: 'shorter' }));
    const { items } = (await api('GET /api/projects/:p/items')).body as Items;
    const route = `GET /api/projects/:p/items/${must(items.find((item) => item.externalId === 'one')).id}`;
    expect(((await api(route)).body as ItemDetail).labels).toMatchObject([
      { rater: 'ann', words: 'A', reason: 'shorter' },
    ]);
    const annotator = await buildMember(app.deps, project.id, 'annotator');
    expect((await ask(app.base, route.replace(':p', project.id), { cookie: annotator.cookie })).status).toBe(
      403,
    );
  });
});

/* Reference data beside the project, where it is there: eight real sets with the statistics that an import must reproduce. */
const DATA = new URL('../../../shared/data/', import.meta.url);
const SETS = existsSync(DATA)
  ? readdirSync(DATA, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
  : ['reference data'];
const TOLERANCE_DIGITS = 5;

interface Expected {
  readonly alpha_nominal?: number | null;
  readonly alpha_ordinal?: number;
  readonly alpha_interval?: number;
  readonly alpha_ordinal_on_positions?: number;
  readonly percent_agreement?: { readonly unit_mean: number };
}

function expectedAlpha(level: string, expected: Expected): number | null | undefined {
  if (level === 'ranking') return expected.alpha_ordinal_on_positions;
  return level === 'ordinal'
    ? expected.alpha_ordinal
    : level === 'interval'
      ? expected.alpha_interval
      : expected.alpha_nominal;
}

describe.skipIf(!existsSync(DATA))('a real set of labels', () => {
  afterEach(() => app.close());

  test.each(SETS)('A1 %s imports as it is, and its agreement is the published one', async (name) => {
    const read = (file: string) => readFileSync(new URL(`${name}/${file}`, DATA), 'utf8');
    const dataset = datasetSchema.parse(JSON.parse(read('dataset.json')));
    const labels = read('labels.jsonl');
    const used = new Set(
      labels
        .split('\n')
        .filter((text) => text !== '')
        .map((text) => (JSON.parse(text) as { dimension: string }).dimension),
    );
    const made = rubricFromDataset(dataset, used);
    await start(must(made.ok ? made.rubric : null));
    const passages = existsSync(new URL(`${name}/passages.jsonl`, DATA)) ? read('passages.jsonl') : '';
    const items = await uploadItems(`${read('items.jsonl')}\n${passages}`);
    expect([items.problems, items.applied]).toEqual([[], true]);
    const report = await uploadLabels(labels);
    expect([report.problems, report.applied, report.unchanged]).toEqual([[], true, 0]);
    const expected = (JSON.parse(read('expected.json')) as { dimensions: Record<string, Expected> })
      .dimensions;
    for (const { name: dimension, report: found } of report.agreement) {
      const alpha = expectedAlpha(found.level, expected[dimension] ?? {});
      if (alpha === undefined) continue;
      if (alpha === null) expect(found.alpha.defined).toBe(false);
      else expect(found.alpha).toMatchObject({ value: expect.closeTo(alpha, TOLERANCE_DIGITS) as number });
      const percent = expected[dimension]?.percent_agreement?.unit_mean;
      if (percent !== undefined)
        expect(found.percentAgreement).toMatchObject({
          value: expect.closeTo(percent, TOLERANCE_DIGITS) as number,
        });
    }
  });
});
