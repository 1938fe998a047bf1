import type { Group } from '#shared/protocol/http/agreement.ts';
import type { PersonRef } from '#shared/protocol/http/agreement-detail.ts';
import type { Value } from '#shared/rubric/scales/schemas.ts';
import type { SlotKey } from '#shared/rubric/slots.ts';
import type { Anonymity } from '#shared/session/policy.ts';
import { pseudonyms } from '#shared/session/order.ts';
import { currentRuling, isRevealed } from '#shared/session/queries.ts';
import type { RevealedRound, Session } from '#shared/session/state.ts';
import type { Db } from '../../db/database.ts';
import { batchesOf } from '../../repositories/import-batches.ts';
import { membersOf } from '../../repositories/memberships.ts';
import { projectById } from '../../repositories/projects.ts';
import { RefusedError } from '../refused.ts';
import { raterOf } from '../session/revealed-labels.ts';
import { exposures } from './exposure.ts';
import type { SessionShelf } from './session-shelf.ts';

/** A session with at least one revealed round. */
export interface Meeting {
  readonly id: string;
  readonly title: string;
  /** Its first reveal. */
  readonly at: number;
  readonly version: number;
  readonly anonymity: Anonymity;
  /** Items whose first round were labels made elsewhere. */
  readonly importedItems: readonly string[];
}

export interface RulingFact {
  readonly sessionId: string;
  readonly itemId: string;
  readonly verdict: 'decided' | 'irresolvable';
  readonly values: Readonly<Record<SlotKey, Value>>;
  readonly reason: string;
  readonly madeAt: number;
}

interface Individual extends PersonRef {
  readonly group: Group | null;
  /** Handles of one session stand together. */
  readonly session?: string;
}

/** What the labels do not say themselves: sessions, rulings, names. */
export interface Facts {
  readonly projectId: string;
  readonly threshold: number;
  /** Oldest first. */
  readonly meetings: readonly Meeting[];
  readonly preworkRounds: readonly string[];
  /** Keys of ballots by people who had seen the item revealed before (`exposureKey`). */
  readonly exposed: readonly string[];
  readonly rulings: readonly RulingFact[];
  /** By rater, for everybody whom a session names. */
  readonly people: Readonly<Record<string, Individual>>;
  /** How many sessions that tie no ballot to a name each person entered. */
  readonly withoutNames: ReadonlyMap<string, number>;
  readonly batches: readonly {
    readonly id: string;
    readonly fileName: string;
    readonly importedAt: number;
  }[];
}

const revealedOf = (session: Session): RevealedRound[] => Object.values(session.rounds).filter(isRevealed);

function meetingOf(session: Session, revealed: readonly RevealedRound[]): Meeting {
  const imported = revealed.filter((round) => round.mode === 'imported');
  return {
    id: session.id,
    title: session.title,
    at: Math.min(...revealed.map((round) => round.revealedAt)),
    version: session.pin.version,
    anonymity: session.policy.anonymity,
    importedItems: imported.map((round) => round.itemId),
  };
}

function rulingsOf(session: Session): RulingFact[] {
  return session.agenda.flatMap(({ itemId }): RulingFact[] => {
    const ruling = currentRuling(session, itemId);
    if (!ruling) return [];
    const { verdict, values, reason, madeAt } = ruling;
    return [{ sessionId: session.id, itemId, verdict, values, reason, madeAt }];
  });
}

/** Somebody as a session showed them: by name, by the handle of that session, or not at all (law B4). */
function individualsOf(session: Session): Individual[] {
  const people = Object.values(session.people);
  switch (session.policy.anonymity) {
    case 'named':
      return people.map(({ id, name, isGuest }) =>
        isGuest
          ? { key: id, name, kind: 'guest', group: 'guest' }
          : { key: id, name, kind: 'former', group: null },
      );
    case 'pseudonymous': {
      const handles = pseudonyms(session.shuffleSeed, Object.keys(session.people));
      return people.map(({ id }) => ({
        key: raterOf(session, id),
        name: `${handles.get(id) ?? 'somebody'} (${session.title})`,
        kind: 'handle',
        group: null,
        session: session.title,
      }));
    }
    case 'anonymous':
      return [];
  }
}

function enteredWithoutNames(sessions: readonly Session[]): Map<string, number> {
  const hidden = sessions.filter(({ policy }) => policy.anonymity !== 'named');
  const entered = hidden.flatMap(({ people }) => Object.keys(people));
  return new Map([...Map.groupBy(entered, (id) => id)].map(([id, times]) => [id, times.length]));
}

async function peopleOf(db: Db, projectId: string, sessions: readonly Session[]): Promise<Facts['people']> {
  const members = await membersOf(db, projectId);
  const present = members.map(({ personId, name, role }): Individual => {
    return { key: personId, name, kind: 'member', group: role };
  });
  const all = [...sessions.flatMap(individualsOf), ...present];
  return Object.fromEntries(all.map((one) => [one.key, one]));
}

/** Reads everything beside the labels. Only what sessions have revealed is in it (law B1). */
export async function gatherFacts(db: Db, shelf: SessionShelf, projectId: string): Promise<Facts> {
  const project = await projectById(db, projectId);
  if (!project) throw new RefusedError('not-found');
  const sessions = await shelf.ofProject(db, projectId);
  const met = sessions
    .map((session) => ({ session, revealed: revealedOf(session) }))
    .filter(({ revealed }) => revealed.length > 0);
  const prework = met.flatMap(({ revealed }) => revealed.filter((round) => round.mode === 'prework'));
  const batches = await batchesOf(db, projectId);
  return {
    projectId,
    threshold: project.settings.alphaThreshold,
    meetings: met
      .map(({ session, revealed }) => meetingOf(session, revealed))
      .toSorted((a, b) => a.at - b.at),
    preworkRounds: prework.map((round) => round.id),
    exposed: exposures(met),
    rulings: met.flatMap(({ session }) => rulingsOf(session)),
    people: await peopleOf(db, projectId, sessions),
    withoutNames: enteredWithoutNames(sessions),
    batches: batches
      .filter((batch) => batch.kind === 'labels')
      .map(({ id, fileName, importedAt }) => ({ id, fileName, importedAt })),
  };
}
