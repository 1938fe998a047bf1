import { describe, expect, test } from 'vitest';
import type { ItemsReport } from '#shared/protocol/http/imports.ts';
import { must } from '#shared/must.ts';
import { ApiError } from '#lib/api/error.ts';
import type { ImportAsk } from '#lib/api/imports.ts';
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
  const wizard = new ImportWizard('p1', (ask, onstage) => {
    asked.push(ask);
    onstage({ step: 'sending', done: 1, total: 2 });
    const answer = must(answers[asked.length - 1]);
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  });
  return { wizard, asked };
}

const FILE = new Blob(['{"prompt":"Why?","responses":["x","y"]}']);

describe('an import', () => {
  test('writes nothing before somebody has seen the preview and said so', async () => {
    const { wizard, asked } = wizardWith(report(), report({ dryRun: false, applied: true, batchId: 'b1' }));
    await wizard.choose(FILE, 'items.jsonl', 'items');
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
    await wizard.choose(FILE, 'items.jsonl', 'items');
    await wizard.apply();
    expect(asked).toHaveLength(1);
    wizard.mode = 'skip-bad';
    await wizard.apply();
    expect(asked[1]).toMatchObject({ dryRun: false, mode: 'skip-bad' });
  });

  test('of what stands here already has nothing to write', async () => {
    const { wizard } = wizardWith(report({ imported: 0, unchanged: 3 }));
    await wizard.choose(FILE, 'items.jsonl', 'items');
    expect(wizard.canApply).toBe(false);
  });

  test('sends the columns that the person chose, and keeps them for the import', async () => {
    const mapping = { prompt: 'question', responses: ['a', 'b'], sources: [] };
    const { wizard, asked } = wizardWith(
      report(),
      report({ mapping }),
      report({ mapping, dryRun: false, applied: true }),
    );
    await wizard.choose(FILE, 'items.jsonl', 'items');
    await wizard.remap(mapping);
    await wizard.apply();
    expect(asked.map((ask) => ask.mapping)).toEqual([null, mapping, mapping]);
  });

  test('that is called off says so, keeps what was said before, and can be asked for again', async () => {
    const answers = [Promise.withResolvers<ItemsReport>(), Promise.withResolvers<ItemsReport>()];
    const signals: AbortSignal[] = [];
    const wizard = new ImportWizard('p1', (_ask, onstage, signal) => {
      signals.push(signal);
      onstage({ step: 'writing', done: 1, total: 3 });
      return must(answers[signals.length - 1]).promise;
    });
    const looked = wizard.choose(FILE, 'items.jsonl', 'items');
    must(answers[0]).resolve(report());
    await looked;
    const applied = wizard.apply();
    expect(wizard.stage).toEqual({ step: 'writing', done: 1, total: 3 });
    wizard.callOff();
    expect([must(signals[1]).aborted, wizard.calledOff, wizard.stage, wizard.step]).toEqual([
      ...[true, true, null, 'preview'],
    ]);
    // What still comes of it is not heard.
    must(answers[1]).resolve(report({ dryRun: false, applied: true }));
    await applied;
    expect([wizard.step, wizard.canApply]).toEqual(['preview', true]);
  });

  test('with nothing running has nothing to call off', async () => {
    const { wizard } = wizardWith(report());
    await wizard.choose(FILE, 'items.jsonl', 'items');
    wizard.callOff();
    expect(wizard.calledOff).toBe(false);
  });

  test('that fails keeps the file, so that trying again is one press', async () => {
    const lost = new ApiError('unreachable', 'Gone.');
    const { wizard, asked } = wizardWith(report(), lost, report());
    await wizard.choose(FILE, 'items.jsonl', 'items');
    await wizard.apply();
    expect([wizard.error, wizard.step, wizard.stage]).toEqual([lost, 'preview', null]);
    await wizard.retry();
    expect([wizard.error, asked.length]).toEqual([null, 3]);
  });

  test('that the server did not apply after all is shown as a preview, with its problems', async () => {
    const { wizard } = wizardWith(report(), report({ dryRun: false, applied: false, problemCount: 1 }));
    await wizard.choose(FILE, 'items.jsonl', 'items');
    await wizard.apply();
    expect(wizard.step).toBe('preview');
    expect(wizard.canApply).toBe(false);
  });

  test('another file starts over', async () => {
    const { wizard } = wizardWith(report());
    await wizard.choose(FILE, 'items.jsonl', 'items');
    wizard.mode = 'skip-bad';
    wizard.startOver();
    expect([wizard.step, wizard.fileName, wizard.mode]).toEqual(['choose', '', 'all-or-nothing']);
  });
});
