import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '#shared/agreement/random.ts';
import { itemId, personId, roundId } from '#shared/ids.ts';
import { must } from '#shared/must.ts';
import { ballotProblems } from '#shared/rubric/ballot-problems.ts';
import { rubricSchema } from '#shared/rubric/rubric.ts';
import { RUBRIC_TEMPLATES } from '#shared/rubric/templates.ts';
import { projectOwn, projectShared } from '#shared/session/project/index.ts';
import type { LiveView } from '../../tools/client/live-client.ts';
import { emptyMemory, nextIntent } from '../../tools/people/intent.ts';
import { nextStep, type Knowledge } from '../../tools/people/next-step.ts';
import { Pace, SPANS } from '../../tools/people/pace.ts';
import { fitted, plausibleBallot } from '../../tools/people/plausible/ballot.ts';
import { lookAt, type Look } from '../../tools/people/plausible/look.ts';
import { reasonFor } from '../../tools/people/plausible/liking.ts';
import type { Voice } from '../../tools/people/voice.ts';
import { batchesOf } from '../../tools/rehearse/batches.ts';
import { ballotFrom, items, Meeting, people, person, rubric } from '../support/meeting.ts';

const RUNS = { numRuns: 200 };

const lookWith = (responses: number, claims: number): Look =>
  lookAt({
    responses: Array.from({ length: responses }, (_, i) => ({
      id: `r${i + 1}`,
      html: `<p>${'word '.repeat(i * 7 + 3)}</p>`,
    })),
    claims: Array.from({ length: claims }, (_, i) => ({ id: `c${i + 1}`, html: '' })),
  });

const tasteArbitrary = fc.record({
  brevity: fc.double({ min: -1, max: 1, noNaN: true }),
  structure: fc.double({ min: -1, max: 1, noNaN: true }),
  caution: fc.double({ min: -1, max: 1, noNaN: true }),
});

describe('answers by first impression', () => {
  test.each(RUBRIC_TEMPLATES.map((template) => [template.id, template.rubric] as const))(
    'are whole and valid under the %s template, whatever the taste',
    (_id, template) => {
      fc.assert(
        fc.property(tasteArbitrary, fc.integer(), (taste, seed) => {
          const look = lookWith(2, 3);
          const ballot = plausibleBallot(template, look, taste, seededRandom(seed));
          const shape = { responses: ['r1', 'r2'], claims: ['c1', 'c2', 'c3'] };
          expect(ballotProblems(template, shape, ballot)).toEqual([]);
        }),
        RUNS,
      );
    },
  );

  test('follow the taste: who likes few words puts the shortest response first', () => {
    const ranking = rubricSchema.parse({
      dimensions: [{ id: 'order', name: 'Order', scale: { kind: 'ranking' } }],
    });
    const taste = { brevity: 1, structure: 0, caution: 0 };
    const firsts = Array.from({ length: 200 }, (_, seed) => {
      const { order } = plausibleBallot(ranking, lookWith(4, 0), taste, seededRandom(seed)).values;
      return order?.kind === 'ranking' ? order.order[0] : undefined;
    });
    expect(firsts.filter((first) => first === 'r1').length).toBeGreaterThan(120);
  });

  test('a prepared ballot keeps what fits the rubric of today and is completed where that asks for more', () => {
    const more = rubricSchema.parse({
      dimensions: [
        ...rubric.dimensions,
        { id: 'words', name: 'Words', scale: { kind: 'number', min: 0, max: 10 } },
      ].slice(1),
    });
    const look = lookWith(2, 0);
    const plausible = plausibleBallot(more, look, { brevity: 0, structure: 0, caution: 0 }, seededRandom(1));
    const ballot = fitted(ballotFrom(0, 3, 'as prepared'), more, look, plausible);
    expect(ballotProblems(more, { responses: ['r1', 'r2'], claims: [] }, ballot)).toEqual([]);
    expect(ballot.values['clarity']).toEqual({ kind: 'likert', point: 4 });
    expect(ballot).toMatchObject({ reason: 'as prepared' });
  });

  test('say what they went by and that nothing was checked', () => {
    expect(
      reasonFor([
        { id: 'r1', score: 0.2, because: 'brevity' },
        { id: 'r2', score: 0.9, because: 'caution' },
      ]),
    ).toBe(
      'I went by whether it says where it could be wrong, and B does better there. One reading, nothing checked.',
    );
  });
});

test('the pace of a person stays within the span, stretched by their own and shrunk by the haste', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.double({ min: 0.5, max: 2, noNaN: true }),
      fc.integer({ min: 1, max: 1000 }),
      (seed, stretch, haste) => {
        const [from, to] = SPANS.answer;
        const drawn = new Pace(seededRandom(seed), haste).draw(SPANS.answer, stretch);
        expect(drawn).toBeGreaterThanOrEqual((from * stretch) / haste);
        expect(drawn).toBeLessThanOrEqual((to * stretch) / haste);
      },
    ),
    RUNS,
  );
});

const silent: Voice = {
  ballot: () => Promise.reject(new Error('not asked')),
  hastyBallot: () => Promise.reject(new Error('not asked')),
  remarks: () => [{ dimensionId: null, text: 'A remark.', after: 0 }],
  dissent: () => 'I see it otherwise.',
};

/** What somebody in the meeting sees, by the server's own projection. */
function viewOf(meeting: Meeting, name: string): LiveView {
  const { id, role } = person(name);
  const audience = role === 'facilitator' ? 'facilitator' : 'member';
  const present = new Set(people.map((one) => one.id));
  return {
    shared: projectShared(meeting.session, audience, present),
    own: projectOwn(meeting.session, id, role),
  };
}

const [item] = items;
const first = must(item);

const cast = (meeting: Meeting, choices: Record<string, number>) => {
  for (const [name, choice] of Object.entries(choices))
    meeting.cast(person(name), first, ballotFrom(choice, choice));
};

describe('what an annotator does next', () => {
  const intent = (meeting: Meeting, memory = emptyMemory(), name = 'Ann') =>
    nextIntent(viewOf(meeting, name), memory, silent);

  test('nothing before a round opens; then an answer, once', () => {
    const meeting = new Meeting().begin();
    expect(intent(meeting)).toBeNull();
    meeting.open(first);
    expect(intent(meeting)).toMatchObject({ kind: 'answer', itemId: first, nth: 1 });
    cast(meeting, { Ann: 0 });
    expect(intent(meeting)).toBeNull();
  });

  test('an open round comes before a remark on another item', () => {
    const meeting = new Meeting().begin();
    meeting.open(first);
    cast(meeting, { Ann: 0, Ben: 3 });
    meeting.reveal(first);
    expect(intent(meeting)).toMatchObject({ kind: 'remark', itemId: first });
    meeting.open(must(items[1]));
    expect(intent(meeting)).toMatchObject({ kind: 'answer', itemId: items[1] });
  });

  test('after the reveal: a remark, then perhaps the hand, then ready', () => {
    const meeting = new Meeting().begin();
    meeting.open(first);
    cast(meeting, { Ann: 0, Ben: 3 });
    meeting.reveal(first);
    const memory = emptyMemory();
    meeting.must(person('Ann'), {
      type: 'comment',
      itemId: first,
      dimensionId: null,
      replyTo: null,
      text: 'A remark.',
    });
    expect(intent(meeting, memory)).toMatchObject({ kind: 'raise-hand' });
    memory.weighed.add(must(viewOf(meeting, 'Ann').shared.agenda?.[0]?.round).id);
    expect(intent(meeting, memory)).toMatchObject({ kind: 'be-ready' });
    meeting.must(person('Ann'), { type: 'setReady', ready: true });
    expect(intent(meeting, memory)).toBeNull();
  });

  test('the second round of an item is their second', () => {
    const meeting = new Meeting().begin();
    meeting.open(first);
    cast(meeting, { Ann: 0 });
    meeting.reveal(first);
    meeting.open(first);
    expect(intent(meeting)).toMatchObject({ kind: 'answer', nth: 2 });
  });

  test('labels made elsewhere are nobody’s first round, and call for no remark', () => {
    const meeting = new Meeting();
    const outsider = personId.parse('imp-1');
    const ballots = [{ personId: outsider, name: 'Lena', ballot: ballotFrom(0, 0) }];
    meeting.apply([{ type: 'RoundImported', roundId: roundId.parse('imported'), itemId: first, ballots }]);
    meeting.begin().reveal(first);
    expect(intent(meeting)).toBeNull();
    meeting.open(first);
    expect(intent(meeting)).toMatchObject({ kind: 'answer', nth: 1 });
  });

  test('somebody who only watches takes a seat, an observer does nothing', () => {
    const meeting = new Meeting().begin();
    meeting.must(person('Ann'), { type: 'takeSeat', seat: 'watching' });
    expect(intent(meeting)).toEqual({ kind: 'take-seat' });
    expect(intent(meeting, emptyMemory(), 'Oli')).toBeNull();
  });
});

describe('what a facilitator does next', () => {
  const knowledge = (known: Partial<Knowledge> = {}): Knowledge => ({
    patience: { gather: 1_000, answers: 1_000, reading: 100, talk: 500 },
    quorum: 4,
    since: () => 10_000,
    isPrepared: () => true,
    isDone: () => false,
    ...known,
  });
  const step = (meeting: Meeting, known: Partial<Knowledge> = {}) =>
    nextStep(viewOf(meeting, 'Fay'), knowledge(known));

  test('takes the chair, waits for the quorum, starts and opens the first item', () => {
    const meeting = new Meeting();
    meeting.must(person('Fay'), { type: 'enter' });
    expect(step(meeting)).toEqual({ kind: 'take-chair' });
    meeting.must(person('Fay'), { type: 'takeChair' });
    expect(step(meeting, { since: () => 300 })).toEqual({ kind: 'wait', ms: 700 });
    expect(step(meeting)).toEqual({ kind: 'start' });
    meeting.must(person('Fay'), { type: 'start' });
    expect(step(meeting)).toEqual({ kind: 'open', itemId: first });
  });

  test('reveals when everybody has answered, and without the missing when patience is over', () => {
    const meeting = new Meeting().begin();
    meeting.open(first);
    expect(step(meeting, { since: () => 400 })).toEqual({ kind: 'wait', ms: 600 });
    expect(step(meeting)).toMatchObject({ kind: 'reveal', evenIfMissing: true });
    cast(meeting, { Ann: 0, Ben: 0, Cyd: 0, Dov: 0, Rob: 0 });
    expect(step(meeting, { since: () => 0 })).toMatchObject({ kind: 'reveal', evenIfMissing: false });
  });

  test('a split is voted on again, then ruled on; without a prepared ruling it is parked', () => {
    const meeting = new Meeting().begin();
    const vote = () => {
      meeting.open(first);
      cast(meeting, { Ann: 0, Ben: 3 });
      meeting.reveal(first);
    };
    vote();
    expect(step(meeting)).toEqual({ kind: 'open', itemId: first });
    vote();
    expect(step(meeting)).toMatchObject({ kind: 'rule', itemId: first });
    expect(step(meeting, { isPrepared: () => false })).toEqual({ kind: 'park', itemId: first });
  });

  test('an item on which all agree needs no ruling', () => {
    const meeting = new Meeting().begin();
    meeting.open(first);
    cast(meeting, { Ann: 0, Ben: 0 });
    meeting.reveal(first);
    expect(step(meeting)).toEqual({ kind: 'go-on', itemId: first });
    expect(step(meeting, { isDone: (id) => id === first })).toEqual({ kind: 'open', itemId: items[1] });
    expect(step(meeting, { isDone: () => true })).toEqual({ kind: 'end' });
  });

  test('lets go when somebody else has taken the chair', () => {
    const meeting = new Meeting().begin();
    meeting.leaders.push(person('Rob').id);
    meeting.must(person('Fay'), { type: 'handOverChair', to: person('Rob').id });
    expect(step(meeting)).toMatchObject({ kind: 'wait' });
  });
});

test('batches hold every item once, in order, and none is larger than a frame should be', () => {
  const plan = fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 300 });
  fc.assert(
    fc.property(plan, fc.nat(250), (answering, present) => {
      const names = answering.map((_, index) => itemId.parse(`i${index}`));
      const peopleOn = (name: string) =>
        Array.from({ length: must(answering[Number(name.slice(1))]) }, (_, i) => `p${i}`);
      const batches = batchesOf(names, peopleOn, present);
      expect(batches.flatMap((batch) => batch.items)).toEqual(names);
      for (const { items: own, people: seated } of batches) {
        const size = own.length * Math.max(seated.size, present);
        expect(own.length === 1 || (own.length <= 50 && size <= 4_000)).toBe(true);
        expect(own.every((name) => peopleOn(name).every((one) => seated.has(one)))).toBe(true);
      }
    }),
    RUNS,
  );
});
