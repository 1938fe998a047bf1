import type { GuidelineRoutes } from '#shared/protocol/guideline.ts';
import type { HttpRoutes } from '#shared/protocol/http/routes.ts';
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '#shared/protocol/version.ts';
import { connectivity } from './connectivity.svelte.ts';
import { errorOf, unreachable } from './error.ts';

type Routes = HttpRoutes & GuidelineRoutes;
type RouteName = keyof Routes;
type Segments<Path extends string> = Path extends `${infer Head}/${infer Tail}`
  ? Head | Segments<Tail>
  : Path;
type ParamNames<Route extends RouteName> =
  Segments<Route> extends infer Segment ? (Segment extends `:${infer Name}` ? Name : never) : never;

type ParamsPart<R extends RouteName> = [ParamNames<R>] extends [never]
  ? { params?: never }
  : { params: Readonly<Record<ParamNames<R>, string>> };
type BodyPart<R extends RouteName> = Routes[R] extends { body: infer Body }
  ? { body: Body }
  : { body?: never };
type QueryPart<R extends RouteName> = Routes[R] extends { query: infer Query }
  ? { query?: Query }
  : { query?: never };
export type CallOptions<R extends RouteName> = ParamsPart<R> &
  BodyPart<R> &
  QueryPart<R> & { signal?: AbortSignal };
export type Answer<R extends RouteName> = Routes[R]['response'];

type QueryValues = Readonly<Record<string, unknown>>;

/** `/api/projects/:projectId` with its parameters put in, and the query behind it; undefined query members are left out. */
export function addressOf(
  path: string,
  params: Readonly<Record<string, string>> = {},
  query: QueryValues = {},
): string {
  const filled = path.replaceAll(/:([A-Za-z]+)/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  );
  const pairs = Object.entries(query).flatMap(([key, value]) =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? [[key, String(value)]]
      : [],
  );
  return pairs.length === 0 ? filled : `${filled}?${new URLSearchParams(pairs)}`;
}

async function send(address: string, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch(address, init);
    connectivity.isOffline = false;
    // A proxy that answers in the server's place says nothing of it.
    const protocol = response.headers.get(PROTOCOL_HEADER);
    if (protocol !== null) connectivity.isTooOld = Number(protocol) !== PROTOCOL_VERSION;
    return response;
  } catch (error) {
    if (init.signal?.aborted === true) throw error;
    throw unreachable();
  }
}

const readJson = (response: Response): Promise<unknown> => response.json().catch(() => null);

/**
 * Calls one JSON route of the server's contract. Throws an ApiError for every answer that is not 2xx and when no answer comes.
 * @example await call('GET /api/projects/:projectId', { params: { projectId } })
 */
export async function call<R extends RouteName>(
  route: R,
  ...[options]: Record<string, never> extends CallOptions<R>
    ? [options?: CallOptions<R>]
    : [options: CallOptions<R>]
): Promise<Answer<R>> {
  const [method = 'GET', path = ''] = route.split(' ');
  const { params, body, query, signal } = (options ?? {}) as {
    params?: Record<string, string>;
    body?: unknown;
    query?: QueryValues;
    signal?: AbortSignal;
  };
  const init: RequestInit = { method, credentials: 'same-origin', headers: { accept: 'application/json' } };
  if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { accept: 'application/json', 'content-type': 'application/json' };
  }
  if (signal) init.signal = signal;
  const response = await send(addressOf(path, params, query), init);
  const answer = await readJson(response);
  if (!response.ok) throw errorOf(response.status, answer);
  return answer as Answer<R>;
}
