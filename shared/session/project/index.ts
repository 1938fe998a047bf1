import { agreementParts } from '../agreement.ts';
import type { PersonId, RoundId } from '#shared/ids.ts';
import type { SessionEvent } from '../events.ts';
import type { Session } from '../state.ts';
import type { Audience, ItemPart, SharedKey, SharedParts } from '../view.ts';
import { projectItem } from './reveal.ts';
import {
  entryOf,
  projectAgenda,
  projectMissing,
  projectPeople,
  projectProgress,
  projectProgressForRoom,
  projectSession,
  type Presence,
} from './shared.ts';

export type { Presence } from './shared.ts';
export { projectOwn } from './own.ts';

/*
 * The only exit. Whatever the server sends about a session, over whichever transport, is built here; what is not projected
 * cannot leak (laws B1, B2, B4).
 */

const itemKey = (itemId: string) => `item:${itemId}` as const;

/** One shared part; undefined when this audience has no such part. */
export function projectPart(
  session: Session,
  audience: Audience,
  presence: Presence,
  key: SharedKey,
): SharedParts[SharedKey] | undefined {
  switch (key) {
    case 'session':
      return projectSession(session, presence);
    case 'rubric':
      return session.rubric;
    case 'people':
      return projectPeople(session, presence);
    case 'agenda':
      return projectAgenda(session);
    case 'progress':
      return audience === 'projector' ? projectProgressForRoom(session) : projectProgress(session);
    case 'agreement':
      return agreementParts(session);
    case 'missing':
      return audience === 'facilitator' ? projectMissing(session, presence) : undefined;
    default:
      return projectItemPart(session, key);
  }
}

function projectItemPart(session: Session, key: `item:${string}`): ItemPart | undefined {
  const itemId = key.slice('item:'.length);
  return session.agenda.some((entry) => entry.itemId === itemId)
    ? projectItem(session, entryOf(session, itemId))
    : undefined;
}

const FIXED: readonly SharedKey[] = [
  'session',
  'rubric',
  'people',
  'agenda',
  'progress',
  'agreement',
  'missing',
];

/** Keys of every shared part that the session has now. */
export const sharedKeys = (session: Session): SharedKey[] => [
  ...FIXED,
  ...session.agenda.map((entry) => itemKey(entry.itemId)),
];

/** Everything an audience may see. */
export function projectShared(session: Session, audience: Audience, presence: Presence): SharedParts {
  const parts = sharedKeys(session).flatMap((key) => {
    const part = projectPart(session, audience, presence, key);
    return part === undefined ? [] : [[key, part] as const];
  });
  return Object.fromEntries(parts) as unknown as SharedParts;
}

/**
 * The shared parts an event can change: a hint that spares work, never a rule about who may see what. A test checks that nothing
 * outside the hint changes.
 */
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

/** Whether two audiences may get this part with different contents. */
export const variesByAudience = (key: SharedKey): boolean => key === 'progress' || key === 'missing';

/** Whose own parts an event can change: one person's, everybody's, or nobody's. A hint like `partsTouchedBy`. */
export function ownTouchedBy(event: SessionEvent): PersonId | 'everybody' | null {
  switch (event.type) {
    case 'BallotCast':
    case 'BallotKeptAsNote':
    case 'SeatTaken':
    case 'PersonEntered':
      return event.personId;
    case 'RoundOpened':
    case 'ChairTaken':
    case 'PolicySet':
      return 'everybody';
    default:
      return null;
  }
}
