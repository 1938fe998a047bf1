import { expect, test } from 'vitest';
import { must } from '#shared/must.ts';
import type { Ballot } from '#shared/rubric/ballot.ts';
import { disputedDimensions } from '#shared/session/disputed-dimensions.ts';
import { latestRound } from '#shared/session/queries.ts';
import { ballotFrom, items, Meeting, person } from '../../support/meeting.ts';

/* The rubric has Preference before Clarity. */

const [item] = items;

function round(meeting: Meeting, ann: Ballot, ben: Ballot): void {
  meeting.open(must(item));
  meeting.cast(person('Ann'), must(item), ann);
  meeting.cast(person('Ben'), must(item), ben);
  meeting.reveal(must(item));
}

function ruled(meeting: Meeting, values: Ballot['values']): string[] {
  meeting.must(person('Rob'), {
    ...{ type: 'rule', itemId: must(item), roundId: must(latestRound(meeting.session, must(item))).id },
    ...{ verdict: Object.keys(values).length > 0 ? 'decided' : 'irresolvable', values, by: 'reviewer' },
    ...{ cause: 'rule-gap', cited: { kind: 'none' }, question: 'Which?', reason: 'So.' },
  });
  return disputedDimensions(meeting.session, must(meeting.session.rulings.at(-1)));
}

const both = ballotFrom(0, 0).values;

test('R7 an edge case names the dimension that was split, not the first that the ruling gives a value on', () => {
  const meeting = new Meeting().begin();
  round(meeting, ballotFrom(0, 0), ballotFrom(0, 4));
  expect(ruled(meeting, both)).toEqual(['clarity']);
});

test('R7 of several that were split the widest comes first', () => {
  const meeting = new Meeting().begin();
  round(meeting, ballotFrom(0, 0), ballotFrom(1, 4));
  expect(ruled(meeting, both)).toEqual(['clarity', 'preference']);
});

test('R7 the round that the ruling ends counts, not an earlier one', () => {
  const meeting = new Meeting().begin();
  round(meeting, ballotFrom(0, 0), ballotFrom(3, 4));
  round(meeting, ballotFrom(0, 2), ballotFrom(3, 2));
  expect(ruled(meeting, both)).toEqual(['preference']);
});

test('R7 where nothing was split, it names what the ruling gives values on; an irresolvable one names nothing', () => {
  const meeting = new Meeting().begin();
  round(meeting, ballotFrom(0, 2), ballotFrom(0, 2));
  expect(ruled(meeting, both)).toEqual(['preference', 'clarity']);
  expect(ruled(meeting, {})).toEqual([]);
});
