import { describe, expect, test } from 'vitest';
import type { ItemsReport } from '#shared/protocol/http/imports.ts';
import { must } from '#shared/must.ts';
import { ApiError } from '#lib/api/error.ts';
import type { ImportAsk } from '#lib/api/imports.ts';
import { guessKind } from '#lib/import-kind.ts';
import { ImportWizard } from '#lib/stores/import-wizard.svelte.ts';

const report = (overrides: Partial<ItemsReport> = {}): ItemsReport => ({
  kind: 'items',
  fileName: 'items.jsonl',
  format: 'jsonl',
  dryRun: true,
  applied: false,
  batchId: null,
  read: 3,
  imported: 3,
  unchanged: 0,
  setAside: [],
  problems: [],
  problemCount: 0,
  columns: [{ name: 'prompt', sample: 'Why?' }],
  mapping: { prompt: 'prompt', responses: ['a', 'b'], sources: [] },
  preview: [],
  ...overrides,
});

/** A server that answers with the reports in turn and remembers what was asked. */
function wizardWith(...answers: (ItemsReport | Error)[]) {
  const asked: ImportAsk[] = [];
  const wizard = new ImportWizard('p1', (ask, onprogress) => {
    asked.push(ask);
    onprogress({ sent: 1, total: 2 });
    const answer = must(answers[asked.length - 1]);
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  });
  return { wizard, asked };
}

const FILE = new Blob(['{"prompt":"Why?","responses":["x","y"]}']);

describe('an import', () => {
  test('writes nothing before somebody has seen the preview and said so', async () => {
    const { wizard, asked } = wizardWith(report(), report({ dryRun: false, applied: true, batchId: 'b1' }));
    await wizard.choose(FILE, 'items.jsonl');
    expect(asked.map(({ dryRun }) => dryRun)).toEqual([true]);
    expect(wizard.step).toBe('preview');
    await wizard.apply();
    expect(asked.map(({ dryRun }) => dryRun)).toEqual([true, false]);
    expect(wizard.step).toBe('done');
  });

  test('with bad lines waits for the person to choose: nothing, or the rest', async () => {
    const { wizard, asked } = wizardWith(
      report({ imported: 2, problemCount: 1, problems: [{ line: 2, reason: 'is not JSON' }] }),
      report({ dryRun: false, applied: true, imported: 2, problemCount: 1 }),
    );
    await wizard.choose(FILE, 'items.jsonl');
    await wizard.apply();
    expect(asked).toHaveLength(1);
    wizard.mode = 'skip-bad';
    await wizard.apply();
    expect(asked[1]).toMatchObject({ dryRun: false, mode: 'skip-bad' });
  });

  test('of what stands here already has nothing to write', async () => {
    const { wizard } = wizardWith(report({ imported: 0, unchanged: 3 }));
    await wizard.choose(FILE, 'items.jsonl');
    expect(wizard.canApply).toBe(false);
  });

  test('sends the columns that the person chose, and keeps them for the import', async () => {
    const mapping = { prompt: 'question', responses: ['a', 'b'], sources: [] };
    const { wizard, asked } = wizardWith(
      report(),
      report({ mapping }),
      report({ mapping, dryRun: false, applied: true }),
    );
    await wizard.choose(FILE, 'items.jsonl');
    await wizard.remap(mapping);
    await wizard.apply();
    expect(asked.map((ask) => ask.mapping)).toEqual([null, mapping, mapping]);
  });

  test('read as the other kind asks for a mapping anew', async () => {
    const { wizard, asked } = wizardWith(report(), report());
    await wizard.choose(FILE, 'items.jsonl');
    await wizard.chooseKind('labels');
    expect(asked[1]).toMatchObject({ kind: 'labels', mapping: null, dryRun: true });
  });

  test('that fails keeps the file, so that trying again is one press', async () => {
    const lost = new ApiError('unreachable', 'Gone.');
    const { wizard, asked } = wizardWith(report(), lost, report());
    await wizard.choose(FILE, 'items.jsonl');
    await wizard.apply();
    expect([wizard.error, wizard.step, wizard.progress]).toEqual([lost, 'preview', null]);
    await wizard.retry();
    expect([wizard.error, asked.length]).toEqual([null, 3]);
  });

  test('that the server did not apply after all is shown as a preview, with its problems', async () => {
    const { wizard } = wizardWith(report(), report({ dryRun: false, applied: false, problemCount: 1 }));
    await wizard.choose(FILE, 'items.jsonl');
    await wizard.apply();
    expect(wizard.step).toBe('preview');
    expect(wizard.canApply).toBe(false);
  });

  test('another file starts over', async () => {
    const { wizard } = wizardWith(report());
    await wizard.choose(FILE, 'items.jsonl');
    wizard.mode = 'skip-bad';
    wizard.startOver();
    expect([wizard.step, wizard.fileName, wizard.mode]).toEqual(['choose', '', 'all-or-nothing']);
  });
});

describe('what a file holds is guessed', () => {
  test.each([
    ['from its name', 'labels.jsonl', '', 'labels'],
    ['from its name', 'items-week-3.csv', '', 'items'],
    [
      'from the members of its first record',
      'x.jsonl',
      '{"item":"a","annotator":"r1","dimension":"d","value":1}\n',
      'labels',
    ],
    ['from the members of its first record', 'x.jsonl', '{"id":"a","prompt":"p","responses":[]}', 'items'],
    ['from its header line', 'export.csv', 'rater,item_id,label\n', 'labels'],
    [
      'from the first record of a list',
      'x.json',
      '[\n {"prompt":"p","chosen":"a","rejected":"b"}\n]',
      'items',
    ],
    ['as items when nothing tells', 'x.csv', 'a,b\n', 'items'],
  ] as const)('%s (%s)', (_, name, start, kind) => {
    expect(guessKind(name, start)).toBe(kind);
  });
});
