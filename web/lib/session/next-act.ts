import type { ItemId } from '#shared/ids.ts';
import type { Command } from '#shared/session/commands.ts';
import type { AgendaItemView, MePart, ProgressView, SessionPart } from '#shared/session/view.ts';

/** What the one big button does now. */
export interface Act {
  readonly label: string;
  /** What it is about, for the line under the label. */
  readonly about: string;
  readonly command: Command;
  /** People without whom it would be done; above zero it takes a second press. */
  readonly missing: number;
}

export interface ConsoleView {
  readonly session: SessionPart;
  readonly agenda: readonly AgendaItemView[];
  readonly progress: readonly ProgressView[];
  readonly me: MePart;
}

const plain = (label: string, about: string, command: Command): Act => ({
  label,
  about,
  command,
  missing: 0,
});

export const missingIn = (progress: ProgressView | undefined): number =>
  progress ? Math.max(0, progress.expected - progress.answered) : 0;

const placeOf = (agenda: readonly AgendaItemView[], itemId: ItemId) =>
  agenda.findIndex((entry) => entry.itemId === itemId);

/** An item that the meeting has still to look at. */
const isAhead = (entry: AgendaItemView) =>
  entry.state === 'listed' && entry.ruling === null && entry.round?.phase !== 'revealed';

/** The next item to take up: after the focus, then from the start; null when every item has been looked at. */
export function nextItem(agenda: readonly AgendaItemView[], focus: ItemId | null): AgendaItemView | null {
  const start = focus === null ? 0 : placeOf(agenda, focus) + 1;
  const around = [...agenda.slice(start), ...agenda.slice(0, start)];
  return around.find((entry) => isAhead(entry) && entry.itemId !== focus) ?? null;
}

const open = (entry: AgendaItemView): Command => ({
  type: 'openRounds',
  itemIds: [entry.itemId],
  mode: 'live',
});

function onward({ agenda, session }: ConsoleView): Act {
  const next = nextItem(agenda, session.focus);
  if (!next) return plain('End the session', 'Every item has been looked at', { type: 'end' });
  const about = `${placeOf(agenda, next.itemId) + 1} · ${next.title}`;
  if (next.round) return plain('Next item', about, { type: 'focus', itemId: next.itemId });
  return plain(session.focus === null ? 'Open the first item' : 'Open the next item', about, open(next));
}

function onRevealed(view: ConsoleView, entry: AgendaItemView, number: number): Act {
  const isUnsettled = entry.split !== null && entry.split.dimensions.length > 0 && entry.ruling === null;
  return isUnsettled && number === 1
    ? plain(`Open round ${number + 1}`, `Vote again on ${entry.title}`, open(entry))
    : onward(view);
}

function onRound(view: ConsoleView, entry: AgendaItemView): Act {
  const { round } = entry;
  if (!round) return plain('Open round 1', entry.title, open(entry));
  const progress = view.progress.find((candidate) => candidate.roundId === round.id);
  const reveal: Command = { type: 'revealRounds', roundIds: [round.id], evenIfMissing: false };
  switch (round.phase) {
    case 'open':
      return { ...plain('Reveal', entry.title, reveal), missing: missingIn(progress) };
    case 'closed':
      return plain('Reveal', round.mode === 'imported' ? 'Labels made elsewhere' : entry.title, reveal);
    case 'revealed':
      return onRevealed(view, entry, round.number);
  }
}

/** The act that moves the meeting on; null when there is nothing for this person to do. */
export function nextAct(view: ConsoleView): Act | null {
  const { session, agenda, me } = view;
  if (session.phase === 'ended' || !me.abilities.includes('session.facilitate')) return null;
  if (!me.isChair)
    return plain('Take the chair', session.chair ? `${session.chair.name} has it` : 'It is free', {
      type: 'takeChair',
    });
  if (session.phase === 'lobby')
    return plain('Start the session', `${agenda.length} items`, { type: 'start' });
  const entry = agenda.find((candidate) => candidate.itemId === session.focus);
  if (!entry || entry.state !== 'listed') return onward(view);
  return onRound(view, entry);
}

/** The act beside the big button: the other thing that a chair may well want now; null when there is none. */
export function sideAct(view: ConsoleView): Act | null {
  const { session, agenda, me } = view;
  const entry = agenda.find((candidate) => candidate.itemId === session.focus);
  if (!me.isChair || session.phase !== 'live' || !entry?.round) return null;
  const { round } = entry;
  if (round.phase === 'open')
    return plain('Close', 'Nothing is shown yet', { type: 'closeRounds', roundIds: [round.id] });
  if (round.phase === 'closed' || entry.state !== 'listed') return null;
  const main = nextAct(view);
  return main?.command.type === 'openRounds' && main.command.itemIds[0] === entry.itemId
    ? onward(view)
    : plain(`Open round ${round.number + 1}`, `Vote again on ${entry.title}`, open(entry));
}

/** The same act as a second press: done even though somebody is missing. */
export const pressedAgain = (act: Act): Command =>
  act.command.type === 'revealRounds' ? { ...act.command, evenIfMissing: true } : act.command;
