import type { Role } from '#shared/access/policy.ts';
import { must } from '#shared/must.ts';
import { rubricSchema, type Rubric } from '#shared/rubric/rubric.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { setRole } from '#server/repositories/memberships.ts';
import { insertPerson } from '#server/repositories/people.ts';
import type { Actor } from '#server/services/actor.ts';
import { authenticate, loginCookie, startLogin } from '#server/services/login-service.ts';
import { addProject } from '#server/services/project-service.ts';

/* People and projects as the services make them, without the cost of a password. */

export interface BuiltPerson {
  readonly id: string;
  readonly cookie: string;
  readonly actor: Actor;
}

const CALLER = { ip: '127.0.0.1', userAgent: 'test' };

/** Somebody with an account (`email` null: a guest), signed in. */
export async function buildPerson(
  deps: Deps,
  overrides: { name?: string; email?: string | null; isWorkspaceOwner?: boolean } = {},
): Promise<BuiltPerson> {
  const id = deps.newId();
  const { name = 'Ann', email = `${id.toLowerCase()}@example.org`, isWorkspaceOwner = false } = overrides;
  const token = await inTransaction(deps.db, async (tx) => {
    await insertPerson(tx, { id, name, email, passwordHash: null, isWorkspaceOwner, at: deps.clock() });
    return startLogin(tx, deps, id, CALLER, null);
  });
  const [cookie = ''] = loginCookie(deps.config, token).split(';');
  return { id, cookie, actor: must(await authenticate(deps, cookie)) };
}

const pairwiseRubric: Rubric = rubricSchema.parse({
  dimensions: [{ id: 'preference', name: 'Preference', scale: { kind: 'pairwise' } }],
});

export interface BuiltProject {
  readonly id: string;
  readonly owner: BuiltPerson;
}

export async function buildProject(
  deps: Deps,
  overrides: { name?: string; rubric?: Rubric } = {},
): Promise<BuiltProject> {
  const { name = 'Calibration', rubric = pairwiseRubric } = overrides;
  const owner = await buildPerson(deps, { name: 'Olga', isWorkspaceOwner: true });
  const id = await inTransaction(deps.db, (tx) => addProject(tx, deps, owner.id, { name, rubric }));
  return { id, owner };
}

/** A member of the project with this role. */
export async function buildMember(
  deps: Deps,
  projectId: string,
  role: Role,
  name: string = role,
): Promise<BuiltPerson> {
  const person = await buildPerson(deps, { name });
  await inTransaction(deps.db, (tx) => setRole(tx, projectId, person.id, role, deps.clock()));
  return person;
}
