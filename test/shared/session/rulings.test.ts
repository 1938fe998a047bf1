import { expect, test } from 'vitest';
import { clauseId, itemId } from '#shared/ids.ts';
import { must } from '#shared/must.ts';
import type { CommandOf } from '#shared/session/commands.ts';
import { latestRound, rulingsOn } from '#shared/session/queries.ts';
import { projectMinutes } from '#shared/session/project/minutes.ts';
import { projectAgenda } from '#shared/session/project/shared.ts';
import { ballotFrom, items, Meeting, person } from '../../support/meeting.ts';

const item = must(items[0]);
const fay = person('Fay');
const rob = person('Rob');
const ann = person('Ann');

function revealed(): Meeting {
  const meeting = new Meeting().begin();
  meeting.open(item);
  meeting.cast(ann, item, ballotFrom(0, 0));
  meeting.cast(person('Ben'), item, ballotFrom(3, 4));
  meeting.reveal(item);
  return meeting;
}

const ruling = (meeting: Meeting, change: Partial<CommandOf<'rule'>> = {}): CommandOf<'rule'> => ({
  type: 'rule',
  itemId: item,
  roundId: must(latestRound(meeting.session, item)).id,
  verdict: 'decided',
  values: { preference: { kind: 'pairwise', choice: 'r1' } },
  by: 'consensus',
  cause: 'rule-gap',
  cited: { kind: 'clause', clauseId: clauseId.parse('c-tie') },
  question: '',
  reason: 'A answers what was asked.',
  ...change,
});

const refusal = (decision: ReturnType<Meeting['ask']>) => (decision.ok ? null : decision.refusal);

test('R1 a ruling cites a clause, or names the question that none answers', () => {
  const meeting = revealed();
  expect(meeting.ask(fay, ruling(meeting)).ok).toBe(true);
  const none = ruling(meeting, { cited: { kind: 'none' } });
  expect(refusal(meeting.ask(fay, none))).toMatchObject({ code: 'invalid-ruling', field: 'question' });
  expect(meeting.ask(fay, { ...none, question: 'Which version of the API counts?' }).ok).toBe(true);
});

test('R2 an irresolvable item keeps its distribution: it has no ruled value', () => {
  const meeting = revealed();
  const irresolvable = ruling(meeting, { verdict: 'irresolvable' });
  expect(refusal(meeting.ask(fay, irresolvable))).toMatchObject({ code: 'invalid-ruling', field: 'values' });
  expect(meeting.ask(fay, { ...irresolvable, values: {} }).ok).toBe(true);
});

test('R6 a decision on a split says what holds on at least one dimension that is split', () => {
  const meeting = new Meeting().begin();
  meeting.open(item);
  meeting.cast(ann, item, ballotFrom(0, 2));
  meeting.cast(person('Ben'), item, ballotFrom(3, 2));
  meeting.reveal(item);
  const besides = ruling(meeting, { values: { clarity: { kind: 'likert', point: 3 } } });
  const refused = refusal(meeting.ask(fay, besides));
  expect(refused).toMatchObject({ code: 'invalid-ruling', field: 'values' });
  expect(refused?.message).toContain('Preference');
  expect(meeting.ask(fay, ruling(meeting)).ok).toBe(true);
});

test('R6 what a further vote has settled may still be ruled on: it was split before', () => {
  const meeting = revealed();
  meeting.open(item);
  meeting.cast(ann, item, ballotFrom(0, 0));
  meeting.cast(person('Ben'), item, ballotFrom(0, 4));
  meeting.reveal(item);
  expect(meeting.ask(fay, ruling(meeting)).ok).toBe(true);
});

test('R6 what is split in the last round and has no ruled value stays open, by name; an irresolvable item leaves nothing open', () => {
  const meeting = revealed();
  const openEnd = () => projectMinutes(meeting.session).openEnds.find(({ itemId: id }) => id === item);
  expect(openEnd()).toMatchObject({ why: 'split-without-ruling', dimensions: ['preference', 'clarity'] });
  meeting.must(fay, ruling(meeting));
  expect(openEnd()).toMatchObject({ why: 'ruled-in-part', dimensions: ['clarity'] });
  expect(projectAgenda(meeting.session)[0]?.split?.open).toEqual(['clarity']);
  meeting.must(rob, ruling(meeting, { by: 'reviewer', verdict: 'irresolvable', values: {} }));
  expect(openEnd()).toBeUndefined();
});

test('R3 a ruling edits no ballot, and a later one supersedes it', () => {
  const meeting = revealed();
  const before = latestRound(meeting.session, item);
  meeting.must(fay, ruling(meeting));
  meeting.must(
    rob,
    ruling(meeting, { by: 'reviewer', values: { preference: { kind: 'pairwise', choice: 'r2' } } }),
  );
  const [first, second] = rulingsOn(meeting.session, item);
  expect(second?.supersedes).toBe(first?.id);
  expect(latestRound(meeting.session, item)).toEqual(before);
});

test('R4 dissent is kept beside the ruling', () => {
  const meeting = revealed();
  meeting.must(fay, ruling(meeting));
  const { id } = must(rulingsOn(meeting.session, item)[0]);
  meeting.must(ann, { type: 'dissent', rulingId: id, reason: 'B is safer.' });
  expect(rulingsOn(meeting.session, item)[0]?.dissents).toMatchObject([
    { personId: ann.id, reason: 'B is safer.' },
  ]);
});

test('R5 a reviewer may rule alone, an annotator may not, and a consensus needs the chair', () => {
  const meeting = revealed();
  expect(refusal(meeting.ask(ann, ruling(meeting)))).toMatchObject({ code: 'not-allowed' });
  expect(refusal(meeting.ask(fay, ruling(meeting, { by: 'reviewer' })))).toMatchObject({
    code: 'not-allowed',
  });
  const other = { ...person('Cyd'), role: 'facilitator' as const };
  expect(refusal(meeting.ask(other, ruling(meeting)))).toMatchObject({ code: 'not-the-chair' });
  expect(meeting.ask(rob, ruling(meeting, { by: 'reviewer' })).ok).toBe(true);
});

test('R5 a split on a safety dimension wants a reviewer', () => {
  const meeting = revealed();
  const [first, ...rest] = meeting.session.rubric.dimensions;
  meeting.session = {
    ...meeting.session,
    rubric: { ...meeting.session.rubric, dimensions: [{ ...must(first), safety: true }, ...rest] },
  };
  expect(refusal(meeting.ask(fay, ruling(meeting)))).toMatchObject({ code: 'needs-reviewer' });
  expect(meeting.ask(rob, ruling(meeting)).ok).toBe(true);
});

test('S8 talk about an item begins with its reveal and pauses while a further round is open', () => {
  const meeting = new Meeting().begin();
  const remark = {
    type: 'comment',
    itemId: item,
    dimensionId: 'clarity',
    replyTo: null,
    text: 'Look at line 3',
  } as const;
  meeting.open(item);
  expect(refusal(meeting.ask(ann, remark))).toMatchObject({ code: 'not-revealed' });
  meeting.reveal(item);
  expect(meeting.ask(ann, remark).ok).toBe(true);
  meeting.open(item);
  expect(refusal(meeting.ask(ann, remark))).toMatchObject({ code: 'not-revealed' });
});

test('S10 the minutes name what was parked, what is split without ruling and what was not reached', () => {
  const meeting = revealed();
  meeting.must(fay, { type: 'parkItem', itemId: must(items[1]), note: 'ask a lawyer' });
  const { openEnds } = projectMinutes(meeting.session);
  expect(openEnds.map(({ itemId, why, note }) => [itemId, why, note])).toEqual([
    ['i1', 'split-without-ruling', ''],
    ['i2', 'parked', 'ask a lawyer'],
    ['i3', 'not-reached', ''],
  ]);
});

test('W2 agenda and minutes tell items of one title apart, by their input where the log has it, else by an id', () => {
  const meeting = new Meeting();
  const twin = (id: string, marks?: string[]) => ({
    ...must(meeting.session.agenda[0]),
    ...{ itemId: itemId.parse(id), title: 'Write a template' },
    ...(marks ? { marks } : {}),
  });
  meeting.apply([
    { type: 'ItemsListed', entries: [twin('aaaaaaaa1', ['for a nurse']), twin('bbbbbbbb1', ['for a cook'])] },
    { type: 'ItemsListed', entries: [twin('cccccccc1'), twin('dddddddd1')] },
  ]);
  const expected = ['for a nurse', 'for a cook', 'cccccc', 'dddddd'].map(
    (mark) => `Write a template · ${mark}`,
  );
  expect(
    projectAgenda(meeting.session)
      .slice(3)
      .map(({ title }) => title),
  ).toEqual(expected);
  const minutes = projectMinutes(meeting.session);
  expect(minutes.items.slice(3).map(({ title }) => title)).toEqual(expected);
  expect(minutes.openEnds.slice(3).map(({ title }) => title)).toEqual(expected);
});

test('the minutes list every change of the chair', () => {
  const meeting = revealed();
  const second = { ...rob, role: 'facilitator' as const };
  meeting.must(second, { type: 'takeChair' });
  meeting.must(second, { type: 'handOverChair', to: fay.id });
  expect(projectMinutes(meeting.session).chairs.map(({ name, handedOver }) => [name, handedOver])).toEqual([
    ['Fay', false],
    ['Rob', false],
    ['Fay', true],
  ]);
});
