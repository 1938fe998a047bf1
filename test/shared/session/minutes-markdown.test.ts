import { expect, test } from 'vitest';
import { clauseId } from '#shared/ids.ts';
import { must } from '#shared/must.ts';
import { renderGuideline } from '#shared/markdown/render.ts';
import { rubricSchema, type Rubric } from '#shared/rubric/rubric.ts';
import type { Value } from '#shared/rubric/scales/schemas.ts';
import type { Minutes } from '#shared/session/minutes.ts';
import { minutesMarkdown } from '#shared/session/minutes-markdown.ts';
import { minutesMoves } from '#shared/session/minutes-moves.ts';
import type { Anonymity } from '#shared/session/policy.ts';
import { projectMinutes } from '#shared/session/project/minutes.ts';
import { latestRound, rulingsOn } from '#shared/session/queries.ts';
import { ballotFrom, items, Meeting, people, person } from '../../support/meeting.ts';

const item = must(items[0]);
const fay = person('Fay');
const rob = person('Rob');
const ann = person('Ann');
const ben = person('Ben');
const cyd = person('Cyd');
const dov = person('Dov');
const VERSE = 'It rhymes:\nred and blue.\n- and it scans';

/** Two rounds with a ruling, a dissent and a talk; Dov has no second answer, Cyd only a second one. */
function held(anonymity: Anonymity): Meeting {
  const meeting = new Meeting({ anonymity }).begin();
  meeting.open(item);
  meeting.cast(ann, item, ballotFrom(0, 4, VERSE));
  meeting.cast(ben, item, ballotFrom(3, 0, 'Shorter.'));
  meeting.cast(dov, item, ballotFrom(1, 2, ''));
  meeting.reveal(item);
  const comment = { type: 'comment', itemId: item, dimensionId: null } as const;
  meeting.must(ben, { ...comment, replyTo: null, text: 'First line.\nSecond line.' });
  const first = must(meeting.session.comments[0]).id;
  meeting.must(ann, { ...comment, replyTo: first, text: 'I agree' });
  meeting.open(item);
  meeting.cast(ann, item, ballotFrom(3, 4, 'Convinced.'));
  meeting.cast(ben, item, ballotFrom(3, 0, 'Still.'));
  meeting.cast(cyd, item, ballotFrom(3, 0, ''));
  meeting.reveal(item);
  meeting.must(fay, {
    ...{
      type: 'rule',
      itemId: item,
      roundId: must(latestRound(meeting.session, item)).id,
      verdict: 'decided',
    },
    ...{ values: { preference: { kind: 'pairwise', choice: 'r2' } }, by: 'consensus', cause: 'rule-gap' },
    ...{ cited: { kind: 'none' }, question: 'May a verse beat a list?', reason: 'Because\nof the verse.' },
  });
  const ruling = must(rulingsOn(meeting.session, item)[0]).id;
  meeting.must(rob, { type: 'dissent', rulingId: ruling, reason: 'Not for lists.' });
  return meeting;
}

const QUOTED = { [item]: [{ name: 'Prompt', text: 'Write a verse\n```js\nx\n```', left: 18_000 }] };
const minutesOf = (meeting: Meeting): Minutes => ({
  ...projectMinutes(meeting.session),
  ...{ projectId: 'p1', projectName: 'Calibration', guideline: [], quoted: QUOTED },
});
const markdownOf = (meeting: Meeting) => minutesMarkdown(minutesOf(meeting), (id) => `title of ${id}`);

test('S13 the Markdown holds what was judged, answers with pairs that agree, reasons, movement, talk, ruling and dissent', () => {
  const text = markdownOf(held('named'));
  for (const part of [
    '*Prompt*\n\n````text\nWrite a verse\n```js\nx\n```\n````\n\n… and 18,000 more characters.',
    '**Round 1**: 3 of 5 answered.',
    '- Preference, **split**: 1 × A: Ann; 1 × B: Ben; 1 × Tie: Dov (0 % of pairs agree)',
    '- Clarity, **split**: 1 × point 5 (5): Ann; 1 × point 1 (1): Ben; 1 × point 3 (3): Dov (0 % of pairs agree)',
    '- Ann: It rhymes:\\\n  red and blue.\\\n  \\- and it scans',
    '- Preference: A → B: Ann',
    '- No second answer: Dov',
    '- Answered only the second time: Cyd',
    '**Ruling**: Preference: B.',
    '- Reason: Because\\\n  of the verse.',
    '- No clause covers this. Question: May a verse beat a list?',
    '- Dissent of Rob: Not for lists.',
  ])
    expect(text).toContain(part);
  expect(text).toMatch(
    /- Ben, [0-9-]+ [0-9:]+ UTC: First line\.\\\n {2}Second line\.\n {2}- Ann, .* UTC: I agree/,
  );
  expect(text).toMatch(/- Clarity: alpha .*; .*% of pairs agree; 3 labels on 1 unit, 3 people/);
});

test('S11 minutes name who did not answer again in one line, not among those who moved', () => {
  const minutes = minutesOf(held('named'));
  const { rounds, moves } = must(minutes.items[0]);
  const { moved, noSecond, onlySecond } = minutesMoves(minutes.rubric, rounds, moves);
  expect(moved.map(({ slot, from, to, who }) => [slot, from, to, who])).toEqual([
    ['preference', 'r1', 'r2', ['Ann']],
  ]);
  expect([noSecond, onlySecond]).toEqual([
    { who: ['Dov'], count: 1 },
    { who: ['Cyd'], count: 1 },
  ]);
});

test('S11 in an anonymous session that line has a number', () => {
  const minutes = minutesOf(held('anonymous'));
  const { rounds, moves } = must(minutes.items[0]);
  const { moved, noSecond, onlySecond } = minutesMoves(minutes.rubric, rounds, moves);
  expect(moved.map(({ slot, from, to, count }) => [slot, from, to, count])).toEqual([
    ['preference', 'r1', 'r2', 1],
  ]);
  expect([noSecond, onlySecond]).toEqual([
    { who: [], count: 1 },
    { who: [], count: 1 },
  ]);
});

/** Who was there and who held the chair is said in every session; below that, names are a matter of the policy. */
const judged = (text: string) => text.slice(text.indexOf('## Agreement'));

test.each(['pseudonymous', 'anonymous'] as const)(
  'B4 the Markdown of a %s session names nobody who answered, said something or dissented',
  (anonymity) => {
    const text = judged(markdownOf(held(anonymity)));
    for (const { name } of people.filter((one) => one !== fay))
      expect(text).not.toMatch(new RegExp(`\\b${name}\\b`));
    expect(text).toContain(': It rhymes:');
    expect(text).toContain('Dissent');
  },
);

test('S13 the Markdown says its time zone, and a citation by the title of its clause', () => {
  const meeting = held('named');
  meeting.must(rob, {
    ...{
      type: 'rule',
      itemId: item,
      roundId: must(latestRound(meeting.session, item)).id,
      verdict: 'irresolvable',
    },
    ...{ values: {}, by: 'reviewer', cause: 'ambiguous-item', question: '', reason: 'Both hold.' },
    cited: { kind: 'clause', clauseId: clauseId.parse('c-tie') },
  });
  const text = markdownOf(meeting);
  expect(text).toContain('Times are in UTC');
  expect(text).toContain('- Clause: title of c-tie');
  expect(text).toContain('**Ruling, overtaken by a later one**: Preference: B.');
});

const optional: Rubric = rubricSchema.parse({
  dimensions: [
    {
      id: 'safety',
      name: 'Safety',
      scope: 'response',
      optional: true,
      scale: { kind: 'number', min: 0, max: 9, unit: 'min' },
    },
    {
      id: 'facts',
      name: 'Facts',
      scale: {
        kind: 'claims',
        verdicts: [
          { id: 's', label: 'Supported' },
          { id: 'r', label: 'Refuted' },
        ],
      },
    },
    { id: 'order', name: 'Order', scale: { kind: 'ranking' } },
  ],
});

test('S13 a dimension that nobody answered says so, and counts stand apart from numbers, claims and rankings', () => {
  const meeting = held('named');
  const minutes = minutesOf(meeting);
  const [first] = must(minutes.items[0]).rounds;
  const value = (verdict: string, order: string[]): Record<string, Value> => ({
    facts: { kind: 'claims', verdicts: { c1: 's', c2: verdict } },
    order: { kind: 'ranking', order },
  });
  const slot = (key: string, answers: number) => ({
    slot: key,
    answers,
    disagreement: null,
    agreeingPairs: null,
    isSplit: false,
  });
  const round = {
    ...must(first),
    slots: [slot('safety@r1', 0), slot('facts', 2), slot('order', 2)],
    ballots: [
      { ...must(must(first).ballots[0]), who: 'Ann', values: value('s', ['r2', 'r1']) },
      { ...must(must(first).ballots[1]), who: 'Ben', values: value('r', ['r2', 'r1']) },
    ],
  };
  const text = minutesMarkdown(
    {
      ...minutes,
      rubric: optional,
      items: [{ ...must(minutes.items[0]), rounds: [round], moves: [], rulings: [] }],
    },
    (id) => id,
  );
  expect(text).toContain('- Safety of A: no answers');
  expect(text).toContain(
    '- Facts: claim 1: 2 × Supported: Ann, Ben / claim 2: 1 × Supported: Ann; 1 × Refuted: Ben',
  );
  expect(text).toContain('- Order: 2 × B \\> A: Ann, Ben');
});

test('S13 what people typed reads as they typed it, whatever Markdown it looks like', () => {
  const meeting = new Meeting().begin();
  meeting.open(item);
  const typed = '# No heading\n1. no list\n<b>no</b> [link](https://example.org) `code` *x* &amp; ~~y~~ $x$';
  meeting.cast(ann, item, ballotFrom(0, 0, typed));
  meeting.reveal(item);
  const html = renderGuideline(markdownOf(meeting));
  expect(html).toContain('# No heading<br>');
  expect(html).toContain('1. no list<br>');
  expect(html).toContain('&lt;b&gt;no&lt;/b&gt; [link](https://example.org) `code` *x* &amp;amp; ~~y~~ $x$');
});
