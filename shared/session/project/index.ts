import { agreementParts } from '../agreement.ts';
import type { Session } from '../state.ts';
import type { Audience, ItemPart, SharedKey, SharedParts } from '../view.ts';
import { sharedKeys } from './keys.ts';
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
export { sharedKeys } from './keys.ts';
export { projectOwn } from './own.ts';
export { ownTouchedBy, partsTouchedBy, type OwnTouched } from './touched.ts';

/*
 * The only exit. Whatever the server sends about a session, over whichever transport, is built here; what is not projected
 * cannot leak (laws B1, B2, B4).
 */

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

/** Everything an audience may see. */
export function projectShared(session: Session, audience: Audience, presence: Presence): SharedParts {
  const parts = sharedKeys(session).flatMap((key) => {
    const part = projectPart(session, audience, presence, key);
    return part === undefined ? [] : [[key, part] as const];
  });
  return Object.fromEntries(parts) as unknown as SharedParts;
}

/** Whether two audiences may get this part with different contents. */
export const variesByAudience = (key: SharedKey): boolean => key === 'progress' || key === 'missing';
