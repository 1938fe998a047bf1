import type { Keep } from '#lib/session/keep.ts';
import type { KeptScope } from './kept-draft.ts';

const keyOf = ({ projectId, personId }: KeptScope) => `touchstone/read/${projectId}/${personId}`;

/** The newest version that this person has opened in this browser; null when none. */
export function lastRead(keep: Keep, scope: KeptScope): number | null {
  const number = Number(keep.read(keyOf(scope)) ?? Number.NaN);
  return Number.isInteger(number) && number > 0 ? number : null;
}

/** Remembers that this version was opened; an older one than before changes nothing. */
export function noteRead(keep: Keep, scope: KeptScope, version: number): void {
  if (version > (lastRead(keep, scope) ?? 0)) keep.write(keyOf(scope), String(version));
}
