import { describe, expect, test } from 'vitest';
import { turnsOver } from '#lib/session/board.ts';
import { boardRights } from '#lib/session/board-rights.ts';
import { RevealBoard } from '#lib/stores/session-board.svelte.ts';
import type { RoundId } from '#shared/ids.ts';
import { rubricSchema } from '#shared/rubric/rubric.ts';
import type { AgendaItemView, MePart, RevealedRoundView } from '#shared/session/view.ts';

const rubric = rubricSchema.parse({
  dimensions: ['style', 'help', 'overall'].map((id) => ({ id, name: id, scale: { kind: 'pairwise' } })),
});
const shape = { responses: ['r1', 'r2'], claims: ['c1', 'c2'] };

const roundOf = (number: number, split: readonly string[]): RevealedRoundView => ({
  ...{ id: `r-${number}` as RoundId, number, mode: 'live', revealedAt: 1_000, ballots: [] },
  ...{ expected: 3, extra: 0, excused: 0, late: 0 },
  slots: rubric.dimensions.map(({ id }) => ({
    ...{ slot: id, disagreement: 0, agreeingPairs: 0.5, answers: 0 },
    isSplit: split.includes(id),
  })),
});

const boardOf = (rounds: readonly RevealedRoundView[]) =>
  new RevealBoard(() => ({
    ...{ rubric, shape, rounds },
    selfIn: () => ({ personId: null, handle: null, ballot: null }),
  }));

describe('what stands on a reveal board while nobody has chosen', () => {
  test('is the last round, its first split strip, the first claim', () => {
    const board = boardOf([roundOf(1, []), roundOf(2, ['overall'])]);
    expect([board.round?.number, board.slot, board.claim]).toEqual([2, 'overall', 'c1']);
  });

  test('is the first strip where nothing is split, and nothing before a reveal', () => {
    expect(boardOf([roundOf(1, [])]).slot).toBe('style');
    const empty = boardOf([]);
    empty.step(1);
    expect([empty.round, empty.slot, empty.groups]).toEqual([undefined, null, []]);
  });
});

test('a chosen strip stays in question in another round', () => {
  const board = boardOf([roundOf(1, []), roundOf(2, ['overall'])]);
  board.chooseSlot('help');
  board.chooseRound(1);
  board.chooseClaim('c2');
  expect([board.round?.number, board.slot, board.claim]).toEqual([1, 'help', 'c2']);
});

test('what is not there cannot be in question', () => {
  const board = boardOf([roundOf(1, [])]);
  board.chooseRound(7);
  board.chooseSlot('gone');
  expect([board.round?.number, board.slot]).toEqual([1, 'style']);
});

test('steps go through the strips in their order and stay at the ends', () => {
  const board = boardOf([roundOf(1, [])]);
  const seen = [1, 1, 1, -1, -1, -1].map((by) => {
    board.step(by);
    return board.slot;
  });
  expect(seen).toEqual(['help', 'overall', 'overall', 'help', 'style', 'style']);
});

test('marks turn over for those who were there at the reveal', () => {
  expect([turnsOver(roundOf(1, []), 2_000), turnsOver(roundOf(1, []), 9_000)]).toEqual([true, false]);
  expect(turnsOver(undefined, 0)).toBe(false);
});

describe('at the board', () => {
  const revealed = { phase: 'revealed' } as AgendaItemView['round'];
  const me = (abilities: readonly string[], isChair = false) => ({ abilities, isChair }) as unknown as MePart;
  const running = { phase: 'live' } as const;

  test('S5 R5 the chair votes again and rules; a reviewer rules alone; others do neither', () => {
    expect(boardRights(me([], true), running, revealed)).toMatchObject({
      ...{ mayRule: true, mayRuleAlone: false, mayRevote: true },
    });
    expect(boardRights(me(['session.rule']), running, revealed)).toMatchObject({
      ...{ mayRule: true, mayRuleAlone: true, mayRevote: false },
    });
    expect(boardRights(me(['session.discuss']), running, revealed)).toMatchObject({
      ...{ whyNoTalk: null, mayRule: false, mayRevote: false },
    });
  });

  test('nobody rules before the reveal', () => {
    expect(boardRights(me([], true), running, { phase: 'open' } as AgendaItemView['round']).mayRule).toBe(
      false,
    );
  });

  test('a session that has ended is read only, and says so before anything else', () => {
    expect(boardRights(me(['session.discuss'], true), { phase: 'ended' }, revealed)).toMatchObject({
      ...{ mayRule: false, mayRevote: false },
      whyNoTalk: 'The session has ended; the talk is closed.',
    });
    expect(boardRights(undefined, running, revealed).whyNoTalk).toBe('Your role reads along here.');
  });
});
