import { refuse } from '../refusals.ts';
import type { CommandOf } from '../commands.ts';
import type { Seat, Session } from '../state.ts';
import { asChair, asMember, events, mayAsk, participant, type Context, type Decision } from './context.ts';

/** Whoever may take the chair starts out watching: a facilitator who only runs the meeting is not waited for. */
function firstSeat(context: Context): Seat {
  const votes = mayAsk(context, 'session.vote') && !mayAsk(context, 'session.facilitate');
  return votes ? 'voter' : 'watching';
}

export function enter(session: Session, context: Context): Decision {
  if (!mayAsk(context, 'session.view')) return refuse('not-allowed');
  if (participant(session, context)) return events();
  const { personId, name, isGuest } = context.asker;
  return events({ type: 'PersonEntered', personId, name, isGuest, seat: firstSeat(context) });
}

export function takeSeat(session: Session, command: CommandOf<'takeSeat'>, context: Context): Decision {
  const self = participant(session, context);
  if (!self) return refuse('not-in-session');
  if (command.seat === 'voter' && !mayAsk(context, 'session.vote')) return refuse('not-allowed');
  return self.seat === command.seat
    ? events()
    : events({ type: 'SeatTaken', personId: self.id, seat: command.seat });
}

export function setPolicy(session: Session, command: CommandOf<'setPolicy'>, context: Context): Decision {
  return asChair(session, context, () =>
    Object.keys(session.rounds).length > 0
      ? refuse('policy-fixed')
      : events({ type: 'PolicySet', policy: command.policy }),
  );
}

export const start = (session: Session, context: Context): Decision =>
  asChair(session, context, () =>
    session.phase === 'lobby' ? events({ type: 'SessionStarted' }) : events(),
  );

/** Ending leaves no round open: what is open is closed, never revealed. */
export const end = (session: Session, context: Context): Decision =>
  asChair(session, context, () =>
    events(
      ...Object.values(session.rounds)
        .filter((round) => round.phase === 'open')
        .map((round) => ({ type: 'RoundClosed', roundId: round.id }) as const),
      { type: 'TimerStopped' },
      { type: 'SessionEnded' },
    ),
  );

/** Anybody who may facilitate can take the chair in one tap: the facilitator's laptop may have died mid-round. */
export function takeChair(session: Session, context: Context): Decision {
  const self = participant(session, context);
  if (!self) return refuse('not-in-session');
  if (!mayAsk(context, 'session.facilitate')) return refuse('not-allowed');
  if (session.phase === 'ended') return refuse('session-ended');
  if (session.chair === self.id) return events();
  return events({ type: 'ChairTaken', personId: self.id, from: session.chair, handedOver: false });
}

/** A chair that nobody can use would stop the meeting, so it only goes to somebody who may facilitate now. */
export const handOverChair = (
  session: Session,
  command: CommandOf<'handOverChair'>,
  context: Context,
): Decision =>
  asChair(session, context, () => {
    if (!session.people[command.to]) return refuse('unknown-person', { field: 'to' });
    if (!context.leaders.includes(command.to)) return refuse('may-not-lead', { field: 'to' });
    return events({ type: 'ChairTaken', personId: command.to, from: session.chair, handedOver: true });
  });

export const raiseHand = (session: Session, command: CommandOf<'raiseHand'>, context: Context): Decision =>
  asMember(session, context, (self) =>
    events({ type: 'HandRaised', personId: self.id, raised: command.raised }),
  );

export const setReady = (session: Session, command: CommandOf<'setReady'>, context: Context): Decision =>
  asMember(session, context, (self) => events({ type: 'ReadySet', personId: self.id, ready: command.ready }));
