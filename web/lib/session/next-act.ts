import type { ItemId, RoundId } from '#shared/ids.ts';
import type { Command } from '#shared/session/commands.ts';
import type { AgendaItemView, MePart, PersonView, ProgressView, SessionPart } from '#shared/session/view.ts';
import { counted } from './words.ts';

/** Why an act asks for a second press. */
export interface Caution {
  /** In two words, under the label. */
  readonly short: string;
  /** What the button says after the first press. */
  readonly question: string;
  /** The same aloud. */
  readonly spoken: string;
}

/** What the one big button does now. */
export interface Act {
  readonly label: string;
  /** What it is about, for the line under the label. */
  readonly about: string;
  readonly command: Command;
  readonly caution: Caution | null;
}

export interface ConsoleView {
  readonly session: SessionPart;
  readonly agenda: readonly AgendaItemView[];
  readonly progress: readonly ProgressView[];
  readonly people: readonly PersonView[];
  readonly me: MePart;
  /** The item on this person's screen; null = the lobby. */
  readonly inSight: ItemId | null;
}

const plain = (label: string, about: string, command: Command): Act => ({
  label,
  about,
  command,
  caution: null,
});

const cautionOf = (short: string, question: string, spoken: string): Caution => ({ short, question, spoken });

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

const numbered = (agenda: readonly AgendaItemView[], entry: AgendaItemView) =>
  `${placeOf(agenda, entry.itemId) + 1} · ${entry.title}`;

const NOBODY_SEATED = cautionOf(
  'nobody has a seat',
  'Open it with nobody to answer?',
  'Nobody here has a seat to answer. Press again to open the round all the same.',
);

/** Opens a round for whoever has a seat and is here; with nobody there it asks first. */
function opening(label: string, about: string, entry: AgendaItemView, { people }: ConsoleView): Act {
  const isAnybody = people.some((person) => person.seat === 'voter' && person.connected);
  const command: Command = { type: 'openRounds', itemIds: [entry.itemId], mode: 'live' };
  return { ...plain(label, about, command), caution: isAnybody ? null : NOBODY_SEATED };
}

/** A reveal names its item: it acts on the whole room, and nobody takes it back. */
function revealing(entry: AgendaItemView, view: ConsoleView): Act {
  const { round } = entry;
  const progress = view.progress.find((candidate) => candidate.roundId === round?.id);
  const missing = missingIn(progress);
  const about = round?.mode === 'imported' ? 'Labels made elsewhere' : numbered(view.agenda, entry);
  const command: Command = { type: 'revealRounds', roundIds: round ? [round.id] : [], evenIfMissing: false };
  if (missing === 0) return plain('Reveal', about, command);
  const people = counted(missing, 'person', 'people');
  const caution = cautionOf(
    `${missing} missing`,
    `Reveal without ${people}?`,
    `${counted(missing, 'person has', 'people have')} not answered. Press again to reveal without them.`,
  );
  return { ...plain('Reveal', about, command), caution };
}

function onward(view: ConsoleView): Act {
  const { agenda, session } = view;
  const next = nextItem(agenda, session.focus);
  if (!next) return plain('End the session', 'Every item has been looked at', { type: 'end' });
  const about = numbered(agenda, next);
  if (next.round) return plain('Next item', about, { type: 'focus', itemId: next.itemId });
  const label = session.focus === null ? 'Open the first item' : 'Open the next item';
  return opening(label, about, next, view);
}

const again = (entry: AgendaItemView, number: number, view: ConsoleView): Act =>
  opening(`Open round ${number + 1}`, `Vote again on ${entry.title}`, entry, view);

function onRevealed(view: ConsoleView, entry: AgendaItemView, number: number): Act {
  const isSplit = entry.split !== null && entry.split.dimensions.length > 0;
  const isUnsettled = (isSplit || entry.answers === 0) && entry.ruling === null;
  return isUnsettled && number === 1 ? again(entry, number, view) : onward(view);
}

function onRound(view: ConsoleView, entry: AgendaItemView): Act {
  const { round } = entry;
  if (!round) return opening('Open round 1', numbered(view.agenda, entry), entry, view);
  return round.phase === 'revealed' ? onRevealed(view, entry, round.number) : revealing(entry, view);
}

/** A closed round is not opened again; who is missing is shut out. */
function closing(roundId: RoundId, { progress }: ConsoleView): Act {
  const missing = missingIn(progress.find((candidate) => candidate.roundId === roundId));
  const act = plain('Close', 'Nothing is shown yet', { type: 'closeRounds', roundIds: [roundId] });
  if (missing === 0) return act;
  const caution = cautionOf(
    `${missing} missing`,
    `Close without ${missing}?`,
    `${counted(missing, 'person has', 'people have')} not answered. Press again to close the round without them.`,
  );
  return { ...act, caution };
}

/** The chair looks at another item than the room: before anything is done to the room, it is brought here. */
function onApart({ agenda, session, inSight }: ConsoleView): Act | null {
  const entry = agenda.find((candidate) => candidate.itemId === inSight);
  if (!entry || session.focus === null || inSight === session.focus) return null;
  return plain('Bring the room here', numbered(agenda, entry), { type: 'focus', itemId: entry.itemId });
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
  const apart = onApart(view);
  if (apart) return apart;
  const entry = agenda.find((candidate) => candidate.itemId === session.focus);
  if (!entry || entry.state !== 'listed') return onward(view);
  return onRound(view, entry);
}

/** The act beside the big button: the other thing that a chair may well want now; null when there is none. */
export function sideAct(view: ConsoleView): Act | null {
  const { session, agenda, me } = view;
  const entry = agenda.find((candidate) => candidate.itemId === session.focus);
  if (!me.isChair || session.phase !== 'live' || !entry?.round || onApart(view)) return null;
  const { round } = entry;
  if (round.phase === 'open') return closing(round.id, view);
  if (round.phase === 'closed' || entry.state !== 'listed') return null;
  const main = nextAct(view);
  return main?.command.type === 'openRounds' && main.command.itemIds[0] === entry.itemId
    ? onward(view)
    : again(entry, round.number, view);
}

/** The same act as a second press: done even though somebody is missing. */
export const pressedAgain = (act: Act): Command =>
  act.command.type === 'revealRounds' ? { ...act.command, evenIfMissing: true } : act.command;
