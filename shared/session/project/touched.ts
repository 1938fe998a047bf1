import type { PersonId, RoundId } from '#shared/ids.ts';
import type { SessionEvent } from '../events.ts';
import type { Session } from '../state.ts';
import type { OwnKey, SharedKey } from '../view.ts';
import { itemKey, sharedKeys } from './keys.ts';

/*
 * Which parts of a view an event can change: hints that spare work in a large room or a long session, never rules about who may see
 * what. A test checks that nothing outside the hints changes (law P3).
 */

/** The shared parts that an event can change. */
export function partsTouchedBy(event: SessionEvent, session: Session): readonly SharedKey[] {
  switch (event.type) {
    case 'BallotCast':
    case 'PersonExcused':
      return ['progress', 'missing'];
    case 'BallotKeptAsNote':
      return roundItem(session, event.roundId).filter(
        () => session.rounds[event.roundId]?.phase === 'revealed',
      );
    case 'RoundOpened':
      return ['session', 'agenda', 'progress', 'missing', 'people'];
    case 'RoundClosed':
      return ['agenda', 'progress', 'missing', 'people'];
    case 'RoundRevealed':
      return [...roundItem(session, event.roundId), 'agenda', 'progress', 'missing', 'agreement'];
    case 'RulingMade':
      return [itemKey(event.ruling.itemId), 'agenda'];
    case 'HandRaised':
    case 'ReadySet':
    case 'SeatTaken':
      return ['people'];
    case 'TimerStarted':
    case 'TimerPaused':
    case 'TimerStopped':
    case 'FocusSet':
      return ['session'];
    case 'CommentMade':
      return [itemKey(event.comment.itemId)];
    case 'PersonEntered':
      return ['people', 'session', 'missing'];
    default:
      return sharedKeys(session);
  }
}

const roundItem = (session: Session, id: RoundId): SharedKey[] => {
  const round = session.rounds[id];
  return round ? [itemKey(round.itemId)] : [];
};

/** Whose own parts an event can change, and which. */
export interface OwnTouched {
  readonly whose: PersonId | 'everybody';
  readonly keys: readonly OwnKey[] | 'all';
}

/** The own parts that an event can change; null when it changes nobody's. */
export function ownTouchedBy(event: SessionEvent): OwnTouched | null {
  switch (event.type) {
    case 'BallotCast':
    case 'BallotKeptAsNote':
    case 'PersonExcused':
      return { whose: event.personId, keys: [`mine:${event.roundId}`] };
    case 'RoundOpened':
      return { whose: 'everybody', keys: [`mine:${event.roundId}`] };
    case 'SeatTaken':
      return { whose: event.personId, keys: ['me'] };
    case 'PersonEntered':
      return { whose: event.personId, keys: 'all' };
    case 'ChairTaken':
    case 'PolicySet':
      return { whose: 'everybody', keys: ['me'] };
    default:
      return null;
  }
}
