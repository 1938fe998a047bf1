import { itemId as itemIdSchema, type ItemId } from '#shared/ids.ts';
import { must } from '#shared/must.ts';
import type { ImportReport } from '#shared/protocol/http/imports.ts';
import type { CreatedSession } from '#shared/protocol/http/sessions.ts';
import { HttpClient } from '../client/http-client.ts';
import { agendaOf } from './agenda.ts';
import type { DemoItem, DemoProject } from './content/types.ts';
import { itemsFile, labelsFile } from './files.ts';
import { bringInEverybody, OWNER, type DemoPeople } from './front-door.ts';

export interface SeededProject {
  readonly content: DemoProject;
  readonly id: string;
  readonly session: CreatedSession;
  readonly itemIds: ReadonlyMap<DemoItem, ItemId>;
}

export interface DemoWorkspace extends DemoPeople {
  readonly owner: HttpClient;
  readonly projects: readonly SeededProject[];
  /** What somebody finds in every project when they look an item up. */
  readonly items: ReadonlyMap<ItemId, DemoItem>;
}

const SESSION_TITLE = 'Weekly calibration';

const newProject = ({ name, rubric, guideline }: DemoProject) => ({
  name,
  rubric,
  guideline: guideline.text,
});

/** The first project comes with the workspace, the others are added; ids in the order of `contents`. */
async function setUpProjects(
  owner: HttpClient,
  contents: readonly DemoProject[],
  password: string,
): Promise<string[]> {
  const [first, ...others] = contents;
  const project = newProject(must(first, 'a project'));
  const me = await owner.call('POST /api/setup', { body: { ...OWNER, password, project } });
  const ids = [must(me.projects[0]).id];
  for (const content of others) {
    ids.push((await owner.call('POST /api/projects', { body: newProject(content) })).id);
  }
  return ids;
}

async function upload(
  http: HttpClient,
  projectId: string,
  kind: 'items' | 'labels',
  file: string,
): Promise<void> {
  const query = new URLSearchParams({ kind, fileName: `${kind}.jsonl` });
  const report = (await http.upload(`/api/projects/${projectId}/imports?${query}`, file)) as ImportReport;
  const [problem] = report.problems;
  if (problem) throw new Error(`The demo's ${kind} do not import: line ${problem.line} ${problem.reason}`);
}

async function findItems(
  http: HttpClient,
  projectId: string,
  items: readonly DemoItem[],
): Promise<Map<DemoItem, ItemId>> {
  const listed = await http.call('GET /api/projects/:projectId/items', { params: { projectId } });
  const ids = new Map(listed.items.map(({ externalId, id }) => [externalId, itemIdSchema.parse(id)]));
  return new Map(
    items.map((item) => [item, must(ids.get(item.content.externalId), item.content.externalId)]),
  );
}

export async function planSession(
  http: HttpClient,
  project: Pick<SeededProject, 'id' | 'itemIds'>,
  agenda: readonly DemoItem[],
  title = SESSION_TITLE,
): Promise<CreatedSession> {
  const itemIds = agenda.map((item) => must(project.itemIds.get(item)));
  const body = { title, itemIds };
  return http.call('POST /api/projects/:projectId/sessions', { params: { projectId: project.id }, body });
}

/** Brings items and last week's labels in, and plans this week's meeting on them. */
async function prepare(http: HttpClient, id: string, content: DemoProject): Promise<SeededProject> {
  await upload(http, id, 'items', itemsFile(content.items));
  if (content.labels.length > 0) await upload(http, id, 'labels', labelsFile(content.labels));
  const itemIds = await findItems(http, id, content.items);
  const session = await planSession(http, { id, itemIds }, agendaOf(content));
  return { content, id, session, itemIds };
}

/** Sets an empty server up as people would, over HTTP: owner, projects, invitations, imports, one planned session each. */
export async function seedWorkspace(
  base: string,
  contents: readonly DemoProject[],
  password: string,
): Promise<DemoWorkspace> {
  const owner = new HttpClient(base);
  const ids = await setUpProjects(owner, contents, password);
  const people = await bringInEverybody(owner, ids, password);
  const facilitator = must(people.staff.get('facilitator'));
  const projects: SeededProject[] = [];
  for (const [index, content] of contents.entries()) {
    projects.push(await prepare(facilitator, must(ids[index]), content));
  }
  const items = projects.flatMap(({ itemIds }) => [...itemIds].map(([item, id]) => [id, item] as const));
  return { ...people, owner, projects, items: new Map(items) };
}
