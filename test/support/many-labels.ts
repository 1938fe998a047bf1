import { itemId, personId, projectId, roundId, sessionId, type ItemId, type PersonId } from '#shared/ids.ts';
import type { Ballot } from '#shared/rubric/ballot.ts';
import { rubricSchema, type Rubric } from '#shared/rubric/rubric.ts';
import type { SessionEvent } from '#shared/session/events.ts';
import { replay } from '#shared/session/evolve.ts';
import { sessionPolicySchema } from '#shared/session/policy.ts';
import { must } from '#shared/must.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { insertItems } from '#server/repositories/items.ts';
import { appendEvents } from '#server/repositories/session-log.ts';
import { insertSession } from '#server/repositories/sessions.ts';
import { applyEffects } from '#server/services/session/effects.ts';
import type { BuiltProject } from './builders.ts';

/* A project as it is after a year of meetings, written into the database as meetings write it: logs and read models. */

const DIMENSIONS = ['clear', 'true', 'helpful', 'safe', 'short'];
const points = [1, 2, 3, 4, 5].map((value) => ({ value, label: `point ${value}` }));

/** Five dimensions, so five labels a ballot. */
export const manyLabelsRubric: Rubric = rubricSchema.parse({
  dimensions: DIMENSIONS.map((id) => ({ id, name: id, scale: { kind: 'likert', points } })),
});

export interface Size {
  readonly sessions: number;
  readonly itemsEach: number;
  readonly people: number;
}

export const labelsOf = ({ sessions, itemsEach, people }: Size): number =>
  sessions * itemsEach * people * DIMENSIONS.length;

const START = Date.UTC(2026, 0, 5);
const HOUR = 3_600_000;

/** Deterministic, and with some agreement: most are near the item's own point. */
const pointOf = (item: number, person: number, dimension: number): number => {
  const noise = (item * 7919 + person * 104_729 + dimension * 31) % 10;
  return 1 + ((item + (noise < 7 ? 0 : noise)) % points.length);
};

const ballotOf = (item: number, person: number): Ballot => ({
  values: Object.fromEntries(
    DIMENSIONS.map((id, index) => [id, { kind: 'likert', point: pointOf(item, person, index) }]),
  ),
  reason: `Because of what stands in line ${item % 17}.`,
  confidence: null,
  clause: null,
});

/** The owner and others who have no account any more. */
const peopleOf = (owner: string, count: number): PersonId[] =>
  Array.from({ length: count }, (_, i) => personId.parse(i === 0 ? owner : `voter-${i}`));

function created(project: string, number: number): SessionEvent {
  return {
    ...{
      type: 'SessionCreated',
      id: sessionId.parse(`session-${number}`),
      projectId: projectId.parse(project),
    },
    ...{ title: `Week ${number}`, code: `C${number}`, pin: { version: 1, hash: 'h' } },
    ...{ rubric: manyLabelsRubric, policy: sessionPolicySchema.parse({}), shuffleSeed: `seed-${number}` },
  };
}

function roundOf(item: ItemId, index: number, people: readonly PersonId[], session: number): SessionEvent[] {
  const id = roundId.parse(`round-${session}-${index}`);
  const names = Object.fromEntries(people.map((person) => [person, person]));
  return [
    { type: 'RoundOpened', roundId: id, itemId: item, number: 1, mode: 'live', expected: people, names },
    ...people.map((person, i): SessionEvent => ({
      ...{ type: 'BallotCast', roundId: id, personId: person, ballot: ballotOf(index, i), order: [] },
    })),
    { type: 'RoundClosed', roundId: id },
    { type: 'RoundRevealed', roundId: id, by: null },
  ];
}

function eventsOf(
  { id: project, owner }: BuiltProject,
  items: readonly ItemId[],
  number: number,
  size: Size,
): SessionEvent[] {
  const people = peopleOf(owner.id, size.people);
  const first = number * size.itemsEach;
  // Every second session has items that an earlier one had, so that some ballots are exposed.
  const agenda = Array.from({ length: size.itemsEach }, (_, i) => (first + i) % items.length);
  return [
    created(project, number),
    { type: 'SessionStarted' },
    ...people.map((person): SessionEvent => ({
      ...{ type: 'PersonEntered', personId: person, name: person, isGuest: false, seat: 'voter' },
    })),
    ...agenda.flatMap((index) => roundOf(must(items[index]), index, people, number)),
    { type: 'SessionEnded' },
  ];
}

/** Writes the sessions; half of all items come twice. */
export async function buildManyLabels(deps: Deps, project: BuiltProject, size: Size): Promise<void> {
  const items = Array.from({ length: Math.ceil((size.sessions * size.itemsEach) / 2) }, (_, i) => ({
    ...{ id: itemId.parse(`item-${i}`), contentHash: `hash-${i}` },
    content: {
      ...{ externalId: `q${i}`, task: 'likert', lang: 'en', prompt: `Question ${i}`, context: null },
      ...{ turns: [], responses: [], claims: [], tags: [], meta: {} },
    },
  }));
  await inTransaction(deps.db, (tx) =>
    insertItems(tx, { projectId: project.id, batchId: null, at: START }, items),
  );
  for (let number = 0; number < size.sessions; number += 1) {
    const at = START + number * HOUR;
    const log = eventsOf(
      project,
      items.map(({ id }) => id),
      number,
      size,
    ).map((event, index) => ({ seq: index + 1, at: at + index, actorId: null, event }));
    const session = must(replay(log));
    await inTransaction(deps.db, async (tx) => {
      await insertSession(tx, {
        ...{ id: session.id, projectId: session.projectId, title: session.title, code: session.code },
        ...{
          phase: 'ended',
          createdBy: project.owner.id,
          createdAt: at,
          scheduledFor: null,
          endedAt: at + HOUR,
        },
        ...{ anonymity: 'named', guestsAllowed: false, guidelineVersion: 1 },
      });
      await appendEvents(tx, session.id, log);
      await applyEffects(tx, deps, session, log);
    });
  }
}
