import type { z } from 'zod';
import { plainGuideline, starterGuideline } from '#shared/guideline/templates.ts';
import { abilitiesOf } from '#shared/access/policy.ts';
import { projectId as projectIdSchema, type ProjectId } from '#shared/ids.ts';
import {
  projectSettingsSchema,
  type newProjectBody,
  type Project,
  type projectPatchBody,
} from '#shared/protocol/http/projects.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';
import { DEFAULT_TEMPLATE, rubricTemplate } from '#shared/rubric/templates.ts';
import type { Tx } from '../db/database.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { appendAudit } from '../repositories/audit-log.ts';
import { guestsOfProject } from '../repositories/guests.ts';
import { projectsOf, setRole } from '../repositories/memberships.ts';
import { insertProject, projectById, projectCounts, updateProject } from '../repositories/projects.ts';
import { requireAction } from './access.ts';
import type { Actor } from './actor.ts';
import { createGuideline } from './guideline-service.ts';
import { RefusedError } from './refused.ts';

export type NewProject = z.output<typeof newProjectBody>;

interface Start {
  readonly rubric: Rubric;
  /** Text of the first guideline. */
  readonly text: string;
}

function startOf({ name, template, rubric, guideline }: NewProject): Start {
  if (rubric) return { rubric, text: guideline ?? plainGuideline(name) };
  const known = template === undefined ? DEFAULT_TEMPLATE : rubricTemplate(template);
  if (!known) throw new RefusedError('invalid', 'There is no such template.', 'template');
  return { rubric: known.rubric, text: guideline ?? starterGuideline(known) };
}

/** Makes a project with its first owner, settings and guideline, in the caller's transaction. */
export async function addProject(tx: Tx, deps: Deps, ownerId: string, input: NewProject): Promise<ProjectId> {
  const { rubric, text } = startOf(input);
  const id = projectIdSchema.parse(deps.newId());
  const at = deps.clock();
  const settings = projectSettingsSchema.parse({});
  await appendAudit(tx, { at, actorId: ownerId, projectId: id, action: 'project.created', subject: id });
  await insertProject(tx, { id, name: input.name, task: rubric.task, settings, createdAt: at });
  await setRole(tx, id, ownerId, 'owner', at);
  await createGuideline(tx, deps, id, { text, rubric, by: ownerId });
  return id;
}

/** Owners of the workspace and of any project may start another one. */
export async function createProject(deps: Deps, actor: Actor, input: NewProject): Promise<Project> {
  const id = await inTransaction(deps.db, async (tx) => {
    const projects = await projectsOf(tx, actor.personId);
    const mayCreate = actor.isWorkspaceOwner || projects.some(({ role }) => role === 'owner');
    if (!mayCreate) throw new RefusedError('forbidden');
    return addProject(tx, deps, actor.personId, input);
  });
  return readProject(deps, actor, id);
}

export async function readProject(deps: Deps, actor: Actor, id: string): Promise<Project> {
  const role = await requireAction(deps.db, actor.personId, id, 'project.view');
  const project = await projectById(deps.db, id);
  if (!project) throw new RefusedError('not-found');
  return { ...project, role, abilities: abilitiesOf(role), counts: await projectCounts(deps.db, id) };
}

type Patch = z.output<typeof projectPatchBody>;

/** Settings that were given, over those that stand. */
const merged = (stand: Project['settings'], given: Patch['settings']) =>
  projectSettingsSchema.parse({
    ...stand,
    ...Object.fromEntries(Object.entries(given ?? {}).filter(([, value]) => value !== undefined)),
  });

/** Guests who have just lost their place: told so at once, not at their next act (law X2). */
async function sendGuestsAway(deps: Deps, projectId: string): Promise<void> {
  for (const personId of await guestsOfProject(deps.db, projectId))
    deps.revoked.publish({ personId, projectId, loginHash: null });
}

export async function patchProject(deps: Deps, actor: Actor, id: string, patch: Patch): Promise<Project> {
  await inTransaction(deps.db, async (tx) => {
    await requireAction(tx, actor.personId, id, 'project.manage');
    await appendAudit(tx, {
      at: deps.clock(),
      actorId: actor.personId,
      projectId: id,
      action: 'project.changed',
      subject: id,
      detail: { ...patch },
    });
    const project = await projectById(tx, id);
    if (!project) throw new RefusedError('not-found');
    await updateProject(tx, id, {
      name: patch.name ?? project.name,
      settings: merged(project.settings, patch.settings),
    });
  });
  if (patch.settings?.allowGuests === false) await sendGuestsAway(deps, id);
  return readProject(deps, actor, id);
}
