import type { Minutes } from '#shared/session/minutes.ts';
import type { GuidelineRoutes } from '../guideline.ts';
import type { AgendaQuery, AgendaSuggestion } from './agenda.ts';
import type { AboutNumbers, Agreement, AgreementQuery, ItemsBehindQuery, OwnQuery } from './agreement.ts';
import type { AgreementPeople, DimensionDetail, ItemsBehind } from './agreement-detail.ts';
import type { OwnAgreement } from './agreement-own.ts';
import type { AuditPage, AuditQuery } from './audit.ts';
import type { Health } from './health.ts';
import type { Batches, ImportProgress, ImportReport } from './imports.ts';
import type { ItemDetail, Items, ItemsQuery } from './items.ts';
import type {
  AcceptInvitationBody,
  Demo,
  DemoSignInBody,
  Invitations,
  InvitationBody,
  MadeInvitation,
  Me,
  Member,
  OpenedInvitation,
  People,
  RoleBody,
  SignInBody,
} from './people.ts';
import type { NewProjectBody, Project, ProjectPatchBody, RubricTemplates, SetupBody } from './projects.ts';
import type {
  CreatedSession,
  CreateSessionBody,
  ItemMeeting,
  ItemRecord,
  Joined,
  JoinBody,
  JoinFacts,
  RenderedItem,
  SessionFacts,
  Sessions,
} from './sessions.ts';

/** Answer of an act that has nothing to say. */
export interface Done {
  readonly done: true;
}

/** Every JSON route with what goes in and what comes out. `POST …/imports` takes the file itself as body. */
export interface HttpRoutes extends GuidelineRoutes {
  'GET /api/health': { response: Health };
  'GET /api/me': { response: Me };
  'POST /api/setup': { body: SetupBody; response: Me };
  'POST /api/sign-in': { body: SignInBody; response: Me };
  'POST /api/sign-out': { response: Done };
  'GET /api/demo': { response: Demo };
  'POST /api/demo/sign-in': { body: DemoSignInBody; response: Me };
  'GET /api/join/:code': { response: JoinFacts };
  'POST /api/join': { body: JoinBody; response: Joined };
  'GET /api/meetings': { response: Sessions };
  'GET /api/rubric-templates': { response: RubricTemplates };
  'POST /api/projects': { body: NewProjectBody; response: Project };
  'GET /api/projects/:projectId': { response: Project };
  'PATCH /api/projects/:projectId': { body: ProjectPatchBody; response: Project };
  'GET /api/projects/:projectId/people': { response: People };
  'PATCH /api/projects/:projectId/people/:personId': { body: RoleBody; response: Member };
  'DELETE /api/projects/:projectId/people/:personId': { response: Done };
  'GET /api/projects/:projectId/invitations': { response: Invitations };
  'POST /api/projects/:projectId/invitations': { body: InvitationBody; response: MadeInvitation };
  'DELETE /api/projects/:projectId/invitations/:invitationId': { response: Done };
  'GET /api/invitations/:token': { response: OpenedInvitation };
  'POST /api/invitations/:token/accept': { body: AcceptInvitationBody; response: Me };
  'GET /api/projects/:projectId/items': { query: ItemsQuery; response: Items };
  'GET /api/projects/:projectId/items/:itemId': { response: ItemDetail };
  'GET /api/projects/:projectId/items/:itemId/meetings': {
    response: { readonly meetings: readonly ItemMeeting[] };
  };
  'POST /api/projects/:projectId/imports': { response: ImportReport };
  'GET /api/projects/:projectId/imports/:ticket': { response: ImportProgress };
  'GET /api/projects/:projectId/batches': { response: Batches };
  'GET /api/projects/:projectId/agenda-suggestion': { query: AgendaQuery; response: AgendaSuggestion };
  'GET /api/projects/:projectId/sessions': { response: Sessions };
  'POST /api/projects/:projectId/sessions': { body: CreateSessionBody; response: CreatedSession };
  'GET /api/projects/:projectId/audit': { query: AuditQuery; response: AuditPage };
  'GET /api/projects/:projectId/agreement': { query: AgreementQuery; response: Agreement };
  'GET /api/projects/:projectId/agreement/people': { query: AgreementQuery; response: AgreementPeople };
  'GET /api/projects/:projectId/agreement/detail': { query: AgreementQuery; response: DimensionDetail };
  'GET /api/projects/:projectId/agreement/items': { query: ItemsBehindQuery; response: ItemsBehind };
  'GET /api/projects/:projectId/agreement/me': { query: OwnQuery; response: OwnAgreement };
  'GET /api/about/numbers': { response: AboutNumbers };
  'GET /api/sessions/:sessionId': { response: SessionFacts };
  'GET /api/sessions/:sessionId/items/:itemId': { response: RenderedItem };
  'GET /api/sessions/:sessionId/items/:itemId/record': { response: ItemRecord };
  'GET /api/sessions/:sessionId/minutes': { response: Minutes };
}
