import type { PersonId } from '#shared/ids.ts';
import { pseudonyms } from '../order.ts';
import type { Round, Session } from '../state.ts';

/** How a person's ballots, comments and dissents are attributed under the session's policy (law B4). */
export interface Attribution {
  readonly who: string | null;
  readonly personId: PersonId | null;
}

const NOBODY: Attribution = { who: null, personId: null };

export const nameIn = (session: Session, id: PersonId, round?: Round): string =>
  session.people[id]?.name ?? round?.names[id] ?? 'somebody';

/** Imported annotators were never promised anything by this session, but the policy holds for them just the same. */
export function attributor(session: Session): (id: PersonId, round?: Round) => Attribution {
  switch (session.policy.anonymity) {
    case 'named':
      return (id, round) => ({ who: nameIn(session, id, round), personId: id });
    case 'pseudonymous': {
      const handles = pseudonyms(session.shuffleSeed, Object.keys(session.people));
      const imported = pseudonyms(`${session.shuffleSeed}/imported`, importedAnnotators(session));
      return (id) => ({
        who: handles.get(id) ?? `${imported.get(id) ?? 'somebody'} (imported)`,
        personId: null,
      });
    }
    case 'anonymous':
      return () => NOBODY;
  }
}

function importedAnnotators(session: Session): string[] {
  const rounds = Object.values(session.rounds).filter((round) => round.mode === 'imported');
  return [...new Set(rounds.flatMap((round) => Object.keys(round.ballots)))].toSorted();
}
