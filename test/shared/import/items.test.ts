import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { suggestItemMapping } from '#shared/import/item-mapping.ts';
import { toItem } from '#shared/import/to-item.ts';
import { itemContentSchema } from '#shared/items/item.ts';
import { must } from '#shared/must.ts';

const suggest = (...names: string[]) => suggestItemMapping(names.map((name) => ({ name, sample: '' })));
const none = new Map<string, string>();
const item = (fields: Record<string, unknown>) => toItem(fields, suggest(...Object.keys(fields)), none);
const content = (fields: Record<string, unknown>) => {
  const result = item(fields);
  return must(result.ok ? result.content : null, JSON.stringify(result));
};
const problems = (fields: Record<string, unknown>) => {
  const result = item(fields);
  return result.ok ? [] : result.problems.map(({ field, reason }) => `${field} ${reason}`);
};

describe('which column is what', () => {
  test.each([
    [
      ['id', 'prompt', 'response_a', 'response_b'],
      { id: 'id', prompt: 'prompt', responses: ['response_a', 'response_b'] },
    ],
    [
      ['Response B', 'Response A', 'question'],
      { prompt: 'question', responses: ['Response A', 'Response B'] },
    ],
    [
      ['item_id', 'instruction', 'answer1', 'answer2', 'answer3'],
      { id: 'item_id', prompt: 'instruction', responses: ['answer1', 'answer2', 'answer3'] },
    ],
    [['prompt', 'chosen', 'rejected'], { responses: ['chosen', 'rejected'] }],
    [['id', 'messages', 'response'], { turns: 'messages', responses: ['response'] }],
    [
      ['response_a', 'response_b', 'model_a', 'model_b'],
      { responses: ['response_a', 'response_b'], sources: ['model_a', 'model_b'] },
    ],
    [['id', 'text'], { id: 'id', responses: ['text'] }],
  ])('%j', (names, mapping) => {
    expect(suggest(...names)).toMatchObject(mapping);
  });
});

describe('an item', () => {
  test('keeps the ids and models of its responses away from the ids that people see', () => {
    const { responses } = content({ id: 'x', responses: [{ id: 'gpt-9', text: 'a', source: 'GPT-9' }, 'b'] });
    expect(responses).toEqual([
      { id: 'r1', text: 'a', sourceId: 'gpt-9', source: 'GPT-9' },
      { id: 'r2', text: 'b' },
    ]);
  });

  test('keeps what it does not know as metadata', () => {
    expect(
      content({ id: 7, prompt: 'Q', meta: { topic: 'law' }, difficulty: 'hard', empty: '' }),
    ).toMatchObject({
      externalId: '7',
      meta: { topic: 'law', difficulty: 'hard' },
    });
  });

  test('takes context from a passage, and keeps a reference that leads nowhere', () => {
    const fields = { id: 'x', prompt: 'Q', context_ref: 'p1' };
    const found = toItem(fields, suggest(...Object.keys(fields)), new Map([['p1', 'A story.']]));
    expect(found).toMatchObject({ ok: true, content: { context: 'A story.', meta: { context_ref: 'p1' } } });
    expect(content(fields).context).toBeNull();
  });

  test('reads lists that stand in a cell as JSON', () => {
    expect(
      content({
        id: '1',
        turns: '[{"role":"user","content":"Hi"}]',
        responses: '["a","b"]',
        tags: 'law; tort',
      }),
    ).toMatchObject({
      turns: [{ role: 'user', content: 'Hi' }],
      responses: [{ text: 'a' }, { text: 'b' }],
      tags: ['law', 'tort'],
    });
  });

  test('with fewer responses than there are columns has no empty ones at the end', () => {
    expect(
      content({ id: '1', response_a: 'a', response_b: '', response_c: '' }).responses.map((r) => r.text),
    ).toEqual(['a']);
  });

  test('B5 of "chosen" and "rejected" does not always show the better one as A', () => {
    const first = content({ prompt: 'Q', chosen: 'b text', rejected: 'a text' });
    expect(first.responses.map((response) => response.sourceId)).toEqual(['rejected', 'chosen']);
    expect(content({ prompt: 'Q', chosen: 'a text', rejected: 'b text' }).responses[0]?.sourceId).toBe(
      'chosen',
    );
  });
});

describe('what is wrong with a record is said in words, at its field', () => {
  test.each([
    [{ id: 'x', prompt: 5 }, 'prompt must be text'],
    [{ id: ['x'], prompt: 'Q' }, 'id must be text or a number'],
    [{ id: 'x', responses: { a: 1 } }, 'responses must be a list'],
    [{ id: 'x', responses: ['a', 5] }, 'responses[2] must be text or an object with `text`'],
    [{ id: 'x', responses: [{ id: 'a' }] }, 'responses[1].text must be text'],
    [{ id: 'x', responses: Array.from({ length: 9 }, () => 'a') }, 'responses must be a list of at most 8'],
    [
      {
        id: 'x',
        responses: [
          { id: 'a', text: '1' },
          { id: 'a', text: '2' },
        ],
      },
      'responses has two responses called "a"',
    ],
    [{ id: 'x', turns: [{ role: 'user' }] }, 'turns[1] must have `role` and `content`'],
    [{ id: 'x', prompt: ' ' }, ' has nothing to judge: no prompt, context, turns, responses or claims'],
    [{ id: 'x', prompt: 'Q', meta: { big: 'x'.repeat(70_000) } }, 'meta is longer than 64 KB'],
    [{ id: 'x'.repeat(400), prompt: 'Q' }, 'externalId has more than 300 characters'],
  ])('%#', (fields, problem) => {
    expect(problems(fields)).toEqual([problem]);
  });

  test('all faults of a record are told at once', () => {
    expect(problems({ id: 'x', prompt: 1, context: 2, responses: 'not [ a list' })).toHaveLength(2);
  });
});

test('whatever a record holds, it becomes a valid item or problems, and never an exception', () => {
  const names = ['id', 'prompt', 'context', 'turns', 'responses', 'claims', 'tags', 'meta', 'other'];
  const fields = fc.dictionary(
    fc.constantFrom(...names),
    fc.oneof(fc.jsonValue(), fc.array(fc.record({ id: fc.string(), text: fc.string() }))),
  );
  fc.assert(
    fc.property(fields, (record) => {
      const result = item(record);
      return result.ok ? itemContentSchema.safeParse(result.content).success : result.problems.length > 0;
    }),
  );
});
