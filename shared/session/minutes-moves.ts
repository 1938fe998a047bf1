import type { Rubric } from '#shared/rubric/rubric.ts';
import { dimensionOf, splitSlotKey } from '#shared/rubric/slots.ts';
import type { MoveView, RevealedRoundView } from './view.ts';

/** People who answered in one of two rounds only; without names in an anonymous session. */
export interface OneRoundOnly {
  readonly who: readonly string[];
  readonly count: number;
}

/** What minutes say of two rounds: who moved, and in one line each who answered in one of them only. */
export interface MinutesMoves {
  readonly moved: readonly MoveView[];
  readonly noSecond: OneRoundOnly;
  readonly onlySecond: OneRoundOnly;
}

type End = 'from' | 'to';

const named = (round: RevealedRoundView | undefined) =>
  new Set((round?.ballots ?? []).flatMap(({ who }) => who ?? []));

/** Where no names are shown: a missing ballot is missing on every dimension that is not optional (law S7). */
function unnamedMissing(rubric: Rubric, moves: readonly MoveView[], end: End): number {
  const whole = moves.filter(({ slot }) => !dimensionOf(rubric, splitSlotKey(slot).dimensionId)?.optional);
  const counts = [...Map.groupBy(whole, ({ slot }) => slot).values()].map((list) =>
    list.reduce((sum, move) => (move[end] === null ? sum + move.count : sum), 0),
  );
  return counts.length === 0 ? 0 : Math.min(...counts);
}

function missingAt(
  rubric: Rubric,
  rounds: readonly RevealedRoundView[],
  moves: readonly MoveView[],
  end: End,
): OneRoundOnly {
  const [here, there] = end === 'to' ? [rounds.at(-1), rounds[0]] : [rounds[0], rounds.at(-1)];
  const present = named(here);
  const who = [...named(there)].filter((name) => !present.has(name));
  const isNamed = present.size + named(there).size > 0;
  return { who, count: isNamed ? who.length : unnamedMissing(rubric, moves, end) };
}

/** A move without those who have no ballot at that end; null when nobody is left in it. */
function without(move: MoveView, gone: OneRoundOnly): MoveView | null {
  if (move.who.length === 0) {
    const count = move.count - gone.count;
    return count > 0 ? { ...move, count } : null;
  }
  const who = move.who.filter((name) => !gone.who.includes(name));
  return who.length > 0 ? { ...move, who, count: who.length } : null;
}

const isCounted = (rubric: Rubric, { slot }: MoveView) =>
  dimensionOf(rubric, splitSlotKey(slot).dimensionId)?.scale.kind !== 'text';

/** From the first revealed round to the last. A first answer is never taken for a second one (law S11). */
export function minutesMoves(
  rubric: Rubric,
  rounds: readonly RevealedRoundView[],
  moves: readonly MoveView[],
): MinutesMoves {
  const noSecond = missingAt(rubric, rounds, moves, 'to');
  const onlySecond = missingAt(rubric, rounds, moves, 'from');
  const changed = moves.filter((move) => move.from !== move.to && isCounted(rubric, move));
  const moved = changed.flatMap((move) => {
    if (move.to === null) return without(move, noSecond) ?? [];
    return move.from === null ? (without(move, onlySecond) ?? []) : move;
  });
  return { moved, noSecond, onlySecond };
}
