import type { PersonId } from '#shared/ids.ts';
import { distinctTitles } from '#shared/items/distinct-titles.ts';
import { must } from '#shared/must.ts';
import { splitSlotKey, type SlotKey } from '#shared/rubric/slots.ts';
import {
  currentRuling,
  latestRound,
  missingFrom,
  revealedRounds,
  rulingsOn,
  stillExpected,
} from '../queries.ts';
import type { AgendaEntry, RevealedRound, Round, Ruling, Session } from '../state.ts';
import type {
  AgendaItemView,
  MissingView,
  PersonView,
  ProgressView,
  SessionPart,
  SlotSummary,
} from '../view.ts';
import { nameIn } from './names.ts';
import { slotSummaries } from './reveal.ts';

/** Of an item's id, where nothing that is asked tells it from another: a source's own id could name a model (law B6). */
const SHORT_ID = 6;

export type Presence = ReadonlySet<PersonId>;

export function projectSession(session: Session, presence: Presence): SessionPart {
  const { id, projectId, title, code, phase, startedAt, endedAt, pin, policy, focus, timer, chair } = session;
  const inChair = chair && { personId: chair, name: nameIn(session, chair), connected: presence.has(chair) };
  return { id, projectId, title, code, phase, startedAt, endedAt, pin, policy, focus, timer, chair: inChair };
}

export function projectPeople(session: Session, presence: Presence): PersonView[] {
  return Object.values(session.people).map(({ id, name, isGuest, seat, handRaised, isReady }) => ({
    ...{ id, name, isGuest, seat, handRaised, isReady },
    connected: presence.has(id),
  }));
}

const answersIn = (round: Round): number => Object.keys(round.ballots).length;

const dimensionsOf = (summaries: readonly SlotSummary[]): string[] => [
  ...new Set(summaries.map(({ slot }) => splitSlotKey(slot).dimensionId)),
];

/** An irresolvable item keeps its distribution everywhere; a decision says what holds where it has a value (laws R2, R6). */
const isRuledOn = (ruling: Ruling | undefined, slot: SlotKey): boolean =>
  ruling !== undefined && (ruling.verdict === 'irresolvable' || slot in ruling.values);

/** Which dimensions a revealed round splits on. */
function splitIn(session: Session, entry: AgendaEntry, revealed: RevealedRound): AgendaItemView['split'] {
  if (answersIn(revealed) < 2) return null;
  const split = slotSummaries(session, entry.shape, revealed).filter((summary) => summary.isSplit);
  const dimensions = dimensionsOf(split);
  const open = dimensionsOf(
    split.filter(({ slot }) => !isRuledOn(currentRuling(session, entry.itemId), slot)),
  );
  const safety = session.rubric.dimensions.some(
    (dimension) => dimension.safety && dimensions.includes(dimension.id),
  );
  return { dimensions, open, safety };
}

function agendaItem(session: Session, entry: AgendaEntry, title: string): AgendaItemView {
  const { itemId, state, note, carriedFrom } = entry;
  const round = latestRound(session, itemId);
  // An open further round changes nothing of what the last revealed one says.
  const revealed = revealedRounds(session, itemId).at(-1);
  return {
    ...{ itemId, title, state, note, carriedFrom },
    round: round ? { id: round.id, number: round.number, phase: round.phase, mode: round.mode } : null,
    split: revealed ? splitIn(session, entry, revealed) : null,
    answers: revealed ? answersIn(revealed) : null,
    ruling: rulingsOn(session, itemId).at(-1)?.verdict ?? null,
  };
}

/** Titles of the agenda in its order, told apart where they are the same (W2). */
export const agendaTitles = ({ agenda }: Session): string[] =>
  distinctTitles(
    agenda.map(({ title, marks = [], itemId }) => ({ title, marks, id: itemId.slice(0, SHORT_ID) })),
  );

export function projectAgenda(session: Session): AgendaItemView[] {
  const titles = agendaTitles(session);
  return session.agenda.map((entry, at) => agendaItem(session, entry, titles[at] ?? entry.title));
}

const unrevealed = (session: Session) =>
  Object.values(session.rounds).filter((round) => round.phase !== 'revealed');

/** Booleans only, and in an order that does not tell who answered first (law B2). */
function progressOf(session: Session, round: Round): ProgressView {
  const expected = stillExpected(round);
  const answered = Object.keys(round.ballots).toSorted() as PersonId[];
  const extra = answered.filter((id) => !expected.includes(id)).length;
  const { id: roundId, itemId, number, mode, openedAt } = round;
  return {
    ...{ roundId, itemId, number, mode, openedAt },
    phase: round.phase === 'open' ? 'open' : 'closed',
    expected: expected.length,
    answered: answered.length - extra,
    extra,
    ...(session.policy.answeredNames === 'everyone' ? { answeredBy: answered } : {}),
  };
}

export const projectProgress = (session: Session): ProgressView[] =>
  unrevealed(session).map((round) => progressOf(session, round));

/** The projector shows numbers, never who is missing. */
export const projectProgressForRoom = (session: Session): ProgressView[] =>
  projectProgress(session).map(({ answeredBy: _answeredBy, ...numbers }) => numbers);

function missingOf(session: Session, round: Round, presence: Presence): MissingView {
  const named = (personId: PersonId) => ({ personId, name: nameIn(session, personId, round) });
  return {
    roundId: round.id,
    answered: (Object.keys(round.ballots) as PersonId[]).toSorted().map(named),
    missing: missingFrom(round).map((id) => ({ ...named(id), connected: presence.has(id) })),
    excused: round.excused.map(named),
  };
}

export const projectMissing = (session: Session, presence: Presence): MissingView[] =>
  unrevealed(session)
    .filter((round) => round.mode !== 'imported')
    .map((round) => missingOf(session, round, presence));

export const entryOf = (session: Session, itemId: string): AgendaEntry =>
  must(
    session.agenda.find((entry) => entry.itemId === itemId),
    'agenda entry',
  );
