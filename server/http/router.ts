import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '#shared/protocol/version.ts';
import type { Deps } from '../deps.ts';
import type { Actor } from '../services/actor.ts';
import { authenticate } from '../services/login-service.ts';
import { RefusedError } from '../services/refused.ts';
import { refusedBySchema } from './errors.ts';
import { isOwnOrigin } from '../services/origin.ts';
import { ANSWERED, type Route } from './route.ts';

const BODY_LIMIT = '2mb';
const METHODS = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'delete' } as const;

const parseJson = express.json({ limit: BODY_LIMIT, strict: true });
const noBody: RequestHandler = (_request, _response, next) => next();

const isMethod = (text: string | undefined): text is keyof typeof METHODS =>
  text !== undefined && text in METHODS;

function checkOrigin(deps: Deps, request: Request): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  if (!isOwnOrigin(deps.config, request.headers)) throw new RefusedError('wrong-origin');
}

function parsed(schema: Route['body'], input: unknown): unknown {
  if (schema === undefined) return undefined;
  const result = schema.safeParse(input ?? {});
  if (!result.success) throw refusedBySchema(result.error);
  return result.data;
}

async function askerOf(deps: Deps, route: Route, request: Request): Promise<Actor | null> {
  const actor = await authenticate(deps, request.headers.cookie);
  if (actor === null && route.access === 'signed-in') throw new RefusedError('not-signed-in');
  return actor;
}

async function answerOf(deps: Deps, route: Route, request: Request, response: Response): Promise<unknown> {
  checkOrigin(deps, request);
  const actor = await askerOf(deps, route, request);
  const [body, query] = [parsed(route.body, request.body), parsed(route.query, request.query)];
  return route.handle({ deps, actor, params: request.params, body, query, request, response });
}

/** Only the route's pattern is logged: addresses hold join codes and invitation tokens. */
function logged(deps: Deps, route: Route, error: unknown): unknown {
  if (error instanceof RefusedError) deps.log.info({ route: route.key, refusal: error.code }, 'refused');
  return error;
}

/** The one wrapper of every request: origin, login, shape of query and body, then the handler, then JSON (law P1). */
const wrapped =
  (deps: Deps, route: Route): RequestHandler =>
  async (request: Request, response: Response) => {
    const answer = await answerOf(deps, route, request, response).catch((error: unknown) => {
      throw logged(deps, route, error);
    });
    deps.log.debug({ route: route.key }, 'answered');
    if (answer !== ANSWERED) response.json(answer);
  };

function mount(router: Router, deps: Deps, route: Route): void {
  const [method, path] = route.key.split(' ');
  if (!isMethod(method) || path === undefined) throw new Error(`"${route.key}" is not "METHOD /path".`);
  router[METHODS[method]](path, route.body ? parseJson : noBody, wrapped(deps, route));
}

/** All JSON routes. Nothing of them may lie in a cache. */
export function apiRouter(deps: Deps, routes: readonly Route[]): Router {
  const router = express.Router();
  router.use('/api', (_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader(PROTOCOL_HEADER, PROTOCOL_VERSION);
    next();
  });
  for (const route of routes) mount(router, deps, route);
  router.use('/api', () => {
    throw new RefusedError('not-found');
  });
  return router;
}
