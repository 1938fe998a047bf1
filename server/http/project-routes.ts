import { newProjectBody, projectPatchBody } from '#shared/protocol/http/projects.ts';
import { auditQuery } from '#shared/protocol/http/audit.ts';
import { RUBRIC_TEMPLATES } from '#shared/rubric/templates.ts';
import { readAudit } from '../services/audit-service.ts';
import { createProject, patchProject, readProject } from '../services/project-service.ts';
import { openToAnyone, openToSignedIn } from './route.ts';

export const projectRoutes = [
  openToAnyone('GET /api/rubric-templates', {}, () => Promise.resolve({ templates: RUBRIC_TEMPLATES })),

  openToSignedIn('POST /api/projects', { body: newProjectBody }, ({ deps, actor, body }) =>
    createProject(deps, actor, body),
  ),

  openToSignedIn('GET /api/projects/:projectId', {}, ({ deps, actor, params }) =>
    readProject(deps, actor, params.projectId),
  ),

  openToSignedIn(
    'PATCH /api/projects/:projectId',
    { body: projectPatchBody },
    ({ deps, actor, params, body }) => patchProject(deps, actor, params.projectId, body),
  ),

  openToSignedIn(
    'GET /api/projects/:projectId/audit',
    { query: auditQuery },
    ({ deps, actor, params, query }) => readAudit(deps, actor, params.projectId, query.before),
  ),
];
