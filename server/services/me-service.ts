import { abilitiesOf } from '#shared/access/policy.ts';
import type { Me, PersonFacts } from '#shared/protocol/http/people.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/version.ts';
import type { Deps } from '../deps.ts';
import { sessionsOfGuest } from '../repositories/guests.ts';
import { projectsOf } from '../repositories/memberships.ts';
import { anyAccount, personById, type Person } from '../repositories/people.ts';
import { PROGRAM_VERSION } from '../version.ts';

const factsOf = ({ id, name, email, isGuest, isWorkspaceOwner }: Person): PersonFacts => ({
  id,
  name,
  email,
  isGuest,
  isWorkspaceOwner,
});

/** Everything the first screen needs to know about whoever looks at it. */
export async function readMe(deps: Deps, personId: string | null): Promise<Me> {
  const { db, config } = deps;
  const person = personId === null ? null : await personById(db, personId);
  const projects = person ? await projectsOf(db, person.id) : [];
  const guestOf = person ? await sessionsOfGuest(db, person.id) : [];
  return {
    person: person && factsOf(person),
    firstRun: person === null && !(await anyAccount(db)),
    demo: config.demo,
    version: { program: PROGRAM_VERSION, protocol: PROTOCOL_VERSION },
    projects: projects.map((project) => ({ ...project, abilities: abilitiesOf(project.role) })),
    guestOf: guestOf.map(({ id, title, code, phase }) => ({ id, title, code, phase })),
  };
}
