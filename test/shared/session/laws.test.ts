import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PersonId, RoundId } from '#shared/ids.ts';
import { must } from '#shared/must.ts';
import { replay } from '#shared/session/evolve.ts';
import {
  ownTouchedBy,
  partsTouchedBy,
  projectOwn,
  projectShared,
  sharedKeys,
} from '#shared/session/project/index.ts';
import { projectMinutes } from '#shared/session/project/minutes.ts';
import type { Session } from '#shared/session/state.ts';
import type { Audience, OwnKey } from '#shared/session/view.ts';
import { newSeed } from '../../support/seed.ts';
import {
  actArbitrary,
  ballotFrom,
  commandFor,
  Meeting,
  people,
  plainAnswer,
  type Act,
  type Answer,
} from '../../support/meeting.ts';

const acts = fc.array(actArbitrary, { minLength: 5, maxLength: 70 });
const AUDIENCES: readonly Audience[] = ['member', 'facilitator', 'projector'];

/** Runs a law over random meetings and prints the seed, so that a failure can be run again. */
function law(name: string, property: fc.IProperty<unknown[]> | fc.IProperty<[Act[]]>, numRuns = 300): void {
  test(name, () => {
    const seed = newSeed();
    console.info(`seed ${seed}: ${name}`);
    fc.assert(property as fc.IProperty<unknown[]>, { seed, numRuns });
  });
}

/** Plays acts; `seen` is called after each. */
function play(
  list: readonly Act[],
  answer: Answer,
  seen: (meeting: Meeting, refusal: unknown) => void = () => undefined,
): Meeting {
  const meeting = new Meeting().begin();
  for (const act of list) {
    const [who, command] = commandFor(meeting, act, answer);
    const decision = meeting.ask(who, command);
    seen(meeting, decision.ok ? null : decision.refusal);
  }
  return meeting;
}

law(
  'S1 replaying the log gives the state that lived',
  fc.property(acts, (list) => {
    const meeting = play(list, plainAnswer);
    const created = { event: { ...new Meeting().session, type: 'SessionCreated' as const }, at: 1_000_000 };
    const again = replay([{ event: pick(created.event), at: created.at }, ...meeting.log]);
    expect(again).toEqual(meeting.session);
  }),
);

const pick = ({ id, projectId, title, code, pin, rubric, policy, shuffleSeed }: Session) =>
  ({ type: 'SessionCreated', id, projectId, title, code, pin, rubric, policy, shuffleSeed }) as const;

const ORDER = { open: 0, closed: 1, revealed: 2 };

law(
  'S3 a round never goes back, and B3 what is closed is never counted anew',
  fc.property(acts, (list) => {
    let before: Session = new Meeting().session;
    play(list, plainAnswer, ({ session }) => {
      for (const [id, round] of Object.entries(session.rounds)) {
        const earlier = before.rounds[id as RoundId];
        if (!earlier) continue;
        expect(ORDER[round.phase]).toBeGreaterThanOrEqual(ORDER[earlier.phase]);
        if (earlier.phase !== 'open') expect(round.ballots).toBe(earlier.ballots);
      }
      before = session;
    });
  }),
);

law(
  'S4 only an excuse makes the denominator smaller',
  fc.property(acts, (list) => {
    let before: Session = new Meeting().session;
    play(list, plainAnswer, ({ session }) => {
      for (const [id, round] of Object.entries(session.rounds)) {
        const earlier = before.rounds[id as RoundId];
        if (earlier) expect(round.expected).toEqual(earlier.expected);
      }
      before = session;
    });
  }),
);

/** Everything a viewer could have seen: all shared parts of all audiences, the minutes, and the viewer's own parts. */
type Look = (session: Session, viewer: PersonId) => unknown;

const look: Look = (session, viewer) => ({
  shared: AUDIENCES.map((audience) => projectShared(session, audience, new Set())),
  own: projectOwn(session, viewer, 'owner'),
  minutes: projectMinutes(session),
});

const VICTIMS: readonly PersonId[] = people
  .filter((one) => ['Ann', 'Ben', 'Cyd'].includes(one.name))
  .map((one) => one.id);
const VIEWERS = people.filter((one) => !VICTIMS.includes(one.id));

/**
 * The acts up to a point, in two worlds that differ only in what the victims answer in rounds not revealed by then — in value, reason
 * and length. Returns what each viewer saw at every step, refusals included.
 */
function twoWorlds(list: readonly Act[], see: Look): [string, string] {
  const hidden = new Set(
    Object.values(play(list, plainAnswer).session.rounds)
      .filter((round) => round.phase !== 'revealed')
      .map((round) => round.id),
  );
  const world = (isOther: boolean) => {
    const seen: unknown[] = [];
    let current: Meeting | null = null;
    const answer: Answer = (act, who) => {
      const target = must(current);
      const round = Object.values(target.session.rounds).findLast((one) => one.itemId === `i${act.item + 1}`);
      const isChanged = isOther && VICTIMS.includes(who.id) && round !== undefined && hidden.has(round.id);
      return isChanged
        ? ballotFrom(act.choice + 1, act.point + 2, 'another and much longer reason entirely')
        : plainAnswer(act, who);
    };
    const meeting = (current = new Meeting().begin());
    for (const act of list) {
      const [who, command] = commandFor(meeting, act, answer);
      const decision = meeting.ask(who, command);
      const refusal = !decision.ok && !VICTIMS.includes(who.id) ? decision.refusal : null;
      seen.push(
        refusal,
        VIEWERS.map((viewer) => see(meeting.session, viewer.id)),
      );
    }
    return JSON.stringify(seen);
  };
  return [world(false), world(true)];
}

const blind = (see: Look) =>
  fc.property(acts, (list) => {
    const [one, other] = twoWorlds(list, see);
    expect(other === one).toBe(true);
  });

law('B1 two worlds that differ only in unrevealed ballots look the same to everybody else', blind(look), 80);

/* Planted faults: each shows something that depends on unrevealed ballots. The law must catch every one of them. */
const FAULTS: Record<string, Look> = {
  'the share of first answers': (session, viewer) => [
    look(session, viewer),
    Object.values(session.rounds).map(
      (round) =>
        Object.values(round.ballots).filter((cast) => JSON.stringify(cast.ballot.values).includes('"r1"'))
          .length,
    ),
  ],
  'the length of reasons': (session, viewer) => [
    look(session, viewer),
    Object.values(session.rounds).map((round) => JSON.stringify(round.ballots).length),
  ],
  'a list sorted by answer': (session, viewer) => [
    look(session, viewer),
    Object.values(session.rounds).map((round) =>
      Object.entries(round.ballots)
        .toSorted(([, a], [, b]) =>
          JSON.stringify(a.ballot.values) < JSON.stringify(b.ballot.values) ? -1 : 1,
        )
        .map(([id]) => id),
    ),
  ],
};

for (const [fault, see] of Object.entries(FAULTS)) {
  test(`B1 a planted fault is caught: ${fault}`, () => {
    expect(fc.check(blind(see), { seed: 20261120, numRuns: 60, endOnFailure: true }).failed).toBe(true);
  });
}

law(
  'B1 how often somebody changes an answer is not visible: a repeated ballot publishes nothing',
  fc.property(acts, (list) => {
    play(list, plainAnswer, (meeting) => {
      const { session } = meeting;
      for (const round of Object.values(session.rounds)) {
        const [id] = Object.keys(round.ballots) as PersonId[];
        const who = people.find((one) => one.id === id);
        if (round.phase !== 'open' || !who || session.people[who.id]?.seat !== 'voter') continue;
        const before = JSON.stringify(
          AUDIENCES.map((audience) => projectShared(session, audience, new Set())),
        );
        meeting.must(who, { type: 'castBallot', roundId: round.id, ballot: ballotFrom(2, 2, 'changed') });
        const after = JSON.stringify(
          AUDIENCES.map((audience) => projectShared(meeting.session, audience, new Set())),
        );
        expect(after).toBe(before);
      }
    });
  }),
  60,
);

law(
  'P3 the hints name every part that an event changes',
  fc.property(acts, (list) => {
    const meeting = new Meeting().begin();
    for (const act of list) {
      const before = meeting.session;
      const from = meeting.log.length;
      meeting.ask(...commandFor(meeting, act, plainAnswer));
      const events = meeting.log.slice(from).map((logged) => logged.event);
      const hinted = new Set(events.flatMap((event) => partsTouchedBy(event, meeting.session)));
      const touched = events.flatMap((event) => ownTouchedBy(event) ?? []);
      for (const audience of AUDIENCES) {
        const [old, now] = [before, meeting.session].map((session) =>
          projectShared(session, audience, new Set()),
        );
        for (const key of sharedKeys(meeting.session)) {
          if (!hinted.has(key)) expect(now?.[key]).toEqual(old?.[key]);
        }
      }
      for (const { id, role } of people) {
        const hints = touched.filter(({ whose }) => whose === 'everybody' || whose === id);
        if (hints.some(({ keys }) => keys === 'all')) continue;
        const keys = new Set(hints.flatMap((hint) => hint.keys));
        const unhinted = ([key]: [string, unknown]) => !keys.has(key as OwnKey);
        const [old, now] = [before, meeting.session].map((session) =>
          Object.entries(projectOwn(session, id, role)).filter(unhinted),
        );
        expect(now).toEqual(old);
      }
    }
  }),
  100,
);
