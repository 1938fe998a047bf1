import { must } from '#shared/must.ts';
import type { ItemId, PersonId, RoundId } from '#shared/ids.ts';
import type { AgendaEntry, RevealedRound, Round, Ruling, Session } from './state.ts';

/* Questions about a session's state that several rules ask. */

const roundsOf = (session: Session, itemId: ItemId): Round[] =>
  (session.roundsOf[itemId] ?? []).map((id) => must(session.rounds[id], 'round'));

export const latestRound = (session: Session, itemId: ItemId): Round | undefined =>
  roundsOf(session, itemId).at(-1);

export const isRevealed = (round: Round): round is RevealedRound => round.phase === 'revealed';

export const revealedRounds = (session: Session, itemId: ItemId): RevealedRound[] =>
  roundsOf(session, itemId).filter(isRevealed);

export const agendaEntry = (session: Session, itemId: ItemId): AgendaEntry | undefined =>
  session.agenda.find((entry) => entry.itemId === itemId);

/** People whose answer the round waits for: expected, not excused, not answered. */
export const missingFrom = (round: Round): PersonId[] =>
  round.expected.filter((id) => !(id in round.ballots) && !round.excused.includes(id));

/** How many rounds opened ahead of the meeting wait for this person's answer. */
export const preworkFor = (session: Session, personId: PersonId): number =>
  Object.values(session.rounds).filter(
    (round) => round.mode === 'prework' && round.phase === 'open' && missingFrom(round).includes(personId),
  ).length;

export const stillExpected = (round: Round): PersonId[] =>
  round.expected.filter((id) => !round.excused.includes(id));

/** The rulings on an item, oldest first; the last that none supersedes holds. */
export const rulingsOn = (session: Session, itemId: ItemId): Ruling[] =>
  session.rulings.filter((ruling) => ruling.itemId === itemId);

export const currentRuling = (session: Session, itemId: ItemId): Ruling | undefined =>
  rulingsOn(session, itemId).at(-1);

export const roundById = (session: Session, id: RoundId): Round | undefined => session.rounds[id];
