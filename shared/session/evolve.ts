import type { ItemId, PersonId, RoundId } from '#shared/ids.ts';
import { assertNever, must } from '#shared/must.ts';
import type { Logged, SessionEvent } from './events.ts';
import type { CastBallot, LateBallot, OpenRound, Participant, Round, Session } from './state.ts';

type EventOf<T extends SessionEvent['type']> = Extract<SessionEvent, { type: T }>;

function created(event: EventOf<'SessionCreated'>, at: number): Session {
  const { type: _type, ...facts } = event;
  return {
    ...facts,
    phase: 'lobby',
    createdAt: at,
    startedAt: null,
    endedAt: null,
    chair: null,
    chairs: [],
    people: {},
    agenda: [],
    rounds: {},
    roundsOf: {},
    rulings: [],
    comments: [],
    focus: null,
    timer: null,
  };
}

const withPerson = (session: Session, id: PersonId, change: Partial<Participant>): Session => {
  const person = must(session.people[id], 'participant');
  return { ...session, people: { ...session.people, [id]: { ...person, ...change } } };
};

const withRound = (session: Session, id: RoundId, change: (round: Round) => Round): Session => ({
  ...session,
  rounds: { ...session.rounds, [id]: change(must(session.rounds[id], 'round')) },
});

const withEntryState = (
  session: Session,
  itemId: ItemId,
  state: 'listed' | 'parked' | 'skipped',
  note = '',
): Session => ({
  ...session,
  agenda: session.agenda.map((entry) => (entry.itemId === itemId ? { ...entry, state, note } : entry)),
});

function personEntered(session: Session, event: EventOf<'PersonEntered'>, at: number): Session {
  const { personId: id, name, isGuest, seat } = event;
  const person: Participant = { id, name, isGuest, seat, joinedAt: at, handRaised: false, isReady: false };
  return { ...session, people: { ...session.people, [id]: person } };
}

function roundOpened(session: Session, event: EventOf<'RoundOpened'>, at: number): Session {
  const { roundId: id, itemId, number, mode, expected, names } = event;
  const facts = {
    id,
    itemId,
    number,
    mode,
    expected,
    names,
    openedAt: at,
    excused: [],
    ballots: {},
    late: [],
  };
  const round: OpenRound = { phase: 'open', ...facts };
  const people = Object.fromEntries(
    Object.entries(session.people).map(([key, person]) => [key, { ...person, isReady: false }]),
  );
  return { ...withNewRound(session, round), people, timer: stillRunning(session.timer, at) };
}

/** One that has run out belonged to what was done before (law S9). */
const stillRunning = (timer: Session['timer'], at: number): Session['timer'] =>
  timer?.kind === 'running' && timer.endsAt <= at ? null : timer;

const withNewRound = (session: Session, round: Round): Session => ({
  ...session,
  rounds: { ...session.rounds, [round.id]: round },
  roundsOf: { ...session.roundsOf, [round.itemId]: [...(session.roundsOf[round.itemId] ?? []), round.id] },
});

function roundImported(session: Session, event: EventOf<'RoundImported'>, at: number): Session {
  const { roundId: id, itemId, ballots } = event;
  return withNewRound(session, {
    phase: 'closed',
    id,
    itemId,
    number: 1,
    mode: 'imported',
    openedAt: at,
    closedAt: at,
    expected: ballots.map((entry) => entry.personId),
    excused: [],
    late: [],
    names: Object.fromEntries(ballots.map((entry) => [entry.personId, entry.name])),
    ballots: Object.fromEntries(
      ballots.map(({ personId, ballot }) => [personId, { ballot, order: [], castAt: at, revision: 1 }]),
    ),
  });
}

function ballotCast(session: Session, event: EventOf<'BallotCast'>, at: number): Session {
  const { personId, ballot, order } = event;
  return withRound(session, event.roundId, (round) => {
    const revision = (round.ballots[personId]?.revision ?? 0) + 1;
    const cast: CastBallot = { ballot, order, castAt: at, revision };
    return { ...round, ballots: { ...round.ballots, [personId]: cast } };
  });
}

function ballotKeptAsNote(session: Session, event: EventOf<'BallotKeptAsNote'>, at: number): Session {
  const { personId, ballot, order } = event;
  const late: LateBallot = { personId, ballot, order, castAt: at, revision: 1 };
  return withRound(session, event.roundId, (round) => ({ ...round, late: [...round.late, late] }));
}

const roundClosed = (session: Session, event: EventOf<'RoundClosed'>, at: number): Session =>
  withRound(session, event.roundId, (round) => ({ ...round, phase: 'closed', closedAt: at }));

const roundRevealed = (session: Session, event: EventOf<'RoundRevealed'>, at: number): Session =>
  withRound(session, event.roundId, (round) => ({
    ...round,
    phase: 'revealed',
    closedAt: round.phase === 'open' ? at : round.closedAt,
    revealedAt: at,
    revealedBy: event.by,
  }));

const chairTaken = (
  session: Session,
  { personId, handedOver }: EventOf<'ChairTaken'>,
  at: number,
): Session => ({
  ...session,
  chair: personId,
  chairs: [...session.chairs, { personId, at, handedOver }],
});

function itemMoved(session: Session, event: EventOf<'ItemMoved'>): Session {
  const entry = must(
    session.agenda.find((listed) => listed.itemId === event.itemId),
    'agenda entry',
  );
  const rest = session.agenda.filter((listed) => listed !== entry);
  return { ...session, agenda: rest.toSpliced(event.toIndex, 0, entry) };
}

const dissentRecorded = (session: Session, event: EventOf<'DissentRecorded'>, at: number): Session => ({
  ...session,
  rulings: session.rulings.map((ruling) =>
    ruling.id === event.rulingId
      ? { ...ruling, dissents: [...ruling.dissents, { personId: event.personId, reason: event.reason, at }] }
      : ruling,
  ),
});

/** What one event means: the next state. Never refuses; an event that `decide` made always fits. */
export function evolve(session: Session | null, { event, at }: Omit<Logged, 'seq'>): Session {
  if (event.type === 'SessionCreated') return created(event, at);
  const state = must(session, 'session before its first event');
  switch (event.type) {
    case 'PolicySet':
      return { ...state, policy: event.policy };
    case 'SessionStarted':
      return { ...state, phase: 'live', startedAt: at };
    case 'SessionEnded':
      return { ...state, phase: 'ended', endedAt: at };
    case 'PersonEntered':
      return personEntered(state, event, at);
    case 'SeatTaken':
      return withPerson(state, event.personId, { seat: event.seat });
    case 'HandRaised':
      return withPerson(state, event.personId, { handRaised: event.raised });
    case 'ReadySet':
      return withPerson(state, event.personId, { isReady: event.ready });
    case 'ChairTaken':
      return chairTaken(state, event, at);
    case 'ItemsListed':
      return { ...state, agenda: [...state.agenda, ...event.entries] };
    case 'ItemMoved':
      return itemMoved(state, event);
    case 'ItemUnlisted':
      return { ...state, agenda: state.agenda.filter((entry) => entry.itemId !== event.itemId) };
    case 'ItemParked':
      return withEntryState(state, event.itemId, 'parked', event.note);
    case 'ItemSkipped':
      return withEntryState(state, event.itemId, 'skipped');
    case 'ItemTakenUp':
      return withEntryState(state, event.itemId, 'listed');
    case 'FocusSet':
      return { ...state, focus: event.itemId };
    case 'RoundOpened':
      return roundOpened(state, event, at);
    case 'RoundImported':
      return roundImported(state, event, at);
    case 'PersonExcused':
      return withRound(state, event.roundId, (round) => ({
        ...round,
        excused: [...round.excused, event.personId],
      }));
    case 'BallotCast':
      return ballotCast(state, event, at);
    case 'BallotKeptAsNote':
      return ballotKeptAsNote(state, event, at);
    case 'RoundClosed':
      return roundClosed(state, event, at);
    case 'RoundRevealed':
      return roundRevealed(state, event, at);
    case 'CommentMade':
      return { ...state, comments: [...state.comments, { ...event.comment, at }] };
    case 'RulingMade':
      return { ...state, rulings: [...state.rulings, { ...event.ruling, madeAt: at, dissents: [] }] };
    case 'DissentRecorded':
      return dissentRecorded(state, event, at);
    case 'TimerStarted':
      return { ...state, timer: { kind: 'running', endsAt: event.endsAt } };
    case 'TimerPaused':
      return { ...state, timer: { kind: 'paused', remainingMs: event.remainingMs } };
    case 'TimerStopped':
      return { ...state, timer: null };
    default:
      return assertNever(event);
  }
}

/** The state that a log leads to; null for an empty log. */
export const replay = (log: readonly Omit<Logged, 'seq'>[]): Session | null =>
  log.reduce<Session | null>((state, entry) => evolve(state, entry), null);
