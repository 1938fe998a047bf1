import { abilitiesOf, type Role } from '#shared/access/policy.ts';
import type { PersonId } from '#shared/ids.ts';
import { responseOrder } from '../order.ts';
import type { Round, Session } from '../state.ts';
import type { MePart, MinePart, OwnKey, OwnParts } from '../view.ts';
import { attributor } from './names.ts';
import { entryOf } from './shared.ts';

function me(session: Session, personId: PersonId, role: Role): MePart | null {
  const person = session.people[personId];
  if (!person) return null;
  return {
    ...{ personId, role, name: person.name, seat: person.seat },
    handle: session.policy.anonymity === 'pseudonymous' ? attributor(session)(personId).who : null,
    abilities: abilitiesOf(role),
    isChair: session.chair === personId,
  };
}

/** A person's own side of a round: always visible to them and to nobody else. */
export function projectMine(session: Session, round: Round, personId: PersonId): MinePart {
  const cast = round.ballots[personId];
  const { responses } = entryOf(session, round.itemId).shape;
  return {
    roundId: round.id,
    itemId: round.itemId,
    order: responseOrder(session.shuffleSeed, personId, round.itemId, responses),
    ballot: cast?.ballot ?? null,
    revision: cast?.revision ?? 0,
    castAt: cast?.castAt ?? null,
    isExpected: round.expected.includes(personId),
    isExcused: round.excused.includes(personId),
    notes: round.late.filter((late) => late.personId === personId).map((late) => late.ballot),
  };
}

/** The own parts of one person, or the named ones of them; empty for somebody who has not entered. */
export function projectOwn(
  session: Session,
  personId: PersonId,
  role: Role,
  keys: readonly OwnKey[] | 'all' = 'all',
): Partial<OwnParts> {
  const self = me(session, personId, role);
  if (!self) return {};
  const isWanted = (key: OwnKey) => keys === 'all' || keys.includes(key);
  const mine = Object.values(session.rounds)
    .filter((round) => round.mode !== 'imported' && isWanted(`mine:${round.id}`))
    .map((round) => [`mine:${round.id}`, projectMine(session, round, personId)] as const);
  return { ...(isWanted('me') ? { me: self } : {}), ...Object.fromEntries(mine) };
}
