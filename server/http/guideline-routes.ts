import {
  commitBody,
  compareQuery,
  dismissBody,
  placeBody,
  takeBackBody,
} from '#shared/protocol/guideline.ts';
import { commitPreview } from '../services/guideline/commit-preview.ts';
import { commitVersion } from '../services/guideline/commit.ts';
import { dismissEdgeCase, restoreEdgeCase } from '../services/guideline/dismissals.ts';
import { placeEdgeCase } from '../services/guideline/placing.ts';
import { takeBackEdgeCase } from '../services/guideline/taking-back.ts';
import { acknowledgePinned, acknowledgeVersion, readSessionReading } from '../services/guideline/reading.ts';
import { readEdgeCase, tray } from '../services/guideline/tray.ts';
import {
  compareVersions,
  exportVersion,
  getVersion,
  listVersions,
  readGuideline,
  readPinnedGuideline,
} from '../services/guideline/versions.ts';
import { ANSWERED, DONE, openToSignedIn } from './route.ts';

export const guidelineRoutes = [
  openToSignedIn('GET /api/projects/:projectId/guideline', {}, ({ deps, actor, params }) =>
    readGuideline(deps, actor, params.projectId),
  ),

  openToSignedIn('GET /api/projects/:projectId/guideline/versions', {}, ({ deps, actor, params }) =>
    listVersions(deps, actor, params.projectId),
  ),

  openToSignedIn('GET /api/projects/:projectId/guideline/versions/:number', {}, ({ deps, actor, params }) =>
    getVersion(deps, actor, params.projectId, Number(params.number)),
  ),

  openToSignedIn('POST /api/projects/:projectId/guideline/versions/:number/read', {}, async (asked) => {
    await acknowledgeVersion(asked.deps, asked.actor, asked.params.projectId, Number(asked.params.number));
    return DONE;
  }),

  openToSignedIn('GET /api/projects/:projectId/guideline/versions/:number/export.md', {}, async (asked) => {
    const { deps, actor, params, response } = asked;
    const file = await exportVersion(deps, actor, params.projectId, Number(params.number));
    response.setHeader('Content-Type', 'text/markdown; charset=utf-8');
    response.setHeader(
      'Content-Disposition',
      `attachment; filename="guideline-v${Number(params.number)}.md"`,
    );
    response.end(file);
    return ANSWERED;
  }),

  openToSignedIn('GET /api/projects/:projectId/guideline/compare', { query: compareQuery }, (asked) =>
    compareVersions(asked.deps, asked.actor, asked.params.projectId, asked.query.from, asked.query.to),
  ),

  openToSignedIn('GET /api/projects/:projectId/guideline/commit-preview', {}, ({ deps, actor, params }) =>
    commitPreview(deps, actor, params.projectId),
  ),

  openToSignedIn('POST /api/projects/:projectId/guideline/commit', { body: commitBody }, (asked) =>
    commitVersion(asked.deps, asked.actor, asked.params.projectId, asked.body),
  ),

  openToSignedIn('GET /api/projects/:projectId/guideline/tray', {}, ({ deps, actor, params }) =>
    tray(deps, actor, params.projectId),
  ),

  openToSignedIn(
    'POST /api/projects/:projectId/guideline/tray/:edgeCaseId/place',
    { body: placeBody },
    (asked) =>
      placeEdgeCase(
        asked.deps,
        asked.actor,
        asked.params.projectId,
        asked.params.edgeCaseId,
        asked.body.afterClauseId,
      ),
  ),

  openToSignedIn(
    'POST /api/projects/:projectId/guideline/tray/:edgeCaseId/take-back',
    { body: takeBackBody },
    async ({ deps, actor, params, body }) => {
      await takeBackEdgeCase(deps, actor, params, body.evenIfEdited);
      return DONE;
    },
  ),

  openToSignedIn(
    'POST /api/projects/:projectId/guideline/tray/:edgeCaseId/dismiss',
    { body: dismissBody },
    async ({ deps, actor, params, body }) => {
      await dismissEdgeCase(deps, actor, params, body.reason);
      return DONE;
    },
  ),

  openToSignedIn(
    'POST /api/projects/:projectId/guideline/tray/:edgeCaseId/restore',
    {},
    async ({ deps, actor, params }) => {
      await restoreEdgeCase(deps, actor, params);
      return DONE;
    },
  ),

  openToSignedIn(
    'GET /api/projects/:projectId/guideline/edge-cases/:edgeCaseId',
    {},
    ({ deps, actor, params }) => readEdgeCase(deps, actor, params.projectId, params.edgeCaseId),
  ),

  openToSignedIn('GET /api/sessions/:sessionId/guideline', {}, ({ deps, actor, params }) =>
    readPinnedGuideline(deps, actor, params.sessionId),
  ),

  openToSignedIn('GET /api/sessions/:sessionId/guideline/reading', {}, ({ deps, actor, params }) =>
    readSessionReading(deps, actor, params.sessionId),
  ),

  openToSignedIn('POST /api/sessions/:sessionId/guideline/read', {}, async ({ deps, actor, params }) => {
    await acknowledgePinned(deps, actor, params.sessionId);
    return DONE;
  }),
];
