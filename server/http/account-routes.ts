import type { ServerResponse } from 'node:http';
import { demoSignInBody, signInBody } from '#shared/protocol/http/people.ts';
import { setupBody } from '#shared/protocol/http/projects.ts';
import { joinBody } from '#shared/protocol/http/sessions.ts';
import type { Deps } from '../deps.ts';
import { readDemo, signInToDemo } from '../services/demo-service.ts';
import { joinByCode, readJoin } from '../services/join-service.ts';
import { loginCookie, signIn, signOut, type Caller } from '../services/login-service.ts';
import { readMe } from '../services/me-service.ts';
import { setUp } from '../services/setup-service.ts';
import { DONE, openToAnyone, openToSignedIn, type Asked } from './route.ts';

type AnyRequest = Pick<Asked<string, unknown, unknown, unknown>, 'request'>;

export const callerOf = ({ request }: AnyRequest): Caller => ({
  ip: request.ip,
  userAgent: request.headers['user-agent'],
});

/** Sets the login's cookie; null takes it away. */
export function setLogin(deps: Deps, response: ServerResponse, token: string | null): void {
  response.setHeader('Set-Cookie', loginCookie(deps.config, token));
}

export const accountRoutes = [
  openToAnyone('GET /api/me', {}, ({ deps, actor }) => readMe(deps, actor?.personId ?? null)),

  openToAnyone('POST /api/setup', { body: setupBody }, async (asked) => {
    const { deps, body, response } = asked;
    const { personId, token } = await setUp(deps, body, callerOf(asked));
    setLogin(deps, response, token);
    return readMe(deps, personId);
  }),

  openToAnyone('POST /api/sign-in', { body: signInBody }, async (asked) => {
    const { deps, actor, body, response } = asked;
    const { personId, token } = await signIn(deps, actor, body, callerOf(asked));
    setLogin(deps, response, token);
    return readMe(deps, personId);
  }),

  openToSignedIn('POST /api/sign-out', {}, async ({ deps, actor, response }) => {
    await signOut(deps, actor);
    setLogin(deps, response, null);
    return DONE;
  }),

  openToAnyone('GET /api/demo', {}, ({ deps }) => readDemo(deps)),

  openToAnyone('POST /api/demo/sign-in', { body: demoSignInBody }, async (asked) => {
    const { deps, actor, body, response } = asked;
    const { personId, token } = await signInToDemo(deps, actor, body.as, callerOf(asked));
    setLogin(deps, response, token);
    return readMe(deps, personId);
  }),

  openToAnyone('GET /api/join/:code', {}, (asked) =>
    readJoin(asked.deps, asked.actor, asked.params.code, callerOf(asked)),
  ),

  openToAnyone('POST /api/join', { body: joinBody }, async (asked) => {
    const { deps, actor, body, response } = asked;
    const { joined, token } = await joinByCode(deps, actor, body, callerOf(asked));
    if (token !== null) setLogin(deps, response, token);
    return joined;
  }),
];
