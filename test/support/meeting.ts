import fc from 'fast-check';
import type { Role } from '#shared/access/policy.ts';
import { itemId, personId, projectId, sessionId, type ItemId, type PersonId } from '#shared/ids.ts';
import { must } from '#shared/must.ts';
import { rubricSchema, type Rubric } from '#shared/rubric/rubric.ts';
import type { Ballot } from '#shared/rubric/ballot.ts';
import type { Command } from '#shared/session/commands.ts';
import { decide, type Context, type Decision } from '#shared/session/decide/index.ts';
import { evolve } from '#shared/session/evolve.ts';
import type { SessionEvent } from '#shared/session/events.ts';
import { latestRound } from '#shared/session/queries.ts';
import { sessionPolicySchema, type SessionPolicy } from '#shared/session/policy.ts';
import type { AgendaEntry, Session } from '#shared/session/state.ts';

/* A whole meeting without server, clock or network: the pure machine, driven by hand or at random. */

export const rubric: Rubric = rubricSchema.parse({
  dimensions: [
    { id: 'preference', name: 'Preference', scale: { kind: 'pairwise', allowBothBad: true } },
    {
      id: 'clarity',
      name: 'Clarity',
      scale: { kind: 'likert', points: [1, 2, 3, 4, 5].map((value) => ({ value, label: `point ${value}` })) },
    },
  ],
});

const CAST: readonly [name: string, role: Role][] = [
  ['Fay', 'facilitator'],
  ['Rob', 'reviewer'],
  ['Ann', 'annotator'],
  ['Ben', 'annotator'],
  ['Cyd', 'annotator'],
  ['Dov', 'annotator'],
  ['Oli', 'observer'],
];

export interface Member {
  readonly id: PersonId;
  readonly name: string;
  readonly role: Role;
}

export const people: readonly Member[] = CAST.map(([name, role]) => ({
  id: personId.parse(name.toLowerCase()),
  name,
  role,
}));
export const person = (name: string): Member =>
  must(
    people.find((one) => one.name === name),
    name,
  );

export const items: readonly ItemId[] = ['i1', 'i2', 'i3'].map((id) => itemId.parse(id));
const entry = (id: ItemId): AgendaEntry => ({
  ...{ itemId: id, title: `Item ${id}`, carriedFrom: null, state: 'listed', note: '' },
  shape: { responses: ['r1', 'r2'], claims: [] },
});

const policyOf = (policy: Partial<SessionPolicy>) => sessionPolicySchema.parse(policy);

/** A meeting under way: the log, its fold, and a hand to move it with. */
export class Meeting {
  session: Session;
  readonly log: { event: SessionEvent; at: number }[] = [];
  present = new Set<PersonId>(people.map((one) => one.id));
  leaders = people.filter((one) => one.role === 'facilitator').map((one) => one.id);
  at = 1_000_000;
  #ids = 0;

  constructor(policy: Partial<SessionPolicy> = {}) {
    this.session = evolve(null, {
      at: this.at,
      event: {
        ...{
          type: 'SessionCreated',
          id: sessionId.parse('s1'),
          projectId: projectId.parse('p1'),
          title: 'Weekly',
        },
        ...{
          code: 'ABCDEF',
          pin: { version: 1, hash: 'h' },
          rubric,
          policy: policyOf(policy),
          shuffleSeed: 'seed',
        },
      },
    });
    this.apply([{ type: 'ItemsListed', entries: items.map(entry) }]);
  }

  apply(events: readonly SessionEvent[]): void {
    for (const event of events) {
      this.log.push({ event, at: this.at });
      this.session = evolve(this.session, { event, at: this.at });
    }
  }

  context(who: Member): Context {
    this.at += 7;
    return {
      at: this.at,
      asker: { personId: who.id, name: who.name, isGuest: false, role: who.role },
      present: this.present,
      invited: people.filter((one) => one.role === 'annotator' || one.role === 'reviewer'),
      leaders: this.leaders,
      items: {},
      newId: () => `n${(this.#ids += 1)}`,
    };
  }

  /** Asks; applies the events when they are allowed. */
  ask(who: Member, command: Command): Decision {
    const decision = decide(this.session, command, this.context(who));
    if (decision.ok) this.apply(decision.value);
    return decision;
  }

  /** Asks and expects to be allowed. */
  must(who: Member, command: Command): void {
    const decision = this.ask(who, command);
    if (!decision.ok) throw new Error(`${command.type} was refused: ${decision.refusal.code}`);
  }

  /** Everybody enters and Fay takes the chair and starts. */
  begin(): this {
    for (const one of people) this.must(one, { type: 'enter' });
    this.must(person('Fay'), { type: 'takeChair' });
    this.must(person('Fay'), { type: 'start' });
    return this;
  }

  open(item: ItemId): void {
    this.must(person('Fay'), { type: 'openRounds', itemIds: [item], mode: 'live' });
  }

  cast(who: Member, item: ItemId, ballot: Ballot): Decision {
    return this.ask(who, { type: 'castBallot', roundId: must(latestRound(this.session, item)).id, ballot });
  }

  reveal(item: ItemId): void {
    const round = must(latestRound(this.session, item));
    this.must(person('Fay'), { type: 'revealRounds', roundIds: [round.id], evenIfMissing: true });
  }
}

const CHOICES = ['r1', 'tie', 'both-bad', 'r2'];

export const ballotFrom = (choice: number, point: number, reason = ''): Ballot => ({
  values: {
    preference: { kind: 'pairwise', choice: must(CHOICES[choice % CHOICES.length]) },
    clarity: { kind: 'likert', point: 1 + (point % 5) },
  },
  reason,
  confidence: null,
  clause: null,
});

/** One random act; what it becomes depends on the state it meets. */
export interface Act {
  readonly kind: number;
  readonly who: number;
  readonly item: number;
  readonly choice: number;
  readonly point: number;
}

export const actArbitrary: fc.Arbitrary<Act> = fc.record({
  kind: fc.nat(23),
  who: fc.nat(people.length - 1),
  item: fc.nat(items.length - 1),
  choice: fc.nat(3),
  point: fc.nat(4),
});

/** What a ballot says in one world; the twin world may answer otherwise. */
export type Answer = (act: Act, who: Member) => Ballot;
export const plainAnswer: Answer = (act) =>
  ballotFrom(act.choice, act.point, `because ${act.choice}-${act.point}`);

/** The command that an act means in this state, with the person who asks it. */
export function commandFor(meeting: Meeting, act: Act, answer: Answer): [Member, Command] {
  const who = must(people[act.who]);
  const itemId = must(items[act.item]);
  const fay = person('Fay');
  const round = latestRound(meeting.session, itemId);
  const roundId = round?.id ?? must(itemIdAsRound());
  // Ballots are the most frequent thing in a meeting, here as well.
  if (act.kind < 9) return [who, { type: 'castBallot', roundId, ballot: answer(act, who) }];
  switch (act.kind) {
    case 9:
    case 10:
    case 11:
      return [fay, { type: 'openRounds', itemIds: [itemId], mode: act.choice === 0 ? 'batch' : 'live' }];
    case 12:
    case 13:
      return [fay, { type: 'closeRounds', roundIds: [roundId] }];
    case 14:
    case 15:
      return [fay, { type: 'revealRounds', roundIds: [roundId], evenIfMissing: act.choice > 0 }];
    case 16:
      return [who, { type: 'comment', itemId, dimensionId: null, replyTo: null, text: `on ${itemId}` }];
    case 17:
      return [fay, { type: 'excuse', roundId, personId: must(people[act.choice + 2]).id }];
    case 18:
      return [fay, { type: 'parkItem', itemId, note: 'later' }];
    case 19:
      return [who, { type: 'takeSeat', seat: act.choice === 0 ? 'watching' : 'voter' }];
    case 20:
      return [who, { type: 'raiseHand', raised: act.choice > 1 }];
    case 21:
      return [fay, { type: 'startTimer', durationMs: 60_000 }];
    case 22:
      return [who, { type: 'revealRounds', roundIds: [roundId], evenIfMissing: true }];
    default:
      return [fay, { type: 'focus', itemId }];
  }
}

/** A round id that does not exist, for acts that name one before there is any. */
const itemIdAsRound = () => 'no-such-round' as Extract<Command, { type: 'castBallot' }>['roundId'];
