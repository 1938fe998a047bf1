import type { AgreementQuery, ItemsBehindQuery } from '#shared/protocol/http/agreement.ts';

/*
 * The agreement page keeps everything it shows in its address: what is filtered, which dimension is looked at, and what was clicked. So
 * every view can be sent to somebody, and Back goes back.
 */

const FILTERS = ['round', 'source', 'session', 'version', 'task', 'tag', 'group'] as const;
export type FilterName = (typeof FILTERS)[number];
const POINTED = [
  'person',
  'other',
  'first',
  'second',
  'item',
  'in',
  'under',
  'from',
  'vote',
  'page',
] as const;
/** Holds the dimension of what was clicked; its presence opens the panel. */
const OPEN = 'items';

/** What of the page was clicked. `in`, `under`, `from` and `vote` put a session, a version, a source or a side in the place of the filter’s. */
export interface PointedAt {
  readonly dimension: string;
  readonly person?: string;
  readonly other?: string;
  readonly first?: string;
  readonly second?: string;
  readonly item?: string;
  readonly in?: string;
  readonly under?: number;
  readonly from?: string;
  readonly vote?: 'blind' | 'after';
  readonly page?: number;
}

const isIn = <T extends string>(list: readonly T[], text: string | undefined): text is T =>
  list.some((entry) => entry === text);

const ROUNDS = ['blind', 'after'] as const;
const SOURCES = ['all', 'import', 'prework', 'meeting'] as const;

/** An address that was typed by hand may hold anything; what the server would refuse falls away here. */
export function filterOf(params: URLSearchParams): AgreementQuery {
  const text = (name: FilterName) => params.get(name) ?? undefined;
  const [round, source] = [text('round'), text('source')];
  const version = Number(params.get('version'));
  const named = (['session', 'task', 'tag', 'group'] as const).flatMap((name) => {
    const value = params.get(name);
    return value === null || value === '' ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries<string>(named),
    ...(isIn(ROUNDS, round) ? { round } : {}),
    ...(isIn(SOURCES, source) ? { source } : {}),
    ...(Number.isInteger(version) && version > 0 ? { version } : {}),
  };
}

/** How many filters hold beside the round, which is always one of two. */
export const filtersSet = (params: URLSearchParams): number =>
  FILTERS.filter((name) => name !== 'round' && (params.get(name) ?? '') !== '').length;

const address = (params: URLSearchParams): string => `?${params.toString()}`;

function without(params: URLSearchParams, names: readonly string[]): URLSearchParams {
  const rest = new URLSearchParams(params);
  for (const name of names) rest.delete(name);
  return rest;
}

/** The same page with one filter changed; '' takes it off. What was clicked belongs to the old figures and closes. */
export function hrefWith(params: URLSearchParams, name: FilterName, value: string): string {
  const next = without(params, [OPEN, ...POINTED]);
  if (value === '' || (name === 'round' && value === 'blind')) next.delete(name);
  else next.set(name, value);
  return address(next);
}

export const hrefUnfiltered = (params: URLSearchParams): string =>
  address(without(params, [OPEN, ...POINTED, ...FILTERS.filter((name) => name !== 'round')]));

/** The same page looking at another dimension. */
export function hrefOfDimension(params: URLSearchParams, dimension: string): string {
  const next = without(params, [OPEN, ...POINTED]);
  next.set('dimension', dimension);
  return address(next);
}

/** The same page with the items behind something open. */
export function hrefTo(params: URLSearchParams, { dimension, ...pointed }: PointedAt): string {
  const next = without(params, POINTED);
  next.set(OPEN, dimension);
  for (const [name, value] of Object.entries(pointed)) next.set(name, String(value));
  return address(next);
}

/** Another page of the open panel. */
export function hrefOfPage(params: URLSearchParams, page: number): string {
  const next = new URLSearchParams(params);
  next.set('page', String(page));
  return address(next);
}

export const hrefClosed = (params: URLSearchParams): string => address(without(params, [OPEN, ...POINTED]));

/** What the open panel asks the server; null when nothing was clicked. */
export function behindQuery(params: URLSearchParams): ItemsBehindQuery | null {
  const dimension = params.get(OPEN);
  if (dimension === null) return null;
  const given = (name: string, as: string) => {
    const value = params.get(name);
    return value === null ? {} : { [as]: value };
  };
  return {
    ...filterOf(params),
    dimension,
    ...given('in', 'session'),
    ...given('under', 'version'),
    ...given('from', 'source'),
    ...(isIn(ROUNDS, params.get('vote') ?? undefined) ? given('vote', 'round') : {}),
    ...given('person', 'person'),
    ...given('other', 'other'),
    ...given('first', 'first'),
    ...given('second', 'second'),
    ...given('item', 'item'),
    page: Number(params.get('page') ?? 1) || 1,
  };
}

/** Links within the page keep scroll and focus where they are. */
export const STAY = { 'data-sveltekit-reset': 'false' } as const;

const API = '/api/projects';

/** Where a table of the page, as it is filtered, can be had as a file. */
export function exportAddress(
  projectId: string,
  file: 'tables.csv' | 'ratings.csv' | 'ratings.json' | 'me.csv',
  query: Readonly<Record<string, unknown>>,
): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
  );
  return `${API}/${encodeURIComponent(projectId)}/agreement/${file}?${new URLSearchParams(pairs)}`;
}
