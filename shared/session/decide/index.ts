import { assertNever } from '#shared/must.ts';
import type { Command } from '../commands.ts';
import type { Session } from '../state.ts';
import * as agenda from './agenda.ts';
import type { Context, Decision } from './context.ts';
import * as room from './room.ts';
import * as rounds from './rounds.ts';
import * as ruling from './ruling.ts';
import * as talk from './talk.ts';
import * as timer from './timer.ts';

export type { Asker, Context, Decision } from './context.ts';

/** What may happen: the events a command leads to, or the refusal it earns. Changes nothing. */
export function decide(session: Session, command: Command, context: Context): Decision {
  switch (command.type) {
    case 'enter':
      return room.enter(session, context);
    case 'takeSeat':
      return room.takeSeat(session, command, context);
    case 'setPolicy':
      return room.setPolicy(session, command, context);
    case 'start':
      return room.start(session, context);
    case 'end':
      return room.end(session, context);
    case 'takeChair':
      return room.takeChair(session, context);
    case 'handOverChair':
      return room.handOverChair(session, command, context);
    case 'raiseHand':
      return room.raiseHand(session, command, context);
    case 'setReady':
      return room.setReady(session, command, context);
    case 'listItems':
      return agenda.listItems(session, command, context);
    case 'moveItem':
      return agenda.moveItem(session, command, context);
    case 'unlistItem':
      return agenda.unlistItem(session, command, context);
    case 'parkItem':
      return agenda.parkItem(session, command, context);
    case 'skipItem':
      return agenda.skipItem(session, command, context);
    case 'takeUpItem':
      return agenda.takeUpItem(session, command, context);
    case 'focus':
      return agenda.focus(session, command, context);
    case 'openRounds':
      return rounds.openRounds(session, command, context);
    case 'excuse':
      return rounds.excuse(session, command, context);
    case 'castBallot':
      return rounds.castBallot(session, command, context);
    case 'closeRounds':
      return rounds.closeRounds(session, command, context);
    case 'revealRounds':
      return rounds.revealRounds(session, command, context);
    case 'startTimer':
      return timer.startTimer(session, command, context);
    case 'extendTimer':
      return timer.extendTimer(session, command, context);
    case 'pauseTimer':
      return timer.pauseTimer(session, context);
    case 'resumeTimer':
      return timer.resumeTimer(session, context);
    case 'stopTimer':
      return timer.stopTimer(session, context);
    case 'comment':
      return talk.comment(session, command, context);
    case 'rule':
      return ruling.rule(session, command, context);
    case 'dissent':
      return ruling.dissent(session, command, context);
    default:
      return assertNever(command);
  }
}
