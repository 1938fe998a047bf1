import { can, type Action, type Role } from '#shared/access/policy.ts';
import type { ItemId, PersonId } from '#shared/ids.ts';
import { ok, type Result } from '#shared/result.ts';
import type { SessionEvent } from '../events.ts';
import { refuse, type Refusal } from '../refusals.ts';
import type { AgendaEntry, Participant, Session } from '../state.ts';

/** Who asks, with the role as the database has it at this moment. */
export interface Asker {
  readonly personId: PersonId;
  readonly name: string;
  readonly isGuest: boolean;
  readonly role: Role | null;
}

/** Everything a decision needs that the session does not hold itself; the server supplies it, tests set it. */
export interface Context {
  readonly at: number;
  readonly asker: Asker;
  /** People with an open connection now: the denominator of a live round. */
  readonly present: ReadonlySet<PersonId>;
  /** People of the project who may vote: the denominator of pre-work. */
  readonly invited: readonly { readonly id: PersonId; readonly name: string }[];
  /** People of the project who may facilitate: the only ones whom the chair can be handed to. */
  readonly leaders: readonly PersonId[];
  /** Items of this project that the command names and that exist. */
  readonly items: Readonly<Record<ItemId, AgendaEntry>>;
  readonly newId: () => string;
}

export type Decision = Result<readonly SessionEvent[], Refusal>;

export const events = (...list: SessionEvent[]): Decision => ok(list);

export const mayAsk = (context: Context, action: Action) => can({ role: context.asker.role }, action);

export const holdsChair = (session: Session, context: Context) =>
  session.chair === context.asker.personId && mayAsk(context, 'session.facilitate');

export const participant = (session: Session, context: Context): Participant | undefined =>
  session.people[context.asker.personId];

/** Runs `decide` when the asker holds the chair of a session that has not ended; refuses otherwise. */
export function asChair(session: Session, context: Context, decide: () => Decision): Decision {
  if (!mayAsk(context, 'session.facilitate')) return refuse('not-allowed');
  if (session.phase === 'ended') return refuse('session-ended');
  return holdsChair(session, context) ? decide() : refuse('not-the-chair');
}

/** Runs `decide` when the asker has entered the session and may discuss in it. */
export function asMember(
  session: Session,
  context: Context,
  decide: (self: Participant) => Decision,
): Decision {
  const self = participant(session, context);
  if (!self) return refuse('not-in-session');
  if (!mayAsk(context, 'session.discuss')) return refuse('not-allowed');
  return session.phase === 'ended' ? refuse('session-ended') : decide(self);
}
