import type { ItemId, RoundId } from '#shared/ids.ts';
import type { AgendaItemView } from '#shared/session/view.ts';
import type { LiveView } from '../client/live-client.ts';

/** What a facilitator does next. `wait`: nothing before something changes, or before `ms` are over. */
export type Step =
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'take-chair' }
  | { readonly kind: 'start' }
  | { readonly kind: 'open'; readonly itemId: ItemId }
  | { readonly kind: 'reveal'; readonly roundId: RoundId; readonly evenIfMissing: boolean }
  | { readonly kind: 'rule'; readonly itemId: ItemId; readonly roundId: RoundId }
  | { readonly kind: 'park'; readonly itemId: ItemId }
  | { readonly kind: 'go-on'; readonly itemId: ItemId }
  | { readonly kind: 'end' };

/** How long a facilitator gives the room, in ms. */
export interface Patience {
  /** For the quorum to come before the meeting starts. */
  readonly gather: number;
  /** For those who have not answered. */
  readonly answers: number;
  /** To read what was revealed, at least. */
  readonly reading: number;
  /** To talk about it, at most. */
  readonly talk: number;
}

/** What the facilitator knows besides the view. */
export interface Knowledge {
  readonly patience: Patience;
  /** Voters that are waited for before the meeting starts. */
  readonly quorum: number;
  /** How long ago this state of affairs began, in ms; the same name means the same state. */
  since(state: string): number;
  isPrepared(itemId: ItemId): boolean;
  isDone(itemId: ItemId): boolean;
}

const FOR_EVER: Step = { kind: 'wait', ms: 60_000 };

/** Rounds in which this room answered itself before a ruling is due. */
const ROUNDS_BEFORE_RULING = 2;

function liveRounds(view: LiveView, itemId: ItemId): number {
  const part = view.shared[`item:${itemId}`];
  return (part?.rounds ?? []).filter(({ mode }) => mode !== 'imported').length;
}

const voters = (view: LiveView) =>
  (view.shared.people ?? []).filter(({ seat, connected }) => seat === 'voter' && connected);

function whileOpen(view: LiveView, roundId: RoundId, { patience, since }: Knowledge): Step {
  const progress = view.shared.progress?.find((entry) => entry.roundId === roundId);
  if (!progress) return { kind: 'wait', ms: patience.reading };
  if (progress.expected > 0 && progress.answered >= progress.expected) {
    return { kind: 'reveal', roundId, evenIfMissing: false };
  }
  const left = patience.answers - since(`open ${roundId}`);
  return left > 0 ? { kind: 'wait', ms: left } : { kind: 'reveal', roundId, evenIfMissing: true };
}

/** After a reveal people read, then talk, until everybody in a voter's seat is ready or time is over. */
function talkLeft(view: LiveView, roundId: RoundId, { patience, since }: Knowledge): number {
  const spent = since(`revealed ${roundId}`);
  if (spent < patience.reading) return patience.reading - spent;
  return voters(view).every(({ isReady }) => isReady) ? 0 : Math.max(0, patience.talk - spent);
}

function afterReveal(view: LiveView, entry: AgendaItemView, roundId: RoundId, known: Knowledge): Step {
  const { itemId } = entry;
  if (entry.round?.mode === 'imported') {
    const left = known.patience.reading - known.since(`revealed ${roundId}`);
    return left > 0 ? { kind: 'wait', ms: left } : { kind: 'open', itemId };
  }
  const left = talkLeft(view, roundId, known);
  if (left > 0) return { kind: 'wait', ms: left };
  const isSplit = (entry.split?.dimensions.length ?? 0) > 0;
  const rounds = liveRounds(view, itemId);
  if (isSplit && rounds < ROUNDS_BEFORE_RULING) return { kind: 'open', itemId };
  if (known.isPrepared(itemId) && rounds >= ROUNDS_BEFORE_RULING) return { kind: 'rule', itemId, roundId };
  return isSplit ? { kind: 'park', itemId } : { kind: 'go-on', itemId };
}

function stepOn(view: LiveView, entry: AgendaItemView, known: Knowledge): Step {
  const { round, itemId } = entry;
  if (!round) return { kind: 'open', itemId };
  switch (round.phase) {
    case 'open':
      return whileOpen(view, round.id, known);
    case 'closed':
      return { kind: 'reveal', roundId: round.id, evenIfMissing: false };
    case 'revealed':
      return afterReveal(view, entry, round.id, known);
  }
}

function beforeStart(view: LiveView, known: Knowledge): Step {
  const left = known.patience.gather - known.since('lobby');
  return left > 0 && voters(view).length < known.quorum ? { kind: 'wait', ms: left } : { kind: 'start' };
}

/** The step that the meeting is due for, by nothing but what is to be seen: it may have been moved on by somebody else. */
export function nextStep(view: LiveView, known: Knowledge): Step {
  const { session, agenda } = view.shared;
  if (!session || !agenda || session.phase === 'ended') return FOR_EVER;
  if (session.chair === null) return { kind: 'take-chair' };
  // Somebody took over: the meeting is theirs until they hand it back.
  if (session.chair.personId !== view.own.me?.personId) return FOR_EVER;
  if (session.phase === 'lobby') return beforeStart(view, known);
  const entry = agenda.find(
    ({ itemId, state, ruling }) => state === 'listed' && ruling === null && !known.isDone(itemId),
  );
  return entry ? stepOn(view, entry, known) : { kind: 'end' };
}
