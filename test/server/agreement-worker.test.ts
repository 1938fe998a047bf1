import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { rubricSchema } from '#shared/rubric/rubric.ts';
import { unwatched } from '#server/services/import/order.ts';
import { runImport } from '#server/services/import/run.ts';
import { buildProject } from '../support/builders.ts';
import { ask } from '../support/http-client.ts';
import { startApp } from '../support/start-app.ts';

const points = [1, 2, 3, 4, 5].map((value) => ({ value, label: `point ${value}` }));
const rubric = rubricSchema.parse({
  dimensions: [{ id: 'clear', name: 'Clear', scale: { kind: 'likert', points } }],
});
const ITEMS = 300;
const RATERS = 4;

const lines = (count: number, make: (index: number) => object): string =>
  Array.from({ length: count }, (_, index) => JSON.stringify(make(index))).join('\n');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'touchstone-agreement-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Ids decide the order of rows, so both projects get the same ones. */
const sameIds = () => {
  let made = 0;
  return () => `id-${String((made += 1)).padStart(6, '0')}`;
};

/** The same project with the same labels on a database in memory (read here) or on disk (read by the thread). */
async function answersOn(dataDir: string): Promise<unknown[]> {
  const overrides = { newId: sameIds(), clock: () => Date.UTC(2026, 0, 5) };
  const app = await startApp({ environment: { DATA_DIR: dataDir }, overrides });
  try {
    const { id, owner } = await buildProject(app.deps, { rubric });
    // In this thread, where ids are made as above.
    const bring = (kind: 'items' | 'labels', text: string) => {
      const order = { projectId: id, by: null, fileName: '', dryRun: false, mode: 'all-or-nothing' } as const;
      return runImport(app.deps, { ...order, what: { kind } }, Buffer.from(text), unwatched());
    };
    await bring(
      'items',
      lines(ITEMS, (i) => ({ id: `i${i}`, prompt: `Q${i}`, responses: ['a', 'b'] })),
    );
    const value = (i: number) => 1 + ((i * 7919 + (i % 11) * (i % 13)) % 5);
    await bring(
      'labels',
      lines(ITEMS * RATERS, (i) => ({
        item: `i${Math.floor(i / RATERS)}`,
        annotator: `r${i % RATERS}`,
        value: value(i),
      })),
    );
    const get = async (path: string) =>
      (await ask(app.base, `GET /api/projects/${id}/agreement${path}`, { cookie: owner.cookie })).body;
    const refused = await ask(app.base, `GET /api/projects/${id}/agreement/detail?dimension=none`, {
      cookie: owner.cookie,
    });
    const { dimensions } = (await get('')) as { dimensions: { report: unknown }[] };
    const { rows } = (await get('/people')) as { rows: unknown };
    const { coefficients, coincidences } = (await get('/detail')) as {
      coefficients: unknown;
      coincidences: unknown;
    };
    return [
      dimensions.map(({ report }) => report),
      rows,
      coefficients,
      coincidences,
      [refused.status, refused.code],
    ];
  } finally {
    await app.close();
  }
}

test('figures computed in a thread of their own are those computed in place, refusals included', async () => {
  const [there, here] = [await answersOn(folder), await answersOn(':memory:')];
  expect(there).toEqual(here);
  expect(there.at(-1)).toEqual([404, 'not-found']);
});
