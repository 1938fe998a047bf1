import type { EdgeCase } from '#shared/protocol/guideline.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';
import { rulesFor } from '#shared/rubric/scales/index.ts';
import { splitSlotKey } from '#shared/rubric/slots.ts';
import type { Minutes, MinutesItem } from '#shared/session/minutes.ts';
import type { RulingView } from '#shared/session/view.ts';

/** How often an answer was given. */
export interface AnswerCount {
  readonly answer: string;
  readonly count: number;
}

/** How one dimension was answered in one round. */
export interface SlotAnswers {
  readonly slot: string;
  readonly name: string;
  readonly isSplit: boolean;
  /** Most frequent first. */
  readonly answers: readonly AnswerCount[];
}

export interface RoundAnswers {
  readonly number: number;
  /** Labels that were made elsewhere and imported as the first round. */
  readonly isImported: boolean;
  readonly ballots: number;
  readonly slots: readonly SlotAnswers[];
}

/** Where an edge case comes from: the rounds on its item and the ruling that ended them. */
export interface Origin {
  readonly rounds: readonly RoundAnswers[];
  readonly ruling: RulingView | null;
}

function counted(answers: readonly string[]): AnswerCount[] {
  const names = [...new Set(answers)];
  return names
    .map((answer) => ({ answer, count: answers.filter((other) => other === answer).length }))
    .toSorted((a, b) => b.count - a.count || a.answer.localeCompare(b.answer));
}

function slotAnswers(rubric: Rubric, round: MinutesItem['rounds'][number], slot: string): SlotAnswers[] {
  const { dimensionId, target } = splitSlotKey(slot);
  const dimension = rubric.dimensions.find(({ id }) => id === dimensionId);
  if (!dimension || dimension.scale.kind === 'text') return [];
  const { scale } = dimension;
  const words = round.ballots.flatMap(({ values }) => {
    const value = values[slot];
    if (value === undefined) return [];
    if (value.kind === 'na') return ['Not applicable'];
    return value.kind === scale.kind ? [rulesFor(scale).words(scale, value)] : [];
  });
  const letter = target === null ? '' : ` · ${String.fromCharCode(64 + Number(target.slice(1)))}`;
  const isSplit = round.slots.find((summary) => summary.slot === slot)?.isSplit ?? false;
  return words.length === 0
    ? []
    : [{ slot, name: dimension.name + letter, isSplit, answers: counted(words) }];
}

function roundAnswers(rubric: Rubric, round: MinutesItem['rounds'][number]): RoundAnswers {
  const slots = round.slots.flatMap(({ slot }) => slotAnswers(rubric, round, slot));
  return {
    number: round.number,
    isImported: round.mode === 'imported',
    ballots: round.ballots.length,
    slots: slots.toSorted((a, b) => Number(b.isSplit) - Number(a.isSplit)),
  };
}

/** What the minutes of its session say about an edge case; null when they do not know its item. */
export function originOf(minutes: Minutes, edgeCase: EdgeCase): Origin | null {
  const item = minutes.items.find(({ itemId }) => itemId === edgeCase.item.id);
  if (!item) return null;
  return {
    rounds: item.rounds.map((round) => roundAnswers(minutes.rubric, round)),
    ruling: item.rulings.find(({ id }) => id === edgeCase.rulingId) ?? null,
  };
}
