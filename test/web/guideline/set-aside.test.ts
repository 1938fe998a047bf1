import { beforeEach, expect, test } from 'vitest';
import { keptDraft } from '#lib/guideline/kept-draft.ts';
import { SharedDraft } from '#lib/guideline/shared-draft.ts';
import { memoryKeep, type Keep } from '#lib/session/keep.ts';
import { SetAside } from '#lib/stores/guideline-set-aside.svelte.ts';
import type { GuidelineFacts } from '#shared/protocol/guideline.ts';

const SCOPE = { projectId: 'p', personId: 'ada' };
const SINCE = 700;

let keep: Keep;
beforeEach(() => {
  keep = memoryKeep();
});

function draftWith(text: string, epoch = 'e'): SharedDraft {
  const draft = new SharedDraft(epoch);
  draft.text.insert(0, text);
  return draft;
}

const facts = (more: Partial<GuidelineFacts> = {}) =>
  ({ epoch: 'e', mayEdit: true, ...more }) as GuidelineFacts;
const visit = () => new SetAside(keep, SCOPE);

test('unconfirmed edits of an earlier visit are merged into the same history, with their age', () => {
  visit().keepNow(draftWith('Kept. '), SINCE);
  const [draft, next] = [new SharedDraft('e'), visit()];
  expect(next.takeKept(draft, facts())).toBe(SINCE);
  expect(draft.text.toJSON()).toBe('Kept. ');
  next.keepNow(draft, null);
  expect(keptDraft(keep, SCOPE)).toBeNull();
});

const CHANGED: readonly (readonly [string, { epoch: string; mayEdit: boolean }, string])[] = [
  ['G5 of another history', { epoch: 'other', mayEdit: true }, 'rebuilt'],
  ['G4 of somebody who may not edit any more', { epoch: 'e', mayEdit: false }, 'rights-changed'],
];

test.each(CHANGED)('edits %s are shown beside the draft and never merged', (_, more, why) => {
  visit().keepNow(draftWith('Kept. '), SINCE);
  const [draft, next] = [new SharedDraft(more.epoch), visit()];
  expect(next.takeKept(draft, facts(more))).toBeNull();
  expect([draft.text.toJSON(), next.shown]).toEqual(['', null]);
  next.compareWith(draft);
  expect(next.shown).toMatchObject({ why, mine: { text: 'Kept. ' }, current: { text: '' } });
});

test('what is set aside is not shown when the draft says the same', () => {
  const aside = visit();
  aside.put('refused', 'Too large.', draftWith('The same.').copy());
  aside.compareWith(draftWith('The same.'));
  expect(aside.shown).toBeNull();
});

test('G4 what was set aside first counts, and nothing kept is overwritten before it is dismissed', () => {
  const aside = visit();
  aside.keepNow(draftWith('First.'), SINCE);
  aside.put('rights-changed', '', draftWith('First.').copy());
  aside.put('refused', '', draftWith('Second.').copy());
  aside.keepNow(draftWith('Second.'), null);
  expect(keptDraft(keep, SCOPE)?.since).toBe(SINCE);
  aside.showAlone();
  expect(aside.shown).toMatchObject({ why: 'ended', mine: { text: 'First.' }, current: null });
  aside.dismiss();
  expect([aside.shown, keptDraft(keep, SCOPE)]).toEqual([null, null]);
});
