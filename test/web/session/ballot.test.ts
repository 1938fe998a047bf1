import { describe, expect, test } from 'vitest';
import {
  draftState,
  EMPTY_DRAFT,
  nextUnanswered,
  readyBallot,
  withAnswer,
  type Draft,
} from '#lib/session/ballot-draft.ts';
import { ballotStatus, maySend, sendLabel, type BallotFacts } from '#lib/session/ballot-status.ts';
import { clauseChoices } from '#lib/session/clauses.ts';
import { searchClauses } from '#lib/session/search-clauses.ts';
import { Drafts } from '#lib/session/drafts.ts';
import { browserKeep, memoryKeep } from '#lib/session/keep.ts';
import { firstDraft, rulingCommand, rulingProblems } from '#lib/session/ruling-draft.ts';
import { anonymityWords, listed } from '#lib/session/words.ts';
import type { ItemId, RoundId } from '#shared/ids.ts';
import { rubricSchema } from '#shared/rubric/rubric.ts';
import { ruleCommand } from '#shared/session/commands.ts';
import type { Strip } from '#lib/session/board.ts';

const rubric = rubricSchema.parse({
  dimensions: [
    { id: 'overall', name: 'Overall', scale: { kind: 'pairwise' } },
    { id: 'rewrite', name: 'Rewrite', scale: { kind: 'text' }, optional: true },
    { id: 'minutes', name: 'Minutes', scale: { kind: 'number', min: 0, max: 60 }, allowNotApplicable: true },
  ],
});
const shape = { responses: ['r1', 'r2'], claims: [] };
const slots = ['overall', 'rewrite', 'minutes'];
const picked = withAnswer(EMPTY_DRAFT, 'overall', { kind: 'pairwise', choice: 'r1' });
const whole = withAnswer(picked, 'minutes', { kind: 'na' });
const stateOf = (draft: Draft) => draftState(rubric, shape, draft);

describe('a ballot being filled in', () => {
  test('counts what is wanted and what is answered; an optional question is never wanted', () => {
    expect(stateOf(EMPTY_DRAFT)).toMatchObject({ wanted: 2, answered: 0 });
    expect(stateOf(whole)).toMatchObject({ wanted: 2, answered: 2 });
    expect(stateOf(whole).problems.size).toBe(0);
  });

  test('leads from question to question, round to the first that is open', () => {
    expect(nextUnanswered(slots, stateOf(EMPTY_DRAFT), 'overall')).toBe('minutes');
    expect(
      nextUnanswered(slots, stateOf(withAnswer(EMPTY_DRAFT, 'minutes', { kind: 'na' })), 'minutes'),
    ).toBe('overall');
    expect(nextUnanswered(slots, stateOf(whole), null)).toBeNull();
  });

  test('sends no empty text, and no blank around the reason', () => {
    const draft = { ...withAnswer(whole, 'rewrite', { kind: 'text', text: '  ' }), reason: ' because ' };
    expect(readyBallot(draft)).toEqual({ ...whole, reason: 'because' });
  });

  test('an answer can be taken back', () => {
    expect(withAnswer(picked, 'overall', null)).toEqual(EMPTY_DRAFT);
  });
});

describe('where an answer stands', () => {
  const facts = (more: Partial<BallotFacts>): BallotFacts => ({
    ...{
      state: stateOf(whole),
      isCounted: false,
      isChanged: true,
      isPending: false,
      isPendingChanged: false,
      isLive: true,
      isExcused: false,
      result: null,
    },
    ...more,
  });
  const kind = (more: Partial<BallotFacts>) => ballotStatus(facts(more)).kind;

  test('goes from blank to counted, each step told', () => {
    expect(kind({ state: stateOf(EMPTY_DRAFT), isChanged: false })).toBe('blank');
    expect(kind({ state: stateOf(picked) })).toBe('partial');
    expect(kind({})).toBe('ready');
    expect(kind({ isPending: true })).toBe('sending');
    expect(kind({ isCounted: true, isChanged: false })).toBe('counted');
    expect(kind({ isCounted: true })).toBe('changed');
  });

  test('without a connection says that the answer is kept and sent later', () => {
    expect(ballotStatus(facts({ isPending: true, isLive: false }))).toMatchObject({ kind: 'waiting' });
    expect(ballotStatus(facts({ isPending: true, isLive: false })).words).toContain('kept here');
  });

  test('S4 tells somebody who was excused that nobody waits for them', () => {
    const excused = ballotStatus(facts({ state: stateOf(EMPTY_DRAFT), isExcused: true }));
    expect(excused.words).toContain('excused');
  });

  test('D3 a change made while an answer waits for the connection can be sent in its place', () => {
    const waiting = { isPending: true, isPendingChanged: true, isLive: false };
    const status = ballotStatus(
      facts({ ...waiting, state: { wanted: 1, answered: 1, problems: new Map() } }),
    );
    expect([status.kind, maySend(status)]).toEqual(['changed', true]);
    expect(kind({ ...waiting, isLive: true })).toBe('sending');
  });

  test('B3 says that a late answer is kept and not counted', () => {
    const status = ballotStatus(facts({ result: { kind: 'too-late' } }));
    expect(status.words).toContain('not counted');
    expect(maySend(status)).toBe(false);
  });

  test('a refused answer can be sent again, in the server’s words', () => {
    const status = ballotStatus(facts({ result: { kind: 'refused', message: 'No seat.' } }));
    expect(status.words).toBe('No seat.');
    expect(maySend(status)).toBe(true);
    expect(sendLabel(status)).toBe('Send answer');
  });
});

describe('drafts', () => {
  const scope = { sessionId: 's', personId: 'p' };

  test('are kept per round and person, and leave nothing behind when emptied', () => {
    const keep = memoryKeep();
    const drafts = new Drafts(keep, scope);
    drafts.keepBallot('r1', picked);
    expect(new Drafts(keep, scope).ballot('r1')).toEqual(picked);
    expect(new Drafts(keep, { ...scope, personId: 'q' }).ballot('r1')).toBeNull();
    drafts.keepBallot('r1', EMPTY_DRAFT);
    drafts.keepText('comment/i1', 'a word');
    drafts.keepText('comment/i1', '');
    expect(keep.keys('')).toEqual([]);
  });

  test('that cannot be read are no drafts', () => {
    const keep = memoryKeep();
    keep.write('touchstone/draft/s/p/ballot/r1', '[1');
    keep.write('touchstone/draft/s/p/ballot/r2', 'null');
    const drafts = new Drafts(keep, scope);
    expect([drafts.ballot('r1'), drafts.ballot('r2')]).toEqual([null, null]);
  });

  test('survive a browser whose storage is full', () => {
    const entries = new Map<string, string>();
    const full = {
      length: 0,
      key: () => null,
      getItem: (key: string) => entries.get(key) ?? null,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
      removeItem: (key: string) => void entries.delete(key),
      clear: () => entries.clear(),
    };
    const keep = browserKeep(full);
    keep.write('a', 'text');
    expect([keep.read('a'), keep.keys('a')]).toEqual(['text', ['a']]);
    keep.remove('a');
    expect(keep.read('a')).toBeNull();
  });

  test('a browser that forbids storage keeps them as long as the page lives', () => {
    const keep = browserKeep(null);
    keep.write('a', 'text');
    expect(keep.read('a')).toBe('text');
  });
});

describe('clauses', () => {
  const clauses = clauseChoices([
    { id: 'c-all', title: 'Guideline', level: 1, html: '' },
    { id: null, title: 'Unnamed', level: 2, html: '' },
    { id: 'c-tie', title: 'Ties', level: 3, html: '<p>Equal in <em>every</em> respect</p>' },
    { id: 'c-len', title: 'Length', level: 2, html: '<p>A tie is not about length</p>' },
  ]);

  test('know the headings that they stand under, also those that cannot be cited', () => {
    expect(clauses.map(({ id, path }) => [id, path])).toEqual([
      ['c-all', []],
      ['c-tie', ['Guideline', 'Unnamed']],
      ['c-len', ['Guideline']],
    ]);
  });

  test('are found by their words, titles before text, and never by their markup', () => {
    expect(searchClauses(clauses, 'tie').map(({ id }) => id)).toEqual(['c-tie', 'c-len']);
    expect(searchClauses(clauses, 'LENGTH tie').map(({ id }) => id)).toEqual(['c-len']);
    expect(searchClauses(clauses, 'em')).toEqual([]);
    expect(searchClauses(clauses, ' ')).toHaveLength(3);
  });
});

describe('a ruling being written', () => {
  const strip = (choices: readonly string[]) =>
    ({
      slot: { key: 'overall', dimension: rubric.dimensions[0], target: null },
      answers: choices.map((choice) => ({ value: { kind: 'pairwise', choice } })),
    }) as unknown as Strip;
  const [itemId, roundId] = ['i', 'r'] as unknown as [ItemId, RoundId];

  test('begins with what everybody answered alike, and leaves open what people differ on', () => {
    expect(firstDraft([strip(['r1', 'r1'])], 'consensus').values).toEqual({
      overall: { kind: 'pairwise', choice: 'r1' },
    });
    expect(firstDraft([strip(['r1', 'r1', 'r2'])], 'consensus').values).toEqual({});
    expect(firstDraft([strip(['r1'])], 'consensus').values).toEqual({});
  });

  test('R1 cites a clause or names the question that none answers; nothing is sent before that', () => {
    const draft = {
      ...firstDraft([strip(['r1', 'r1'])], 'consensus'),
      cause: 'rule-gap' as const,
      reason: 'so it is',
    };
    expect([...rulingProblems(draft).keys()]).toEqual(['cited']);
    expect([...rulingProblems({ ...draft, cites: 'clause' }).keys()]).toEqual(['cited']);
    const disputed = new Set(['something-else']);
    expect([...rulingProblems(draft, disputed).keys()]).toEqual(['values', 'cited']);
    expect([...rulingProblems({ ...draft, cites: 'none' }).keys()]).toEqual(['question']);
    expect(rulingCommand(draft, itemId, roundId)).toBeNull();
    const cited = rulingCommand({ ...draft, cites: 'clause', clauseId: 'c-1' }, itemId, roundId);
    expect(ruleCommand.parse(cited)).toEqual(cited);
  });

  test('R2 irresolvable has no values, whatever was filled in before', () => {
    const draft = {
      ...firstDraft([strip(['r1', 'r1'])], 'reviewer'),
      ...({
        verdict: 'irresolvable',
        cause: 'legitimate-preference',
        cites: 'none',
        question: 'Which?',
        reason: 'Both.',
      } as const),
    };
    expect(rulingCommand(draft, itemId, roundId)).toMatchObject({
      verdict: 'irresolvable',
      values: {},
      cited: { kind: 'none' },
    });
  });
});

test('B4 the policy says what becomes of an answer, with the handle where there is one', () => {
  expect(anonymityWords('named', null)).toContain('your name');
  expect(anonymityWords('pseudonymous', 'Heron')).toContain('the handle Heron');
  expect(anonymityWords('anonymous', null)).toContain('without names');
});

test('long lists of names are cut, short ones are not', () => {
  expect(listed(['Ada', 'Ben', 'Cyd'])).toBe('Ada, Ben and Cyd');
  expect(listed(['Ada', 'Ben', 'Cyd', 'Dov', 'Eve'])).toBe('Ada, Ben, Cyd and 2 more');
  expect(listed(['Ada'])).toBe('Ada');
});
