import { can } from '#shared/access/policy.ts';
import { personId as personIdSchema, type PersonId } from '#shared/ids.ts';
import type { Asker, Context } from '#shared/session/decide/index.ts';
import type { Session } from '#shared/session/state.ts';
import type { Db, Tx } from '../../db/database.ts';
import { readMembers, readSessionPeople } from '../../repositories/session-people.ts';
import type { Request } from './request.ts';

export interface Askers {
  readonly byId: ReadonlyMap<PersonId, Asker>;
  readonly invited: Context['invited'];
  readonly leaders: Context['leaders'];
}

/** Everybody who asks something in this batch, with the role that the database holds at this moment (law X1). */
export async function readAskers(tx: Tx, session: Session, requests: readonly Request[]): Promise<Askers> {
  const ids = [...new Set(requests.map((request) => request.personId))];
  const people = await readSessionPeople(tx, session, ids);
  const askers = people.map(({ id, name, isGuest, role }): Asker => ({
    personId: personIdSchema.parse(id),
    name,
    isGuest,
    role,
  }));
  const needsInvited = requests.some(
    ({ command }) => command.type === 'openRounds' && command.mode === 'prework',
  );
  const invited = needsInvited ? await readInvited(tx, session.projectId) : [];
  const needsLeaders = requests.some(({ command }) => command.type === 'handOverChair');
  const leaders = needsLeaders ? await readLeaders(tx, session.projectId) : [];
  return { byId: new Map(askers.map((asker) => [asker.personId, asker])), invited, leaders };
}

/** Pre-work waits for those who vote by their role; whoever may facilitate answers if they like, but is not waited for. */
async function readInvited(tx: Tx, projectId: string): Promise<Context['invited']> {
  const members = await readMembers(tx, projectId);
  return members
    .filter((member) => can(member, 'session.vote') && !can(member, 'session.facilitate'))
    .map(({ id, name }) => ({ id: personIdSchema.parse(id), name }));
}

/** Everybody whom the chair can be handed to, by their role at this moment. */
export async function readLeaders(db: Db | Tx, projectId: string): Promise<PersonId[]> {
  const members = await readMembers(db, projectId);
  return members
    .filter((member) => can(member, 'session.facilitate'))
    .map(({ id }) => personIdSchema.parse(id));
}
