import { expect, test } from 'vitest';
import { Drafts } from '#lib/session/drafts.ts';
import { memoryKeep } from '#lib/session/keep.ts';
import type { RulingDraft } from '#lib/session/ruling-draft.ts';
import type { Outcome } from '#lib/stores/session-live.svelte.ts';
import { RulingInWriting } from '#lib/stores/session-ruling.svelte.ts';
import type { ItemId, RoundId } from '#shared/ids.ts';
import type { Command } from '#shared/session/commands.ts';

const [itemId, roundId] = ['i', 'r'] as unknown as [ItemId, RoundId];
const DONE = { ok: true } as Outcome;
const REFUSED: Outcome = { ok: false, code: 'needs-reviewer', message: 'A reviewer has to rule.' };

const whole = (draft: RulingDraft): RulingDraft => ({
  ...draft,
  ...{ verdict: 'irresolvable', cause: 'rule-gap', cites: 'none', question: 'Which?', reason: 'Both hold.' },
});

function begin(
  outcome: Outcome = DONE,
  drafts = new Drafts(memoryKeep(), { sessionId: 's', personId: 'p' }),
) {
  const sent: Command[] = [];
  const ruling = new RulingInWriting(() => ({ itemId, roundId, strips: [], by: 'reviewer', drafts }), {
    try: (command) => {
      sent.push(command);
      return Promise.resolve(outcome);
    },
  });
  return { ruling, sent, drafts };
}

test('a ruling in writing survives a reload', () => {
  const { ruling, drafts } = begin();
  expect([ruling.isChanged, ruling.draft.by]).toEqual([false, 'reviewer']);
  ruling.change({ ...ruling.draft, reason: 'half a sen' });
  expect(ruling.isChanged).toBe(true);
  expect(begin(DONE, drafts).ruling.draft.reason).toBe('half a sen');
});

test('R1 an unfinished ruling is not sent', async () => {
  const { ruling, sent } = begin();
  expect([await ruling.record(), sent, ruling.refusal]).toEqual([false, [], null]);
});

test('a ruling that stands is forgotten here', async () => {
  const { ruling, sent, drafts } = begin();
  ruling.change(whole(ruling.draft));
  expect(await ruling.record()).toBe(true);
  expect(sent).toMatchObject([{ type: 'rule', itemId, roundId, question: 'Which?' }]);
  expect([ruling.isChanged, ruling.draft.reason, drafts.text('ruling/i')]).toEqual([false, '', '']);
});

test('a refusal is shown and the words stay', async () => {
  const { ruling } = begin(REFUSED);
  ruling.change(whole(ruling.draft));
  expect(await ruling.record()).toBe(false);
  expect([ruling.refusal, ruling.draft.reason, ruling.isSending]).toEqual([
    'A reviewer has to rule.',
    'Both hold.',
    false,
  ]);
});
