import { can } from '#shared/access/policy.ts';
import type { Member } from '#shared/protocol/http/people.ts';
import type { PersonView } from '#shared/session/view.ts';

/** Members who answer by their role and have not been in the room; who only watches is not waited for. */
export function absentMembers(
  members: readonly Pick<Member, 'personId' | 'name' | 'role'>[],
  people: readonly Pick<PersonView, 'id'>[],
): string[] {
  const seen = new Set<string>(people.map(({ id }) => id));
  return members
    .filter(({ personId, role }) => !seen.has(personId) && can({ role }, 'session.vote'))
    .map(({ name }) => name);
}
