import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AgendaQuery, AgendaSuggestion, SuggestedItem } from '#shared/protocol/http/agenda.ts';
import { ApiError } from '#lib/api/error.ts';
import { moved } from '#lib/reorder.ts';
import { AgendaPlan } from '#lib/stores/agenda-plan.svelte.ts';

const item = (itemId: string): SuggestedItem => ({
  itemId,
  title: itemId,
  disagreement: null,
  dimensionId: null,
  labels: 0,
  carriedFrom: null,
  reason: '',
});
const ITEMS = ['i1', 'i2', 'i3', 'i4', 'i5'].map(item);
const ids = (items: readonly SuggestedItem[]) => items.map(({ itemId }) => itemId);

function planWith(fits: number) {
  const asked: AgendaQuery[] = [];
  const plan = new AgendaPlan((query) => {
    asked.push(query);
    return Promise.resolve<AgendaSuggestion>({ by: query.by ?? 'hand', fits, total: 5, items: ITEMS });
  });
  return { plan, asked };
}

describe('an agenda', () => {
  test('holds what fits the minutes; the rest stands ready', async () => {
    const { plan } = planWith(2);
    await plan.fill();
    expect(ids(plan.chosen)).toEqual(['i1', 'i2']);
    expect(plan.pool.items).toHaveLength(5);
    expect(plan.planned).toBe(2 * plan.wish.minutesPerItem);
  });

  test('asks by the wish, and for one import only when one is chosen', async () => {
    const { plan, asked } = planWith(2);
    await plan.change({ by: 'random', minutes: 30, fresh: false });
    await plan.change({ batch: 'b7' });
    expect(asked).toEqual([
      { by: 'random', minutes: 30, minutesPerItem: 4, fresh: '0' },
      { by: 'random', minutes: 30, minutesPerItem: 4, fresh: '0', batch: 'b7' },
    ]);
  });

  test('chosen by hand is never thrown out by a change of the minutes', async () => {
    const { plan } = planWith(4);
    await plan.change({ by: 'hand' });
    plan.add(item('i9'));
    plan.add(item('i9'));
    await plan.change({ minutes: 10 });
    expect(ids(plan.chosen)).toEqual(['i9']);
  });

  test('S14 words are looked for by the server; what is chosen stays, and a new wish looks for them anew', async () => {
    const found: Record<string, readonly SuggestedItem[]> = { '': ITEMS, law: [item('i300')] };
    const asked: AgendaQuery[] = [];
    const plan = new AgendaPlan((query) => {
      asked.push(query);
      const items = found[query.search ?? ''] ?? [];
      return Promise.resolve<AgendaSuggestion>({ by: 'hand', fits: 1, total: 300, items });
    });
    await plan.fill();
    await plan.find(' law ');
    expect([ids(plan.pool.items), ids(plan.chosen)]).toEqual([['i300'], ['i1']]);
    await plan.change({ by: 'hand', minutes: 30 });
    expect(asked.slice(-2).map(({ minutes, search }) => [minutes, search])).toEqual([
      [30, undefined],
      [30, 'law'],
    ]);
    await plan.find('');
    expect(ids(plan.pool.items)).toEqual(ids(ITEMS));
  });

  test('can be reordered and thinned out', async () => {
    const { plan } = planWith(3);
    await plan.fill();
    plan.move(2, 0);
    plan.remove('i1');
    expect(ids(plan.chosen)).toEqual(['i3', 'i2']);
  });

  test('keeps what is chosen when a suggestion fails', async () => {
    let fails = false;
    const lost = new ApiError('unreachable', 'Gone.');
    const plan = new AgendaPlan(() =>
      fails ? Promise.reject(lost) : Promise.resolve({ by: 'random', fits: 1, total: 5, items: ITEMS }),
    );
    await plan.fill();
    fails = true;
    await plan.change({ minutes: 90 });
    expect([plan.error, ids(plan.chosen), plan.pending]).toEqual([lost, ['i1'], false]);
  });
});

describe('moving', () => {
  const list = fc.uniqueArray(fc.integer(), { minLength: 1, maxLength: 12 });

  test('loses and doubles nothing, and puts the entry where it was asked, or at the end', () => {
    fc.assert(
      fc.property(list, fc.nat(11), fc.integer({ min: -3, max: 14 }), (entries, at, to) => {
        const from = at % entries.length;
        const after = moved(entries, from, to);
        expect(after.toSorted()).toEqual(entries.toSorted());
        expect(after[Math.min(entries.length - 1, Math.max(0, to))]).toBe(entries[from]);
      }),
      { verbose: true },
    );
  });

  test('nothing moves from where nothing stands', () => {
    expect(moved(['a'], 4, 0)).toEqual(['a']);
  });
});
