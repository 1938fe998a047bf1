import { describe, expect, test } from 'vitest';
import { citedClauses, markedBallots, stripGroups } from '#lib/session/board.ts';
import { distinctInitials, initials } from '#lib/session/initials.ts';
import { stripWords } from '#lib/session/strip-words.ts';
import type { ClauseId, PersonId, RoundId } from '#shared/ids.ts';
import { must } from '#shared/must.ts';
import { rubricSchema } from '#shared/rubric/rubric.ts';
import type { Value } from '#shared/rubric/scales/schemas.ts';
import type { BallotView, RevealedRoundView } from '#shared/session/view.ts';

const points = [1, 2, 3, 4, 5].map((value) => ({ value, label: `point ${value}` }));
const rubric = rubricSchema.parse({
  dimensions: [
    { id: 'style', name: 'Style', scale: { kind: 'likert', points }, optional: true },
    { id: 'overall', name: 'Overall', scale: { kind: 'pairwise' } },
    { id: 'safety', name: 'Safety', scale: { kind: 'likert', points }, safety: true, scope: 'response' },
  ],
});
const shape = { responses: ['r1', 'r2'], claims: [] };
const likert = (point: number): Value => ({ kind: 'likert', point });
const pick = (choice: string): Value => ({ kind: 'pairwise', choice });

const ballot = (
  who: string | null,
  values: Record<string, Value>,
  more: Partial<BallotView> = {},
): BallotView => ({
  ...{ who, personId: who as PersonId | null, values, reason: '', confidence: null, clause: null },
  ...more,
});

function roundOf(ballots: BallotView[], split: readonly string[] = []): RevealedRoundView {
  const slots = ['style', 'overall', 'safety@r1', 'safety@r2'];
  return {
    ...{
      id: 'r' as RoundId,
      number: 1,
      mode: 'live',
      revealedAt: 0,
      expected: 3,
      extra: 0,
      excused: 0,
      late: 0,
      ballots,
    },
    slots: slots.map((slot) => ({
      ...{ slot, disagreement: 0, agreeingPairs: 0.5, answers: 2 },
      isSplit: split.includes(slot),
    })),
  };
}

const NOBODY = { personId: null, handle: null, ballot: null };
const namesOf = (round: RevealedRoundView) =>
  stripGroups(rubric, shape, round, NOBODY).map(({ dimension }) => dimension.name);

describe('the order of the board', () => {
  test('is the priority order while nothing is split', () => {
    expect(namesOf(roundOf([]))).toEqual(['Style', 'Overall', 'Safety']);
  });

  test('puts split dimensions first, and safety before the others', () => {
    expect(namesOf(roundOf([], ['overall']))).toEqual(['Overall', 'Style', 'Safety']);
    expect(namesOf(roundOf([], ['overall', 'safety@r2']))).toEqual(['Safety', 'Overall', 'Style']);
  });

  test('keeps the responses of a dimension together', () => {
    const [safety] = stripGroups(rubric, shape, roundOf([], ['safety@r2']), NOBODY);
    expect(safety?.strips.map(({ slot }) => slot.target)).toEqual(['r1', 'r2']);
  });
});

describe('whose mark is whose', () => {
  const ballots = [ballot('Ada', { overall: pick('r1') }), ballot('Ben', { overall: pick('r2') })];
  const mine = (self: Partial<typeof NOBODY> & object, list = ballots) =>
    markedBallots(roundOf(list), { ...NOBODY, ...self }).findIndex(({ isMine }) => isMine);

  test('one’s own is known by the person, or by the handle', () => {
    expect(mine({ personId: 'Ben' as never })).toBe(1);
    expect(mine({ handle: 'Ada' as never })).toBe(0);
  });

  test('B4 without names only by its content, and never for somebody who did not answer', () => {
    const nameless = ballots.map((entry) => ({ ...entry, who: null, personId: null }));
    const own = { values: { overall: pick('r2') }, reason: '', confidence: null, clause: null };
    expect(mine({ ballot: own as never }, nameless)).toBe(1);
    expect(mine({}, nameless)).toBe(-1);
  });
});

describe('a strip', () => {
  const round = roundOf([
    ballot('Ada', { overall: pick('r1'), style: { kind: 'na' } }),
    ballot('Ben', { overall: pick('tie'), style: likert(2) }),
    ballot('Cyd', { overall: pick('r1') }),
  ]);
  const strips = stripGroups(rubric, shape, round, NOBODY).flatMap((group) => group.strips);
  const strip = (key: string) => must(strips.find(({ slot }) => slot.key === key));

  test('keeps answers, "does not apply" and silence apart', () => {
    const style = strip('style');
    expect([style.answers.length, style.notApplicable.length, style.silent]).toEqual([1, 1, 1]);
  });

  test('says in words what it shows', () => {
    expect(stripWords(strip('overall'))).toBe('Overall: 2 × A is better, 1 × Tie. 50 % of pairs agree.');
  });

  const spoken = (scale: object, values: readonly Value[]) => {
    const one = rubricSchema.parse({ dimensions: [{ id: 'd', name: 'Errors', scale }] });
    const summary = { slot: 'd', answers: values.length, disagreement: null, agreeingPairs: null };
    const told = {
      ...roundOf(values.map((value, at) => ballot(`P${at}`, { d: value }))),
      slots: [{ ...summary, isSplit: false }],
    };
    const [group] = stripGroups(one, { responses: ['r1', 'r2'], claims: ['c1', 'c2'] }, told, NOBODY);
    return stripWords(must(group?.strips[0]));
  };

  test('says counts so that no number of a scale runs into them', () => {
    const errors = [
      { value: 1, label: 'None' },
      { value: 2, label: 'Major error' },
    ];
    expect(spoken({ kind: 'likert', points: errors }, [likert(2), likert(2), likert(1)])).toBe(
      'Errors: 1 × None (1), 2 × Major error (2).',
    );
    const number = { kind: 'number', min: 0, max: 60, unit: 'min' };
    expect(spoken(number, [{ kind: 'number', number: 5 }])).toBe('Errors: 1 × “5 min”.');
    const order: Value = { kind: 'ranking', order: ['r2', 'r1'] };
    expect(spoken({ kind: 'ranking' }, [order, order])).toBe('Errors: 2 × B › A.');
  });

  test('says the verdicts on each claim', () => {
    const verdicts = [
      { id: 's', label: 'Supported' },
      { id: 'r', label: 'Refuted' },
    ];
    const said = (c1: string, c2: string): Value => ({ kind: 'claims', verdicts: { c1, c2 } });
    expect(spoken({ kind: 'claims', verdicts }, [said('s', 's'), said('s', 'r')])).toBe(
      'Errors: claim 1: 2 × Supported; claim 2: 1 × Supported, 1 × Refuted.',
    );
  });
});

test('clauses are counted, the most cited first', () => {
  const cites = (who: string, clause: string | null) =>
    ballot(who, {}, { clause: clause as ClauseId | null });
  const round = roundOf([cites('Ada', 'c-b'), cites('Ben', 'c-a'), cites('Cyd', 'c-a'), cites('Dov', null)]);
  expect(citedClauses(markedBallots(round, NOBODY)).map(({ id, by }) => [id, by.length])).toEqual([
    ['c-a', 2],
    ['c-b', 1],
  ]);
});

describe('initials', () => {
  test('are one or two signs that a mark can carry', () => {
    expect(['Ada Lovelace', 'Heron', 'Heron 2', '李', '', null].map(initials)).toEqual([
      'AL',
      'He',
      'H2',
      '李',
      '·',
      '·',
    ]);
  });

  test('tell people apart', () => {
    expect(distinctInitials(['Marcus Bell', 'Mona Berg', 'Ann', 'Marcus Bell'])).toEqual([
      'MaB',
      'MoB',
      'An',
      'MaB',
    ]);
    expect(distinctInitials(['Mara Bell', 'Mara Bert'])).toEqual(['M1', 'M2']);
  });
});
