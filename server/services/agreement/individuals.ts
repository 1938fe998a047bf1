import type { PersonRef } from '#shared/protocol/http/agreement-detail.ts';
import type { RatedLabel } from '../../repositories/agreement-labels.ts';
import type { Facts } from './facts.ts';
import { personKey } from './labels.ts';

const IMPORT_PREFIX = 'import:';

/** Sessions whose policy forbids to tie one answer of a person to another (law B4). */
export const anonymousSessions = ({ meetings }: Facts): ReadonlySet<string> =>
  new Set(meetings.filter(({ anonymity }) => anonymity === 'anonymous').map(({ id }) => id));

/** Somebody by their key; null for somebody of an anonymous session, or nobody at all. */
export function individual(facts: Facts, key: string): PersonRef | null {
  if (key.startsWith(IMPORT_PREFIX)) return { key, name: key.slice(IMPORT_PREFIX.length), kind: 'imported' };
  const known = Object.hasOwn(facts.people, key) ? facts.people[key] : undefined;
  return known ? { key, name: known.name, kind: known.kind } : null;
}

export interface Cast {
  /** Who may be shown one by one: of those with the most labels, by name. */
  readonly shown: readonly PersonRef[];
  readonly notShown: number;
  readonly anonymous: number;
}

const KINDS: readonly PersonRef['kind'][] = ['member', 'former', 'guest', 'handle', 'imported'];

/** Those who can have met stand together, and among them everybody by name. */
function sortKey({ people }: Facts, { key, name, kind }: PersonRef): string {
  const session = Object.hasOwn(people, key) ? (people[key]?.session ?? '') : '';
  return [KINDS.indexOf(kind), session, name, key].join('\u0001');
}

/** The people behind labels. More than `most` would be a wall and not a table, so those with fewer labels are left out and counted. */
export function castOf(facts: Facts, labels: readonly RatedLabel[], most: number): Cast {
  const counts = new Map<string, number>();
  for (const label of labels) {
    const key = personKey(label);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const keys = [...counts].toSorted((a, b) => b[1] - a[1]).map(([key]) => key);
  const known = keys.map((key) => individual(facts, key)).filter((person) => person !== null);
  const shown = known.slice(0, most).map((person) => ({ person, by: sortKey(facts, person) }));
  return {
    shown: shown
      .toSorted((a, b) => a.by.localeCompare(b.by, 'en', { numeric: true }))
      .map(({ person }) => person),
    notShown: Math.max(0, known.length - most),
    anonymous: keys.length - known.length,
  };
}
