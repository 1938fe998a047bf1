import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import {
  copyDraft,
  dimensionOrder,
  draftRubric,
  draftText,
  moveDimension,
  readDraft,
  removeDimension,
  seedDraft,
  writeDimension,
  writeTask,
} from '#shared/guideline/document.ts';
import { must } from '#shared/must.ts';
import { dimensionSchema, type Dimension } from '#shared/rubric/rubric.ts';
import { RUBRIC_TEMPLATES } from '#shared/rubric/templates.ts';

const dimension = (id: string, name = id): Dimension =>
  dimensionSchema.parse({ id, name, scale: { kind: 'pairwise' } });

const seeded = () => {
  const doc = new Y.Doc();
  seedDraft(doc, '# A\n', must(RUBRIC_TEMPLATES[0]).rubric);
  return doc;
};

const exchange = (a: Y.Doc, b: Y.Doc) => {
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b));
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a));
};

describe('the draft', () => {
  test('every template comes out as it went in', () => {
    for (const { rubric } of RUBRIC_TEMPLATES) {
      const doc = new Y.Doc();
      seedDraft(doc, 'text', rubric);
      expect(readDraft(doc)).toEqual({ text: 'text', rubric, problems: [] });
    }
  });

  test('two people who edit different dimensions never meet', () => {
    const [a, b] = [seeded(), new Y.Doc()];
    exchange(a, b);
    writeDimension(a, { ...dimension('safety'), definition: 'from a' });
    writeDimension(b, { ...dimension('correctness'), definition: 'from b' });
    exchange(a, b);
    const { rubric } = readDraft(a);
    expect(rubric).toEqual(readDraft(b).rubric);
    expect(rubric?.dimensions.find(({ id }) => id === 'safety')?.definition).toBe('from a');
    expect(rubric?.dimensions.find(({ id }) => id === 'correctness')?.definition).toBe('from b');
  });

  test('two who add a dimension at the same time both keep theirs', () => {
    const [a, b] = [seeded(), new Y.Doc()];
    exchange(a, b);
    writeDimension(a, dimension('mine'));
    writeDimension(b, dimension('yours'));
    exchange(a, b);
    expect(dimensionOrder(a)).toEqual(dimensionOrder(b));
    expect(dimensionOrder(a)).toEqual(expect.arrayContaining(['mine', 'yours']));
  });

  test('an unfinished dimension is a problem with its place, and not an error', () => {
    const doc = seeded();
    draftRubric(doc).set('dim:safety', { id: 'safety', name: '' });
    const { rubric, problems } = readDraft(doc);
    expect(rubric).toBeNull();
    expect(problems.map(({ dimensionId }) => dimensionId)).toContain('safety');
  });

  test('a dimension under another id than its own is a problem', () => {
    const doc = seeded();
    draftRubric(doc).set('dim:safety', dimension('other'));
    expect(readDraft(doc)).toMatchObject({ rubric: null, problems: [{ dimensionId: 'other' }] });
  });

  test('whatever a hostile peer puts into the rubric is read without harm', () => {
    const value = fc.oneof(
      fc.anything({ maxDepth: 2 }),
      fc.constantFrom<unknown>(null, [], [1], 'x', { id: 'safety' }),
    );
    const plain = value.filter((candidate) => {
      try {
        return JSON.stringify(candidate) !== undefined;
      } catch {
        return false;
      }
    });
    fc.assert(
      fc.property(
        fc.constantFrom('task', 'order', 'dim:safety', 'dim:__proto__', 'dim:'),
        plain,
        (key, given) => {
          const doc = seeded();
          draftRubric(doc).set(key, JSON.parse(JSON.stringify(given)));
          const { rubric, problems } = readDraft(doc);
          expect(rubric === null).toBe(problems.length > 0);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('a copy says the same and shares no history', () => {
    const doc = seeded();
    draftText(doc).insert(0, 'x');
    draftRubric(doc).set('dim:half', { id: 'half' });
    const copy = new Y.Doc();
    copyDraft(doc, copy);
    expect(readDraft(copy)).toEqual(readDraft(doc));
    expect(copy.store.clients.has(doc.clientID)).toBe(false);
  });
});

type Act =
  | { act: 'write'; id: string }
  | { act: 'remove'; id: string }
  | { act: 'move'; id: string; place: number }
  | { act: 'task'; task: string };
const id = fc.constantFrom('a', 'b', 'c', 'd');
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ act: fc.constant('write' as const), id }),
  fc.record({ act: fc.constant('remove' as const), id }),
  fc.record({ act: fc.constant('move' as const), id, place: fc.nat(5) }),
  fc.record({ act: fc.constant('task' as const), task: fc.constantFrom('x', 'y') }),
);

function perform(doc: Y.Doc, step: Act): void {
  if (step.act === 'write') writeDimension(doc, dimension(step.id));
  else if (step.act === 'remove') removeDimension(doc, step.id);
  else if (step.act === 'move') moveDimension(doc, step.id, step.place);
  else writeTask(doc, step.task);
}

test('rubrics that are edited apart agree after they have met, and name every dimension once', () => {
  fc.assert(
    fc.property(fc.array(act), fc.array(act), (mine, yours) => {
      const [a, b] = [new Y.Doc(), new Y.Doc()];
      mine.forEach((step) => perform(a, step));
      yours.forEach((step) => perform(b, step));
      exchange(a, b);
      expect(readDraft(a)).toEqual(readDraft(b));
      expect(new Set(dimensionOrder(a)).size).toBe(dimensionOrder(a).length);
    }),
    { numRuns: 500 },
  );
});
