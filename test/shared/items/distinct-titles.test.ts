import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distinctTitles, itemMarks, titledItem } from '#shared/items/distinct-titles.ts';
import type { ItemContent } from '#shared/items/item.ts';

const ASKED =
  'Write a template for First-Person LinkedIn profile summaries that somebody who looks for work can fill in.';

const item = (externalId: string, fields: Partial<ItemContent>): ItemContent => ({
  ...{ externalId, task: 'pairwise', lang: null, prompt: null, context: null },
  ...{ turns: [], responses: [], claims: [], tags: [], meta: {} },
  ...fields,
});
const titles = (...items: ItemContent[]) => distinctTitles(items.map(titledItem));

describe('W2 titles of one list', () => {
  test('stay as they are where they differ', () => {
    expect(titles(item('a', { prompt: 'Why?' }), item('b', { prompt: 'How?' }))).toEqual(['Why?', 'How?']);
  });

  test('that are the same are told apart by the input', () => {
    const [first, second, third] = titles(
      item('a', { prompt: ASKED, context: 'Marketing manager, twelve years' }),
      item('b', { prompt: ASKED, context: 'Nurse who changes wards' }),
      item('c', { prompt: 'Something else' }),
    );
    expect(first).toMatch(/^Write a template .*… · Marketing manager, twelve years$/);
    expect(second).toMatch(/… · Nurse who changes wards$/);
    expect(third).toBe('Something else');
  });

  test('are told apart where the inputs begin to differ, however long they begin alike', () => {
    const context = (job: string) => `Here are the facts about the person who asks: she is a ${job} in Bern.`;
    expect(
      titles(
        item('a', { prompt: 'Sum up', context: context('nurse') }),
        item('b', { prompt: 'Sum up', context: context('night guard') }),
      ),
    ).toEqual(['Sum up · …nurse in Bern.', 'Sum up · …night guard in Bern.']);
  });

  test('are told apart by the end of a question that is cut in the title', () => {
    const asked = (end: string) => `${ASKED} Use ${end}.`;
    const [first, second] = titles(
      item('a', { prompt: asked('tables') }),
      item('b', { prompt: asked('prose') }),
    );
    expect([first, second]).toEqual([
      expect.stringMatching(/· …tables\.$/) as string,
      expect.stringMatching(/· …prose\.$/) as string,
    ]);
  });

  test('are told apart by their ids where nothing that is asked differs', () => {
    expect(titles(item('q-1', { prompt: 'Why?' }), item('q-2', { prompt: 'Why?' }))).toEqual([
      'Why? · q-1',
      'Why? · q-2',
    ]);
  });

  test('take the id behind the input where only some inputs differ', () => {
    const [one, two, three] = titles(
      item('q-1', { prompt: 'Why?', context: 'Rain' }),
      item('q-2', { prompt: 'Why?', context: 'Rain' }),
      item('q-3', { prompt: 'Why?', context: 'Snow' }),
    );
    expect([one, two, three]).toEqual(['Why? · Rain · q-1', 'Why? · Rain · q-2', 'Why? · Snow']);
  });

  test('B6 never name a response', () => {
    const responses = [{ id: 'r1', text: 'as GPT I say', source: 'model-x' }];
    expect(itemMarks(item('a', { prompt: 'Why?', responses })).join()).toBe('Why?');
  });

  test('are all different as long as the ids are, in any list', () => {
    const text = fc.constantFrom('', 'Why?', 'Why is the sky blue today?', 'Why is the sky blue at night?');
    const rows = fc.uniqueArray(
      fc.record({ externalId: fc.stringMatching(/^[a-f0-9]{1,4}$/), prompt: text, context: text }),
      { selector: ({ externalId }) => externalId, maxLength: 12 },
    );
    fc.assert(
      fc.property(rows, (list) => {
        const made = titles(...list.map(({ externalId, ...fields }) => item(externalId, fields)));
        expect(new Set(made).size).toBe(list.length);
      }),
    );
  });
});
