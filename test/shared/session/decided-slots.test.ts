import { expect, test } from 'vitest';
import { must } from '#shared/must.ts';
import type { Ballot } from '#shared/rubric/ballot.ts';
import { decidedDimensions, decidedValues } from '#shared/session/decided-slots.ts';
import { latestRound } from '#shared/session/queries.ts';
import { ballotFrom, items, Meeting, person } from '../../support/meeting.ts';

/* The rubric has Preference before Clarity. */

const [item] = items;

function ruled(ann: Ballot, ben: Ballot, values: Ballot['values']) {
  const meeting = new Meeting().begin();
  meeting.open(must(item));
  meeting.cast(person('Ann'), must(item), ann);
  meeting.cast(person('Ben'), must(item), ben);
  meeting.reveal(must(item));
  meeting.must(person('Rob'), {
    ...{ type: 'rule', itemId: must(item), roundId: must(latestRound(meeting.session, must(item))).id },
    ...{ verdict: Object.keys(values).length > 0 ? 'decided' : 'irresolvable', values, by: 'reviewer' },
    ...{ cause: 'rule-gap', cited: { kind: 'none' }, question: 'Which?', reason: 'So.' },
  });
  const ruling = must(meeting.session.rulings.at(-1));
  return {
    values: Object.keys(decidedValues(meeting.session, ruling)),
    dimensions: decidedDimensions(meeting.session, ruling),
  };
}

const CLARITY = ['clarity'];
const BOTH = ['clarity', 'preference'];

test('R7 what everybody had answered alike is neither said nor named', () => {
  const [ann, ben] = [ballotFrom(0, 0), ballotFrom(0, 4)];
  expect(ruled(ann, ben, ben.values)).toEqual({ values: CLARITY, dimensions: CLARITY });
});

test('R7 a dimension that was split and that the ruling leaves open is not named', () => {
  const [ann, ben] = [ballotFrom(0, 0), ballotFrom(1, 4)];
  const { clarity } = ben.values;
  expect(ruled(ann, ben, { clarity: must(clarity) })).toEqual({ values: CLARITY, dimensions: CLARITY });
});

test('R7 the widest split stands first', () => {
  const [ann, ben] = [ballotFrom(0, 0), ballotFrom(1, 4)];
  expect(ruled(ann, ben, ben.values)).toEqual({ values: BOTH, dimensions: BOTH });
});

test('R7 a value against what everybody had answered is said behind what was split', () => {
  const [ann, ben] = [ballotFrom(0, 0), ballotFrom(0, 4)];
  expect(ruled(ann, ben, ballotFrom(3, 4).values)).toEqual({ values: BOTH, dimensions: CLARITY });
});

test('R7 a ruling that repeats what everybody had answered leaves nothing out', () => {
  const alike = ballotFrom(0, 2);
  const all = ['preference', 'clarity'];
  expect(ruled(alike, alike, alike.values)).toEqual({ values: all, dimensions: all });
});

test('R7 an irresolvable ruling says nothing and names what was split', () => {
  expect(ruled(ballotFrom(0, 0), ballotFrom(0, 4), {})).toEqual({ values: [], dimensions: CLARITY });
});
