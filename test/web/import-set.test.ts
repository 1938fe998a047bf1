import { describe, expect, test } from 'vitest';
import { must } from '#shared/must.ts';
import type { ImportReport } from '#shared/protocol/http/imports.ts';
import { ApiError } from '#lib/api/error.ts';
import type { ImportAsk } from '#lib/api/imports.ts';
import { describedSet, dimensionsMissing } from '#lib/described-set.ts';
import { OWN_SET } from '#lib/own-set.ts';
import { sourceFile, type SourceFile } from '#lib/source-files.ts';
import { ImportSet } from '#lib/stores/import-set.svelte.ts';
import { ProjectStart } from '#lib/stores/project-start.svelte.ts';

const ITEMS =
  '{"id":"q1","prompt":"Why?","responses":["a","b"]}\n{"id":"q2","prompt":"How?","responses":["a","b"]}\n';
const LABELS = '{"item":"q1","annotator":"ann","dimension":"clear","value":1}\n';
const PASSAGES = '{"id":"p1","text":"A story."}\n';
const DATASET = JSON.stringify({
  name: 'my set',
  dimensions: [
    { name: 'clear', type: 'ordinal', min: 1, max: 5 },
    { name: 'gold', type: 'nominal', values: ['a', 'b'] },
    { name: 'marks', type: 'span' },
  ],
});
const file = (name: string, text: string): Promise<SourceFile> => sourceFile(new Blob([text]), name);
const files = (...of: [string, string][]): Promise<SourceFile[]> =>
  Promise.all(of.map(([name, text]) => file(name, text)));

const reportOn = ({ kind, fileName, dryRun }: ImportAsk, imported: number): ImportReport =>
  ({
    ...{
      kind,
      fileName,
      format: 'jsonl',
      dryRun,
      applied: !dryRun,
      batchId: dryRun ? null : `b-${fileName}`,
    },
    ...{ read: imported, imported, unchanged: 0, setAside: [], problems: [], problemCount: 0, columns: [] },
    ...{ mapping: { responses: [], sources: [] }, preview: [], agreement: [] },
  }) as unknown as ImportReport;

/** A set over a server that takes everything, with what it was asked and sent. */
function setWith(refuse: (ask: ImportAsk) => ApiError | null = () => null) {
  const asked: string[] = [];
  const texts: string[] = [];
  const set = new ImportSet('p1', async (ask) => {
    asked.push(`${ask.dryRun ? 'look at' : 'import'} ${ask.fileName} as ${ask.kind}`);
    texts.push(await ask.file.text());
    const refused = refuse(ask);
    if (refused) throw refused;
    return reportOn(ask, 2);
  });
  return { set, asked, texts };
}

describe('files that are dropped together', () => {
  test('are looked at and imported in the order in which they need each other', async () => {
    const { set, asked } = setWith();
    await set.add(await files(['labels.jsonl', LABELS], ['gold.jsonl', LABELS], ['items.jsonl', ITEMS]));
    expect([set.current?.name, set.next?.name]).toEqual(['items.jsonl', 'labels.jsonl']);
    expect(await set.apply()).toMatchObject({ kind: 'items', imported: 2 });
    await set.goOn();
    expect([set.current?.name, set.next]).toEqual(['labels.jsonl', null]);
    await set.apply();
    await set.goOn();
    expect(set.current).toBeNull();
    expect(set.reports.map(({ kind }) => kind)).toEqual(['items', 'labels']);
    expect(asked).toEqual([
      'look at items.jsonl as items',
      'import items.jsonl as items',
      'look at labels.jsonl as labels',
      'import labels.jsonl as labels',
    ]);
  });

  test('are looked at again in order when the items come later than their labels', async () => {
    const { set, asked } = setWith();
    await set.add(await files(['labels.jsonl', LABELS]));
    await set.add(await files(['items.jsonl', ITEMS]));
    expect([set.current?.name, asked.at(-1)]).toEqual(['items.jsonl', 'look at items.jsonl as items']);
  });

  test('send the texts that items refer to with the items, and say which line stands in which file', async () => {
    const { set, texts } = setWith();
    await set.add(await files(['passages.jsonl', PASSAGES], ['items.jsonl', ITEMS]));
    const [sent = ''] = texts;
    expect(sent.split('\n').filter((line) => line !== '')).toEqual([
      ...ITEMS.trim().split('\n'),
      PASSAGES.trim(),
    ]);
    const passages = must(set.parts[1]);
    expect([passages.name, sent.split('\n')[passages.firstLine - 1]]).toEqual([
      'passages.jsonl',
      PASSAGES.trim(),
    ]);
  });

  test('that hold something else than was guessed are looked at as what the person says', async () => {
    const { set, asked } = setWith();
    await set.add(await files(['x.csv', 'a,b\n1,2']));
    await set.setKind(must(set.current).id, 'labels');
    expect(asked).toEqual(['look at x.csv as items', 'look at x.csv as labels']);
    await set.setKind(must(set.current).id, 'other');
    expect([set.current, set.wizard.step]).toEqual([null, 'choose']);
  });

  test('that are empty or too large are named and not sent', async () => {
    const { set, asked } = setWith();
    const large = {
      name: 'items.jsonl',
      kind: 'items',
      file: new Blob([new Uint8Array(52_428_801)]),
    } as const;
    await set.add([large, await file('empty.jsonl', '')]);
    expect(set.files.map(({ fault }) => fault)).toEqual([
      '52.4 MB; a file may have 50 MB, so split it',
      'empty',
    ]);
    expect([set.current, asked]).toEqual([null, []]);
  });

  test('of which one cannot be read go on with the others when it is taken out', async () => {
    const broken = new ApiError('unreadable-file', 'The file is not JSON.');
    const { set, asked } = setWith((ask) => (ask.fileName === 'items.json' ? broken : null));
    await set.add(await files(['items.json', '['], ['labels.jsonl', LABELS]));
    expect([set.wizard.error, set.current?.name]).toEqual([broken, 'items.json']);
    await set.remove(must(set.current).id);
    expect([set.wizard.error, asked.at(-1)]).toEqual([null, 'look at labels.jsonl as labels']);
  });
});

describe('I6 a project of a data set', () => {
  test('has the dimensions that its labels name, and carries its files to the import', async () => {
    const start = new ProjectStart(describedSet);
    expect(start.body).toEqual({ template: 'preference' });
    start.choice = OWN_SET;
    await start.take(await files(['dataset.json', DATASET], ['labels.jsonl', LABELS], ['LICENSE', 'MIT']));
    expect(start.body).toMatchObject({
      rubric: { dimensions: [{ name: 'clear', scale: { kind: 'likert' } }] },
    });
    expect(start.described).toMatchObject({ ok: true, name: 'my set', setAside: [] });
    expect(start.carried.map(({ name }) => name)).toEqual(['dataset.json', 'labels.jsonl']);
    await start.remove('labels.jsonl');
    expect(start.described).toMatchObject({
      rubric: { dimensions: [{}, { name: 'gold' }] },
      setAside: ['marks'],
    });
  });

  test('waits while the description is missing or cannot be used, and takes the mended file in its place', async () => {
    const start = new ProjectStart(describedSet);
    start.choice = OWN_SET;
    await start.take(await files(['items.jsonl', ITEMS]));
    expect([start.body, start.described]).toEqual([null, null]);
    await start.take(await files(['dataset.json', DATASET.replace('ordinal', 'likert')]));
    expect(start.described).toMatchObject({ ok: false, problems: [{ field: 'dimensions[1].type' }] });
    expect(start.body).toBeNull();
    await start.take(await files(['dataset.json', DATASET]));
    expect([start.described?.ok, start.files.length]).toEqual([true, 2]);
  });

  test('is worth making where the rubric of a project lacks what a set asks', async () => {
    const described = must(await describedSet(await files(['dataset.json', DATASET])));
    const rubric = must(described.ok ? described.rubric : null);
    const [clear] = rubric.dimensions;
    expect(dimensionsMissing(rubric, [{ ...must(clear), id: 'c1', name: 'Clear' }])).toEqual(['gold']);
  });
});
