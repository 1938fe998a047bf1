import { projectId } from '#shared/ids.ts';
import { createSessionBody } from '#shared/protocol/http/sessions.ts';
import { listMeetings, listSessions, readSessionFacts } from '../services/heads-service.ts';
import { publicAddress } from '../services/links.ts';
import { readItemRecord } from '../services/item-record-service.ts';
import { readRenderedItem } from '../services/rendered-item-service.ts';
import { createSession, readMinutes, readMinutesMarkdown } from '../services/session-service.ts';
import { ANSWERED, openToSignedIn } from './route.ts';

export const sessionRoutes = [
  openToSignedIn('GET /api/meetings', {}, async ({ deps, actor }) => ({
    sessions: await listMeetings(deps, actor),
  })),

  openToSignedIn('GET /api/projects/:projectId/sessions', {}, async ({ deps, actor, params }) => ({
    sessions: await listSessions(deps, actor, params.projectId),
  })),

  openToSignedIn('POST /api/projects/:projectId/sessions', { body: createSessionBody }, (asked) =>
    createSession(asked.deps, asked.actor, projectId.parse(asked.params.projectId), asked.body),
  ),

  openToSignedIn('GET /api/sessions/:sessionId', {}, ({ deps, actor, params, request }) =>
    readSessionFacts(deps, actor, params.sessionId, publicAddress(deps.config, request.headers)),
  ),

  openToSignedIn('GET /api/sessions/:sessionId/items/:itemId', {}, ({ deps, actor, params }) =>
    readRenderedItem(deps, actor, params.sessionId, params.itemId),
  ),

  openToSignedIn('GET /api/sessions/:sessionId/items/:itemId/record', {}, ({ deps, actor, params }) =>
    readItemRecord(deps, actor, params.sessionId, params.itemId),
  ),

  openToSignedIn('GET /api/sessions/:sessionId/minutes', {}, ({ deps, actor, params }) =>
    readMinutes(deps, actor, params.sessionId),
  ),

  openToSignedIn('GET /api/sessions/:sessionId/minutes.md', {}, async ({ deps, actor, params, response }) => {
    const text = await readMinutesMarkdown(deps, actor, params.sessionId);
    response.setHeader('Content-Type', 'text/markdown; charset=utf-8');
    response.setHeader('Content-Disposition', 'attachment; filename="minutes.md"');
    response.end(text);
    return ANSWERED;
  }),
];
