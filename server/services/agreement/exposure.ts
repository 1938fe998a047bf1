import type { PersonId } from '#shared/ids.ts';
import type { RevealedRound, Session } from '#shared/session/state.ts';
import { exposureKey } from '../../repositories/agreement-labels.ts';
import { raterOf } from '../session/revealed-labels.ts';

interface Met {
  readonly session: Session;
  readonly revealed: readonly RevealedRound[];
}

interface Sight {
  readonly sessionId: string;
  readonly revealedAt: number;
  /** When each person came into the room; somebody who came after the reveal saw it on entering. */
  readonly enteredAt: ReadonlyMap<PersonId, number>;
}

function sightsByItem(met: readonly Met[]): Map<string, Sight[]> {
  const sights = met.flatMap(({ session, revealed }) => {
    const enteredAt = new Map(Object.values(session.people).map((person) => [person.id, person.joinedAt]));
    return revealed.map((round) => ({
      itemId: round.itemId,
      sight: { sessionId: session.id, revealedAt: round.revealedAt, enteredAt },
    }));
  });
  const groups = Map.groupBy(sights, ({ itemId }) => itemId);
  return new Map([...groups].map(([itemId, group]) => [itemId, group.map(({ sight }) => sight)]));
}

const hadSeen = (sight: Sight, personId: PersonId, castAt: number): boolean =>
  Math.max(sight.revealedAt, sight.enteredAt.get(personId) ?? Infinity) < castAt;

/**
 * First ballots that are blind in form only: their authors had seen the same item revealed in another session before they answered.
 * Returns the keys of their labels.
 */
export function exposures(met: readonly Met[]): string[] {
  const sights = sightsByItem(met);
  return met.flatMap(({ session, revealed }) =>
    revealed
      .filter((round) => round.number === 1 && round.mode !== 'imported')
      .flatMap((round) => {
        const elsewhere = (sights.get(round.itemId) ?? []).filter((sight) => sight.sessionId !== session.id);
        if (elsewhere.length === 0) return [];
        return (Object.entries(round.ballots) as [PersonId, (typeof round.ballots)[PersonId]][])
          .filter(([personId, { castAt }]) => elsewhere.some((sight) => hadSeen(sight, personId, castAt)))
          .map(([personId]) => exposureKey(session.id, round.itemId, raterOf(session, personId)));
      }),
  );
}
