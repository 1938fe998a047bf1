import { roundId as roundIdSchema, type ItemId, type RoundId } from '#shared/ids.ts';
import { must } from '#shared/must.ts';
import { ballotProblems } from '#shared/rubric/ballot-problems.ts';
import { slotsOf } from '#shared/rubric/slots.ts';
import type { CommandOf } from '../commands.ts';
import type { SessionEvent } from '../events.ts';
import { responseOrder } from '../order.ts';
import { agendaEntry, latestRound, missingFrom, roundById } from '../queries.ts';
import { refuse, type Refusal } from '../refusals.ts';
import type { Round, Session } from '../state.ts';
import { asChair, events, mayAsk, participant, type Context, type Decision } from './context.ts';

type Mode = CommandOf<'openRounds'>['mode'];
type Expected = Context['invited'][number];

/** Who a new round waits for: the voters who are here; for pre-work everybody who may vote in the project. */
function expectedNow(session: Session, mode: Mode, context: Context): Expected[] {
  const here = Object.values(session.people).filter(
    (person) => person.seat === 'voter' && context.present.has(person.id),
  );
  if (mode !== 'prework') return here;
  return context.invited.filter(({ id }) => session.people[id]?.seat !== 'watching');
}

function openProblem(session: Session, itemId: ItemId): Refusal['code'] | null {
  const entry = agendaEntry(session, itemId);
  if (!entry) return 'unknown-item';
  if (slotsOf(session.rubric, entry.shape).length === 0) return 'nothing-to-judge';
  const latest = latestRound(session, itemId);
  if (latest?.phase === 'open') return 'round-open';
  return latest?.phase === 'closed' ? 'reveal-first' : null;
}

export const openRounds = (session: Session, command: CommandOf<'openRounds'>, context: Context): Decision =>
  asChair(session, context, () => {
    if (session.phase === 'lobby' && command.mode !== 'prework') return refuse('session-not-live');
    for (const itemId of command.itemIds) {
      const problem = openProblem(session, itemId);
      if (problem) return refuse(problem, { field: 'itemIds' });
    }
    const expected = expectedNow(session, command.mode, context);
    const opened = [...new Set(command.itemIds)].flatMap((itemId) =>
      opening(session, itemId, command.mode, expected, context),
    );
    const first =
      command.mode === 'prework' ? [] : [{ type: 'FocusSet', itemId: must(command.itemIds[0]) } as const];
    return events(...opened, ...first);
  });

function opening(
  session: Session,
  itemId: ItemId,
  mode: Mode,
  people: readonly Expected[],
  context: Context,
): SessionEvent[] {
  const takenUp: SessionEvent[] =
    agendaEntry(session, itemId)?.state === 'listed' ? [] : [{ type: 'ItemTakenUp', itemId }];
  const number = (latestRound(session, itemId)?.number ?? 0) + 1;
  const roundId = roundIdSchema.parse(context.newId());
  const names = Object.fromEntries(people.map((person) => [person.id, person.name]));
  const expected = people.map((person) => person.id);
  return [...takenUp, { type: 'RoundOpened', roundId, itemId, number, mode, expected, names }];
}

/**
 * An answer to a round that is not open any more is kept as its author's note and never counted (law B3); the ack says so. Which
 * of the two it was is decided here, in the log's order, so every acknowledgement matches what the reveal shows.
 */
export function castBallot(session: Session, command: CommandOf<'castBallot'>, context: Context): Decision {
  const self = participant(session, context);
  if (!self) return refuse('not-in-session');
  if (!mayAsk(context, 'session.vote')) return refuse('not-allowed');
  if (self.seat !== 'voter') return refuse('only-watching');
  const round = roundById(session, command.roundId);
  if (!round || round.mode === 'imported') return refuse('unknown-round', { field: 'roundId' });
  const shape = must(agendaEntry(session, round.itemId), 'agenda entry').shape;
  const order = responseOrder(session.shuffleSeed, self.id, round.itemId, shape.responses);
  const cast = { roundId: round.id, personId: self.id, ballot: command.ballot, order };
  if (round.phase !== 'open') return events({ type: 'BallotKeptAsNote', ...cast });
  const [problem] = ballotProblems(session.rubric, shape, command.ballot);
  if (problem) return refuse('invalid-ballot', { field: problem.slot, message: problem.message });
  return events({ type: 'BallotCast', ...cast });
}

export const excuse = (session: Session, command: CommandOf<'excuse'>, context: Context): Decision =>
  asChair(session, context, () => {
    const round = roundById(session, command.roundId);
    if (!round) return refuse('unknown-round', { field: 'roundId' });
    if (round.phase !== 'open') return refuse('round-not-open');
    if (!round.expected.includes(command.personId)) return refuse('unknown-person', { field: 'personId' });
    return events({ type: 'PersonExcused', roundId: round.id, personId: command.personId });
  });

/** The named rounds, or the refusal that one of them earns. */
function roundsNamed(
  session: Session,
  ids: readonly RoundId[],
  problem: (round: Round) => Refusal['code'] | null,
): { rounds: Round[] } | { code: Refusal['code'] } {
  const rounds: Round[] = [];
  for (const id of new Set(ids)) {
    const round = roundById(session, id);
    const code = round ? problem(round) : 'unknown-round';
    if (!round || code) return { code: code ?? 'unknown-round' };
    rounds.push(round);
  }
  return { rounds };
}

export const closeRounds = (
  session: Session,
  command: CommandOf<'closeRounds'>,
  context: Context,
): Decision =>
  asChair(session, context, () => {
    const named = roundsNamed(session, command.roundIds, (round) =>
      round.phase === 'open' ? null : 'round-not-open',
    );
    if ('code' in named) return refuse(named.code, { field: 'roundIds' });
    return events(...named.rounds.map((round) => ({ type: 'RoundClosed', roundId: round.id }) as const));
  });

/** One-way and atomic: all named rounds or none (law B3). With somebody missing it takes a second press. */
export const revealRounds = (
  session: Session,
  command: CommandOf<'revealRounds'>,
  context: Context,
): Decision =>
  asChair(session, context, () => {
    const named = roundsNamed(session, command.roundIds, (round) =>
      round.phase === 'revealed' ? 'already-revealed' : null,
    );
    if ('code' in named) return refuse(named.code, { field: 'roundIds' });
    const count = new Set(named.rounds.flatMap(missingFrom)).size;
    if (count > 0 && !command.evenIfMissing) return refuse('someone-missing', { count });
    return events(...named.rounds.flatMap((round) => revealing(round, context)));
  });

function revealing(round: Round, context: Context): SessionEvent[] {
  const closed: SessionEvent[] = round.phase === 'open' ? [{ type: 'RoundClosed', roundId: round.id }] : [];
  return [...closed, { type: 'RoundRevealed', roundId: round.id, by: context.asker.personId }];
}
