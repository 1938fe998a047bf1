import { acceptInvitationBody, invitationBody, roleBody } from '#shared/protocol/http/people.ts';
import {
  acceptInvitation,
  invite,
  listInvitations,
  openInvitation,
  withdrawInvitation,
} from '../services/invitation-service.ts';
import { publicAddress } from '../services/links.ts';
import { readMe } from '../services/me-service.ts';
import { changeRole, listPeople, removeMember } from '../services/people-service.ts';
import { callerOf, setLogin } from './account-routes.ts';
import { DONE, openToAnyone, openToSignedIn } from './route.ts';

export const peopleRoutes = [
  openToSignedIn('GET /api/projects/:projectId/people', {}, ({ deps, actor, params }) =>
    listPeople(deps, actor, params.projectId),
  ),

  openToSignedIn(
    'PATCH /api/projects/:projectId/people/:personId',
    { body: roleBody },
    ({ deps, actor, params, body }) => changeRole(deps, actor, params.projectId, params.personId, body.role),
  ),

  openToSignedIn('DELETE /api/projects/:projectId/people/:personId', {}, async ({ deps, actor, params }) => {
    await removeMember(deps, actor, params.projectId, params.personId);
    return DONE;
  }),

  openToSignedIn('GET /api/projects/:projectId/invitations', {}, async ({ deps, actor, params }) => ({
    invitations: await listInvitations(deps, actor, params.projectId),
  })),

  openToSignedIn('POST /api/projects/:projectId/invitations', { body: invitationBody }, async (asked) => {
    const { deps, actor, params, body, request } = asked;
    const made = await invite(deps, actor, params.projectId, body);
    return { ...made, link: `${publicAddress(deps.config, request.headers)}/invite/${made.token}` };
  }),

  openToSignedIn(
    'DELETE /api/projects/:projectId/invitations/:invitationId',
    {},
    async ({ deps, actor, params }) => {
      await withdrawInvitation(deps, actor, params.projectId, params.invitationId);
      return DONE;
    },
  ),

  openToAnyone('GET /api/invitations/:token', {}, (asked) =>
    openInvitation(asked.deps, asked.params.token, callerOf(asked)),
  ),

  openToAnyone('POST /api/invitations/:token/accept', { body: acceptInvitationBody }, async (asked) => {
    const { deps, actor, params, body, response } = asked;
    const { personId, token } = await acceptInvitation(deps, actor, params.token, body, callerOf(asked));
    setLogin(deps, response, token);
    return readMe(deps, personId);
  }),
];
