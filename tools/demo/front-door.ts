import type { Role } from '#shared/access/policy.ts';
import { DEMO_PERSONAS, type DemoPersona } from '#shared/protocol/http/people.ts';
import { demoEmail } from '#server/services/demo-service.ts';
import { HttpClient } from '../client/http-client.ts';
import { ANNOTATOR_IDS, ANNOTATORS, STAFF, type AnnotatorId } from './content/people.ts';

/** Somebody who comes into the workspace by invitation. */
interface Newcomer {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

export interface DemoPeople {
  readonly annotators: ReadonlyMap<AnnotatorId, HttpClient>;
  readonly staff: ReadonlyMap<DemoPersona, HttpClient>;
}

/** Owns the workspace; nobody signs in as her with one click. */
export const OWNER = { name: 'Ingrid Solheim', email: 'owner@demo.invalid' };

const annotator = (id: AnnotatorId): Newcomer => ({
  name: ANNOTATORS[id].name,
  email: `${id}@demo.invalid`,
  role: 'annotator',
});
const persona = (as: DemoPersona): Newcomer => ({ name: STAFF[as].name, email: demoEmail(as), role: as });

/** Invites somebody to each project and accepts, as that person: the first time with a new account. */
async function bringIn(
  owner: HttpClient,
  projectIds: readonly string[],
  { name, email, role }: Newcomer,
  password: string,
): Promise<HttpClient> {
  const http = new HttpClient(owner.base);
  for (const [index, projectId] of projectIds.entries()) {
    const invitation = { params: { projectId }, body: { role, email } };
    const { token } = await owner.call('POST /api/projects/:projectId/invitations', invitation);
    const body = index === 0 ? { name, email, password } : {};
    await http.call('POST /api/invitations/:token/accept', { params: { token }, body });
  }
  return http;
}

/** Brings the six annotators and the four people whom a visitor may be into all projects. */
export async function bringInEverybody(
  owner: HttpClient,
  projectIds: readonly string[],
  password: string,
): Promise<DemoPeople> {
  const enter = (newcomer: Newcomer) => bringIn(owner, projectIds, newcomer, password);
  const annotators = ANNOTATOR_IDS.map(async (id) => [id, await enter(annotator(id))] as const);
  const staff = DEMO_PERSONAS.map(async (as) => [as, await enter(persona(as))] as const);
  return { annotators: new Map(await Promise.all(annotators)), staff: new Map(await Promise.all(staff)) };
}
