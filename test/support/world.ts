import type { Role } from '#shared/access/policy.ts';
import type { ItemId } from '#shared/ids.ts';
import { itemId } from '#shared/ids.ts';
import { must } from '#shared/must.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';
import type { SessionPolicy } from '#shared/session/policy.ts';
import { HttpClient } from '../../tools/client/http-client.ts';
import { LiveClient } from '../../tools/client/live-client.ts';
import { rubric as meetingRubric } from './meeting.ts';

/* A workspace with people, items and a session, made through the front door: as browsers would, over HTTP. */

const PASSWORD = 'a long enough password';

export interface WorldPerson {
  readonly name: string;
  readonly role: Role;
  readonly http: HttpClient;
  readonly personId: string;
}

export interface World {
  readonly base: string;
  readonly projectId: string;
  readonly owner: WorldPerson;
  readonly people: Map<string, WorldPerson>;
  readonly itemIds: readonly ItemId[];
}

const ITEM_LINES = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    JSON.stringify({
      ...{ id: `item-${i + 1}`, task: 'pairwise', lang: 'en', context: null },
      prompt: `Question number ${i + 1}: how do I reverse a list?`,
      responses: [
        { id: 'model-x', text: `Answer one to ${i + 1}`, source: 'secret-model-x' },
        { id: 'model-y', text: `Answer two to ${i + 1}`, source: 'secret-model-y' },
      ],
    }),
  ).join('\n');

async function meOf(http: HttpClient): Promise<string> {
  return must((await http.call('GET /api/me')).person).id;
}

async function invite(
  base: string,
  owner: HttpClient,
  projectId: string,
  name: string,
  role: Role,
): Promise<WorldPerson> {
  const { token } = await owner.call('POST /api/projects/:projectId/invitations', {
    params: { projectId },
    body: { role },
  });
  const http = new HttpClient(base);
  const email = `${name.toLowerCase()}@example.org`;
  await http.call('POST /api/invitations/:token/accept', {
    params: { token },
    body: { name, email, password: PASSWORD },
  });
  return { name, role, http, personId: await meOf(http) };
}

export interface WorldOptions {
  readonly people?: Readonly<Record<string, Role>>;
  readonly items?: number;
  readonly rubric?: Rubric;
  /** Text of the first version; a plain one when left out. */
  readonly guideline?: string;
}

const CAST: Record<string, Role> = {
  Fay: 'facilitator',
  Rob: 'reviewer',
  Ann: 'annotator',
  Ben: 'annotator',
  Oli: 'observer',
};

/** Sets an empty server up: owner Olga, the people, the items. */
export async function makeWorld(base: string, options: WorldOptions = {}): Promise<World> {
  const ownerHttp = new HttpClient(base);
  const project = {
    name: 'Calibration',
    rubric: options.rubric ?? meetingRubric,
    ...(options.guideline === undefined ? {} : { guideline: options.guideline }),
  };
  await ownerHttp.call('POST /api/setup', {
    body: { name: 'Olga', email: 'olga@example.org', password: PASSWORD, project },
  });
  const me = await ownerHttp.call('GET /api/me');
  const projectId = must(me.projects[0]).id;
  const owner: WorldPerson = { name: 'Olga', role: 'owner', http: ownerHttp, personId: must(me.person).id };
  const people = new Map<string, WorldPerson>();
  for (const [name, role] of Object.entries(options.people ?? CAST)) {
    people.set(name, await invite(base, ownerHttp, projectId, name, role));
  }
  await ownerHttp.upload(`/api/projects/${projectId}/imports?kind=items`, ITEM_LINES(options.items ?? 3));
  const { items } = await ownerHttp.call('GET /api/projects/:projectId/items', { params: { projectId } });
  const itemIds = items
    .toSorted((a, b) => a.externalId.localeCompare(b.externalId, 'en', { numeric: true }))
    .map((item) => itemId.parse(item.id));
  return { base, projectId, owner, people, itemIds };
}

export const personOf = (world: World, name: string): WorldPerson => must(world.people.get(name), name);

/** Plans a session over all items, as Fay or whoever is named. */
export async function planSession(
  world: World,
  policy: Partial<SessionPolicy> = {},
  by = 'Fay',
): Promise<{ id: string; code: string }> {
  const { projectId, itemIds } = world;
  const body = { title: 'Weekly', itemIds: [...itemIds], policy };
  return personOf(world, by).http.call('POST /api/projects/:projectId/sessions', {
    params: { projectId },
    body,
  });
}

/** A connected client of a person, in the session. */
export async function enterAs(world: World, name: string, sessionId: string): Promise<LiveClient> {
  const client = await new LiveClient(personOf(world, name).http, sessionId).connect();
  const answer = await client.enter();
  if (!answer.ok) throw new Error(`${name} may not enter: ${answer.refusal.code}`);
  return client;
}
