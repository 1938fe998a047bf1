import { expect, test } from 'vitest';
import { must } from '#shared/must.ts';
import type { Command } from '#shared/session/commands.ts';
import { latestRound, missingFrom } from '#shared/session/queries.ts';
import { projectMinutes } from '#shared/session/project/minutes.ts';
import { projectAgenda } from '#shared/session/project/shared.ts';
import { projectItem } from '#shared/session/project/reveal.ts';
import { projectMine } from '#shared/session/project/own.ts';
import { partsTouchedBy, projectShared } from '#shared/session/project/index.ts';
import { ballotFrom, items, Meeting, people, person } from '../../support/meeting.ts';

const [item] = items as [(typeof items)[0], ...typeof items];
const ann = person('Ann');
const ben = person('Ben');
const fay = person('Fay');
const nobody = new Set<never>();

const started = () => {
  const meeting = new Meeting().begin();
  meeting.open(must(item));
  return meeting;
};
const round = (meeting: Meeting) => must(latestRound(meeting.session, must(item)));
const code = (decision: ReturnType<Meeting['ask']>) => (decision.ok ? 'ok' : decision.refusal.code);

test('S4 the denominator is the voters who are present when the round opens', () => {
  const meeting = new Meeting().begin();
  meeting.present.delete(ben.id);
  meeting.open(must(item));
  expect(round(meeting).expected).toEqual([person('Rob').id, ann.id, person('Cyd').id, person('Dov').id]);
});

test('S4 somebody who comes late may answer and is counted apart', () => {
  const meeting = new Meeting().begin();
  meeting.present.delete(ben.id);
  meeting.open(must(item));
  meeting.cast(ben, must(item), ballotFrom(0, 0));
  const [progress] = projectShared(meeting.session, 'member', nobody).progress;
  expect(progress).toMatchObject({ expected: 4, answered: 0, extra: 1 });
});

test('S4 an excuse makes the denominator smaller and nothing else does', () => {
  const meeting = started();
  meeting.must(fay, { type: 'excuse', roundId: round(meeting).id, personId: ben.id });
  expect(missingFrom(round(meeting))).not.toContain(ben.id);
  expect(projectMine(meeting.session, round(meeting), ben.id)).toMatchObject({ isExcused: true });
  expect(projectShared(meeting.session, 'member', nobody).progress[0]).toMatchObject({ expected: 4 });
});

test('S5 only the chair reveals; a replayed command of somebody else is refused', () => {
  const meeting = started();
  const reveal: Command = { type: 'revealRounds', roundIds: [round(meeting).id], evenIfMissing: true };
  expect(code(meeting.ask(ann, reveal))).toBe('not-allowed');
  const second = { ...person('Rob'), role: 'facilitator' as const };
  expect(code(meeting.ask(second, reveal))).toBe('not-the-chair');
  expect(round(meeting).phase).toBe('open');
});

test('S5 the chair is taken in one act by whoever may facilitate, and a demoted chair drives no longer', () => {
  const meeting = started();
  const second = { ...person('Rob'), role: 'facilitator' as const };
  meeting.must(second, { type: 'takeChair' });
  expect(meeting.session.chair).toBe(second.id);
  const demoted = { ...second, role: 'annotator' as const };
  expect(code(meeting.ask(demoted, { type: 'closeRounds', roundIds: [round(meeting).id] }))).toBe(
    'not-allowed',
  );
});

test('S5 the chair is handed only to somebody who may facilitate', () => {
  const meeting = started();
  expect(code(meeting.ask(fay, { type: 'handOverChair', to: ann.id }))).toBe('may-not-lead');
  expect(meeting.session.chair).toBe(fay.id);
});

test('S6 a reveal with somebody missing takes a second press that names the count', () => {
  const meeting = started();
  meeting.cast(ann, must(item), ballotFrom(0, 0));
  const press = (evenIfMissing: boolean) =>
    meeting.ask(fay, { type: 'revealRounds', roundIds: [round(meeting).id], evenIfMissing });
  const first = press(false);
  expect(first.ok ? null : first.refusal).toMatchObject({ code: 'someone-missing', count: 4 });
  expect(press(true).ok).toBe(true);
  expect(round(meeting).phase).toBe('revealed');
});

test('S6 closing the round first does not spare the second press', () => {
  const meeting = started();
  meeting.cast(ann, must(item), ballotFrom(0, 0));
  meeting.must(fay, { type: 'closeRounds', roundIds: [round(meeting).id] });
  const first = meeting.ask(fay, {
    type: 'revealRounds',
    roundIds: [round(meeting).id],
    evenIfMissing: false,
  });
  expect(first.ok ? null : first.refusal).toMatchObject({ code: 'someone-missing', count: 4 });
});

test('S12 fewer than two answers neither agree nor split', () => {
  const entryAfter = (answers: number) => {
    const meeting = started();
    if (answers > 0) meeting.cast(ann, must(item), ballotFrom(0, 0));
    if (answers > 1) meeting.cast(ben, must(item), ballotFrom(0, 0));
    meeting.reveal(must(item));
    return must(projectAgenda(meeting.session)[0]);
  };
  expect(entryAfter(0)).toMatchObject({ answers: 0, split: null });
  expect(entryAfter(1)).toMatchObject({ answers: 1, split: null });
  expect(entryAfter(2)).toMatchObject({ answers: 2, split: { dimensions: [], open: [] } });
});

test('S12 a round that nobody answered is an open end of the minutes', () => {
  const meeting = started();
  meeting.reveal(must(item));
  expect(projectMinutes(meeting.session).openEnds[0]).toMatchObject({ itemId: item, why: 'nobody-answered' });
});

test('S7 an incomplete ballot is refused with the slot that is missing', () => {
  const meeting = started();
  const { clarity: _clarity, ...values } = ballotFrom(0, 0).values;
  const decision = meeting.cast(ann, must(item), { ...ballotFrom(0, 0), values });
  expect(decision.ok ? null : decision.refusal).toMatchObject({ code: 'invalid-ballot', field: 'clarity' });
});

test('S7 an answer may be changed until close; the last one counts', () => {
  const meeting = started();
  meeting.cast(ann, must(item), ballotFrom(0, 0));
  meeting.cast(ann, must(item), ballotFrom(3, 4));
  expect(round(meeting).ballots[ann.id]).toMatchObject({ revision: 2, ballot: ballotFrom(3, 4) });
});

test('B3 an answer after close is kept as a note of its author and is not counted', () => {
  const meeting = started();
  meeting.cast(ann, must(item), ballotFrom(0, 0));
  meeting.must(fay, { type: 'closeRounds', roundIds: [round(meeting).id] });
  const late = meeting.cast(ben, must(item), ballotFrom(3, 4, 'from the tunnel'));
  expect(late.ok && late.value[0]?.type).toBe('BallotKeptAsNote');
  meeting.reveal(must(item));
  const [entry] = meeting.session.agenda;
  expect(projectItem(meeting.session, must(entry)).rounds[0]).toMatchObject({
    late: 1,
    ballots: [{ who: 'Ann' }],
  });
  expect(projectMine(meeting.session, round(meeting), ben.id).notes).toHaveLength(1);
});

test('S3 a second round opens only after the reveal, and leaves the first as it was', () => {
  const meeting = started();
  meeting.cast(ann, must(item), ballotFrom(0, 0));
  meeting.must(fay, { type: 'closeRounds', roundIds: [round(meeting).id] });
  expect(code(meeting.ask(fay, { type: 'openRounds', itemIds: [must(item)], mode: 'live' }))).toBe(
    'reveal-first',
  );
  meeting.reveal(must(item));
  const first = round(meeting);
  meeting.open(must(item));
  meeting.cast(ann, must(item), ballotFrom(3, 4));
  meeting.reveal(must(item));
  expect(round(meeting).number).toBe(2);
  expect(meeting.session.rounds[first.id]).toEqual(first);
});

test('S11 who did not answer again has no second answer', () => {
  const meeting = started();
  for (const who of [ann, ben]) meeting.cast(who, must(item), ballotFrom(0, 0));
  meeting.reveal(must(item));
  meeting.open(must(item));
  meeting.cast(ann, must(item), ballotFrom(3, 0));
  meeting.reveal(must(item));
  const moves = projectItem(meeting.session, must(meeting.session.agenda[0])).moves.filter(
    (move) => move.slot === 'preference',
  );
  expect(moves).toEqual(
    expect.arrayContaining([
      { slot: 'preference', from: 'r1', to: 'r2', count: 1, who: ['Ann'] },
      { slot: 'preference', from: 'r1', to: null, count: 1, who: ['Ben'] },
    ]),
  );
});

test('B4 the policy cannot change once a round was opened', () => {
  const meeting = started();
  const policy = { ...meeting.session.policy, anonymity: 'anonymous' as const };
  expect(code(meeting.ask(fay, { type: 'setPolicy', policy }))).toBe('policy-fixed');
});

test.each(['pseudonymous', 'anonymous'] as const)(
  'B4 a %s reveal holds no name and no id of who answered',
  (anonymity) => {
    const meeting = new Meeting({ anonymity }).begin();
    meeting.open(must(item));
    for (const who of [ann, ben]) meeting.cast(who, must(item), ballotFrom(0, 0));
    meeting.reveal(must(item));
    meeting.must(ann, { type: 'comment', itemId: must(item), dimensionId: null, replyTo: null, text: 'hm' });
    const shown = JSON.stringify(projectItem(meeting.session, must(meeting.session.agenda[0])));
    for (const { id, name } of people) {
      expect(shown).not.toContain(`"${name}"`);
      expect(shown).not.toContain(`"${id}"`);
    }
  },
);

test('B4 handles stay with their people when others join later', () => {
  const meeting = new Meeting({ anonymity: 'pseudonymous' }).begin();
  meeting.open(must(item));
  meeting.cast(ann, must(item), ballotFrom(0, 0));
  meeting.reveal(must(item));
  const handle = () =>
    projectItem(meeting.session, must(meeting.session.agenda[0])).rounds[0]?.ballots[0]?.who;
  const before = handle();
  for (let i = 0; i < 40; i += 1) {
    meeting.must({ ...ann, id: `late-${i}` as typeof ann.id, name: `Late ${i}` }, { type: 'enter' });
  }
  expect(handle()).toBe(before);
});

test('B5 the order of responses differs between people, not between looks', () => {
  const meeting = started();
  const orders = Array.from({ length: 400 }, (_, i) =>
    projectMine(meeting.session, round(meeting), `p${i}` as typeof ann.id).order.join(),
  );
  const again = projectMine(meeting.session, round(meeting), 'p7' as typeof ann.id).order.join();
  expect(again).toBe(orders[7]);
  const first = orders.filter((order) => order === 'r1,r2').length;
  // 400 fair coins leave 150..250 with a chance below one in a million.
  expect(first).toBeGreaterThan(150);
  expect(first).toBeLessThan(250);
});

test('S9 a timer that has run out is gone when the next round opens, and one that runs goes on', () => {
  const meeting = new Meeting().begin();
  meeting.must(fay, { type: 'startTimer', durationMs: 60_000 });
  meeting.open(must(item));
  expect(meeting.session.timer).toMatchObject({ kind: 'running' });
  meeting.at += 120_000;
  meeting.open(must(items[1]));
  expect(meeting.session.timer).toBeNull();
  const opened = must(meeting.log.findLast(({ event }) => event.type === 'RoundOpened')).event;
  expect(partsTouchedBy(opened, meeting.session)).toContain('session');
});

test('S12 the minutes tell a round that nobody answered from one that was voted on', () => {
  const meeting = started();
  const why = () => projectMinutes(meeting.session).openEnds.find(({ itemId }) => itemId === item)?.why;
  expect(why()).toBe('not-answered');
  meeting.cast(ann, must(item), ballotFrom(0, 0));
  expect(why()).toBe('not-revealed');
});

test('S7 an item of which nothing is asked is not opened', () => {
  const meeting = new Meeting().begin();
  const [entry] = meeting.session.agenda;
  meeting.session = {
    ...meeting.session,
    agenda: [{ ...must(entry), shape: { responses: [], claims: [] } }],
    rubric: { ...meeting.session.rubric, dimensions: meeting.session.rubric.dimensions.slice(0, 1) },
  };
  const open: Command = { type: 'openRounds', itemIds: [must(item)], mode: 'live' };
  expect(code(meeting.ask(fay, open))).toBe('nothing-to-judge');
});
