import { describe, expect, test } from 'vitest';
import { nextAct, nextItem, pressedAgain, sideAct, type ConsoleView } from '#lib/session/next-act.ts';
import type { ItemId, RoundId } from '#shared/ids.ts';
import { projectOwn, projectShared } from '#shared/session/project/index.ts';
import { must } from '#shared/must.ts';
import { latestRound } from '#shared/session/queries.ts';
import { ballotFrom, items, Meeting, person } from '../../support/meeting.ts';

const fay = person('Fay');
const [first, second] = items as readonly [ItemId, ItemId];

function viewOf({ session, present }: Meeting, who = fay): ConsoleView {
  const shared = projectShared(session, 'facilitator', present);
  const me = must(projectOwn(session, who.id, who.role).me);
  return { ...shared, me, inSight: session.focus };
}

const labelOf = (meeting: Meeting) => nextAct(viewOf(meeting))?.label;
const roundOf = (meeting: Meeting, itemId: ItemId): RoundId => must(latestRound(meeting.session, itemId)).id;

function answerAll(meeting: Meeting, itemId: ItemId, except: readonly string[] = []): void {
  const round = must(latestRound(meeting.session, itemId));
  for (const id of round.expected) {
    const name = must(meeting.session.people[id]).name;
    if (except.includes(name)) continue;
    meeting.must(person(name), { type: 'castBallot', roundId: round.id, ballot: ballotFrom(0, 2) });
  }
}

describe('the one big button', () => {
  test('walks a meeting from the first item to the next, whatever it says is what the machine allows', () => {
    const meeting = new Meeting().begin();
    const labels: string[] = [];
    for (let step = 0; step < 6; step += 1) {
      const act = must(nextAct(viewOf(meeting)));
      labels.push(act.label);
      meeting.must(fay, act.command);
      if (act.command.type === 'openRounds') answerAll(meeting, must(act.command.itemIds[0]));
    }
    expect(labels).toEqual([
      'Open the first item',
      'Reveal',
      'Open the next item',
      'Reveal',
      'Open the next item',
      'Reveal',
    ]);
    expect(labelOf(meeting)).toBe('End the session');
  });

  test('names how many are missing; only the second press reveals without them', () => {
    const meeting = new Meeting().begin();
    meeting.must(fay, { type: 'openRounds', itemIds: [first], mode: 'live' });
    answerAll(meeting, first, ['Ann', 'Ben']);
    const act = must(nextAct(viewOf(meeting)));
    expect(act.caution).toMatchObject({ short: '2 missing', question: 'Reveal without 2 people?' });
    expect(act.about).toMatch(/^1 · /);
    expect(meeting.ask(fay, act.command)).toMatchObject({
      ok: false,
      refusal: { code: 'someone-missing', count: 2 },
    });
    expect(meeting.ask(fay, pressedAgain(act)).ok).toBe(true);
  });

  test('beside it stands closing while a round is open, and nothing of a round after it was parked', () => {
    const meeting = new Meeting().begin();
    meeting.must(fay, { type: 'openRounds', itemIds: [first], mode: 'live' });
    expect(sideAct(viewOf(meeting))?.command).toEqual({
      type: 'closeRounds',
      roundIds: [roundOf(meeting, first)],
    });
    meeting.must(fay, { type: 'parkItem', itemId: first, note: '' });
    expect(sideAct(viewOf(meeting))).toBeNull();
    expect(labelOf(meeting)).toBe('Open the next item');
  });

  test('S6 asks first as well when the round was closed before, and before it closes on somebody', () => {
    const meeting = new Meeting().begin();
    meeting.must(fay, { type: 'openRounds', itemIds: [first], mode: 'live' });
    answerAll(meeting, first, ['Ann', 'Ben']);
    const close = must(sideAct(viewOf(meeting)));
    expect(close.caution?.question).toBe('Close without 2?');
    meeting.must(fay, close.command);
    expect(nextAct(viewOf(meeting))).toMatchObject({ label: 'Reveal', caution: { short: '2 missing' } });
  });

  test('brings the room to what the chair looks at before anything is done to the room', () => {
    const meeting = new Meeting().begin();
    meeting.must(fay, { type: 'openRounds', itemIds: [first, second], mode: 'live' });
    const apart = { ...viewOf(meeting), inSight: second };
    const act = must(nextAct(apart));
    expect([act.label, sideAct(apart)]).toEqual(['Bring the room here', null]);
    meeting.must(fay, act.command);
    expect(nextAct(viewOf(meeting))?.about).toMatch(/^2 · /);
  });

  test('asks before it opens a round with nobody in a seat', () => {
    const meeting = new Meeting().begin();
    const view = viewOf(meeting);
    const people = view.people.map((one) => ({ ...one, seat: 'watching' as const }));
    expect(nextAct(view)?.caution).toBeNull();
    expect(nextAct({ ...view, people })?.caution?.short).toBe('nobody has a seat');
  });

  test('a round that nobody answered is voted on again before the meeting goes on', () => {
    const meeting = new Meeting().begin();
    meeting.must(fay, { type: 'openRounds', itemIds: [first], mode: 'live' });
    meeting.must(fay, { type: 'revealRounds', roundIds: [roundOf(meeting, first)], evenIfMissing: true });
    expect(labelOf(meeting)).toBe('Open round 2');
  });

  test('a split suggests one more vote, then the next item', () => {
    const meeting = new Meeting().begin();
    for (const choice of ['Open round 2', 'Open the next item']) {
      meeting.must(fay, { type: 'openRounds', itemIds: [first], mode: 'live' });
      const round = must(latestRound(meeting.session, first));
      round.expected.forEach((id, index) => {
        const ballot = ballotFrom(0, 2);
        const side = { kind: 'pairwise', choice: index % 2 === 0 ? 'r1' : 'r2' } as const;
        meeting.must(person(must(meeting.session.people[id]).name), {
          type: 'castBallot',
          roundId: round.id,
          ballot: { ...ballot, values: { ...ballot.values, preference: side } },
        });
      });
      meeting.must(fay, { type: 'revealRounds', roundIds: [round.id], evenIfMissing: false });
      expect(labelOf(meeting)).toBe(choice);
    }
    expect(sideAct(viewOf(meeting))?.label).toBe('Open round 3');
  });

  test('offers the chair to who may take it, and nothing to others', () => {
    const meeting = new Meeting().begin();
    const own = must(projectOwn(meeting.session, fay.id, fay.role).me);
    expect(nextAct({ ...viewOf(meeting), me: { ...own, isChair: false } })?.command).toEqual({
      type: 'takeChair',
    });
    expect(nextAct({ ...viewOf(meeting), me: { ...own, abilities: [] } })).toBeNull();
  });

  test('the next item is the one after the focus, then from the start', () => {
    const meeting = new Meeting().begin();
    const { agenda } = viewOf(meeting);
    expect(nextItem(agenda, second)?.itemId).toBe(items[2]);
    expect(nextItem(agenda, must(items[2]))?.itemId).toBe(first);
  });
});
