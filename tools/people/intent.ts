import type { ItemId, RoundId, RulingId } from '#shared/ids.ts';
import type { AgendaItemView, ItemPart, RulingView } from '#shared/session/view.ts';
import type { LiveView } from '../client/live-client.ts';
import type { Remark, Voice } from './voice.ts';

/** What somebody is about to do next. */
export type Intent =
  | { readonly kind: 'take-seat' }
  | { readonly kind: 'answer'; readonly itemId: ItemId; readonly roundId: RoundId; readonly nth: number }
  | { readonly kind: 'think-again'; readonly itemId: ItemId; readonly roundId: RoundId; readonly nth: number }
  | { readonly kind: 'dissent'; readonly rulingId: RulingId; readonly reason: string }
  | { readonly kind: 'remark'; readonly itemId: ItemId; readonly remark: Remark }
  | { readonly kind: 'raise-hand'; readonly roundId: RoundId }
  | { readonly kind: 'lower-hand' }
  | { readonly kind: 'be-ready'; readonly roundId: RoundId };

/** What somebody has done already and the view does not show. */
export interface Memory {
  /** Rounds in which an answer was sent, whatever became of it. */
  readonly answered: Set<RoundId>;
  /** Rounds in which the answer is to be changed. */
  readonly unsure: Set<RoundId>;
  /** Revealed rounds after which the hand was thought about. */
  readonly weighed: Set<RoundId>;
  /** Remarks and dissents that were sent. */
  readonly said: Set<string>;
}

export const emptyMemory = (): Memory => ({
  answered: new Set(),
  unsure: new Set(),
  weighed: new Set(),
  said: new Set(),
});

const itemPart = (view: LiveView, itemId: ItemId): ItemPart | undefined => view.shared[`item:${itemId}`];

/** Labels that were made elsewhere are nobody's round here. */
const ownRounds = (part: ItemPart | undefined) =>
  (part?.rounds ?? []).filter(({ mode }) => mode !== 'imported');

const inReading = (view: LiveView): AgendaItemView[] => {
  const focus = view.shared.session?.focus;
  return (view.shared.agenda ?? []).toSorted(
    (a, b) => Number(b.itemId === focus) - Number(a.itemId === focus),
  );
};

const isOpen = (entry: AgendaItemView) => entry.round?.phase === 'open';
const isDiscussed = (entry: AgendaItemView) =>
  entry.round?.phase === 'revealed' && entry.round.mode !== 'imported';

type Answer = Extract<Intent, { kind: 'answer' | 'think-again' }>;

function answerTo(view: LiveView, memory: Memory, { itemId, round }: AgendaItemView): Answer[] {
  const mine = round && view.own[`mine:${round.id}`];
  if (!round || !mine) return [];
  // The board may be here before the agenda says that its round is closed.
  const nth = ownRounds(itemPart(view, itemId)).filter(({ id }) => id !== round.id).length + 1;
  const to = { itemId, roundId: round.id, nth };
  if (mine.ballot === null && !memory.answered.has(round.id)) return [{ kind: 'answer', ...to }];
  return memory.unsure.has(round.id) ? [{ kind: 'think-again', ...to }] : [];
}

function dissentFrom(memory: Memory, voice: Voice, itemId: ItemId, ruling: RulingView): Intent[] {
  const reason = voice.dissent(itemId, ruling);
  const isKnown = ruling.dissents.some((dissent) => dissent.reason === reason);
  if (reason === null || isKnown || memory.said.has(ruling.id)) return [];
  return [{ kind: 'dissent', rulingId: ruling.id, reason }];
}

function remarkOn(view: LiveView, memory: Memory, voice: Voice, itemId: ItemId): Intent[] {
  const made = new Set(itemPart(view, itemId)?.comments.map(({ text }) => text));
  const remark = voice.remarks(itemId).find(({ text }) => !made.has(text) && !memory.said.has(text));
  return remark ? [{ kind: 'remark', itemId, remark }] : [];
}

function handIntent(view: LiveView, memory: Memory): Intent[] {
  const focused = inReading(view)[0];
  const me = view.shared.people?.find(({ id }) => id === view.own.me?.personId);
  if (me?.handRaised) return [{ kind: 'lower-hand' }];
  if (!focused?.round || !isDiscussed(focused) || memory.weighed.has(focused.round.id)) return [];
  return (focused.split?.dimensions.length ?? 0) > 0
    ? [{ kind: 'raise-hand', roundId: focused.round.id }]
    : [];
}

function readiness(view: LiveView): Intent[] {
  const focused = view.shared.agenda?.find(({ itemId }) => itemId === view.shared.session?.focus);
  const me = view.shared.people?.find(({ id }) => id === view.own.me?.personId);
  if (!focused?.round || !isDiscussed(focused) || !me || me.isReady) return [];
  return [{ kind: 'be-ready', roundId: focused.round.id }];
}

/** What a person in this session would do next, the most pressing first; null when there is nothing to do. */
export function nextIntent(view: LiveView, memory: Memory, voice: Voice): Intent | null {
  const { me } = view.own;
  if (!me?.abilities.includes('session.vote') || view.shared.session?.phase === 'ended') return null;
  if (me.seat !== 'voter') return { kind: 'take-seat' };
  const entries = inReading(view);
  const open = entries.filter(isOpen).flatMap((entry) => answerTo(view, memory, entry));
  // Unanswered rounds come before second thoughts.
  const answer = open.find(({ kind }) => kind === 'answer') ?? open[0];
  if (answer) return answer;
  const discussed = entries.filter(isDiscussed);
  const after = discussed.flatMap(({ itemId }) => {
    const rulings = itemPart(view, itemId)?.rulings.slice(-1) ?? [];
    const dissents = rulings.flatMap((ruling) => dissentFrom(memory, voice, itemId, ruling));
    return [...dissents, ...remarkOn(view, memory, voice, itemId)];
  });
  return after[0] ?? handIntent(view, memory)[0] ?? readiness(view)[0] ?? null;
}
