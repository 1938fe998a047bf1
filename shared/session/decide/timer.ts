import type { CommandOf } from '../commands.ts';
import { refuse } from '../refusals.ts';
import type { Session } from '../state.ts';
import { asChair, events, type Context, type Decision } from './context.ts';

/** What is left of the timer; never below zero, whatever clocks do. */
function remainingMs(session: Session, at: number): number {
  const { timer } = session;
  if (!timer) return 0;
  return Math.max(0, timer.kind === 'running' ? timer.endsAt - at : timer.remainingMs);
}

export const startTimer = (session: Session, command: CommandOf<'startTimer'>, context: Context): Decision =>
  asChair(session, context, () => events({ type: 'TimerStarted', endsAt: context.at + command.durationMs }));

const withTimer = (session: Session, context: Context, decide: (leftMs: number) => Decision): Decision =>
  asChair(session, context, () =>
    session.timer ? decide(remainingMs(session, context.at)) : refuse('no-timer'),
  );

export const extendTimer = (
  session: Session,
  command: CommandOf<'extendTimer'>,
  context: Context,
): Decision =>
  withTimer(session, context, (leftMs) =>
    session.timer?.kind === 'paused'
      ? events({ type: 'TimerPaused', remainingMs: leftMs + command.byMs })
      : events({ type: 'TimerStarted', endsAt: context.at + leftMs + command.byMs }),
  );

export const pauseTimer = (session: Session, context: Context): Decision =>
  withTimer(session, context, (leftMs) => events({ type: 'TimerPaused', remainingMs: leftMs }));

export const resumeTimer = (session: Session, context: Context): Decision =>
  withTimer(session, context, (leftMs) => events({ type: 'TimerStarted', endsAt: context.at + leftMs }));

export const stopTimer = (session: Session, context: Context): Decision =>
  withTimer(session, context, () => events({ type: 'TimerStopped' }));
