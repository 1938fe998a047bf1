import type { Session } from '../state.ts';
import type { SharedKey } from '../view.ts';

export const itemKey = (itemId: string) => `item:${itemId}` as const;

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
