import type { Action } from '#shared/access/policy.ts';

/** A page of the project's navigation. */
export interface Place {
  readonly label: string;
  readonly path: string;
  readonly needs: Action;
}

const PLACES: readonly Place[] = [
  { label: 'Overview', path: '', needs: 'project.view' },
  { label: 'Items', path: '/items', needs: 'items.view' },
  { label: 'Guideline', path: '/guideline', needs: 'guideline.view' },
  { label: 'Versions', path: '/versions', needs: 'guideline.view' },
  { label: 'Agreement', path: '/agreement', needs: 'agreement.view' },
  { label: 'My calibration', path: '/me', needs: 'project.view' },
  { label: 'People', path: '/people', needs: 'people.view' },
  { label: 'Settings', path: '/settings', needs: 'project.manage' },
  { label: 'Audit', path: '/audit', needs: 'audit.view' },
];

/** The places that these abilities open. */
export const placesFor = (abilities: readonly Action[]): Place[] =>
  PLACES.filter((place) => abilities.includes(place.needs));

/** Pages that are reached from a place and have none of their own. */
const BELOW: Readonly<Record<string, string>> = {
  '/import': '/items',
  '/edge-cases': '/guideline',
  '/compare': '/versions',
};

/** The place that a path (below the project) belongs to: the longest that it starts with. */
export function placeOf(pathBelow: string): string {
  const fitting = PLACES.filter(
    ({ path }) => pathBelow === path || (path !== '' && pathBelow.startsWith(`${path}/`)),
  );
  return (
    fitting.at(-1)?.path ?? Object.entries(BELOW).find(([start]) => pathBelow.startsWith(start))?.[1] ?? ''
  );
}
