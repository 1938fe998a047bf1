import { canonicalJson } from '#shared/canonical-json.ts';
import { disagreement } from '#shared/rubric/disagreement.ts';
import type { Value } from '#shared/rubric/scales/schemas.ts';
import { slotsOf, type Slot, type SlotKey } from '#shared/rubric/slots.ts';
import { disputedDimensions } from './disputed-dimensions.ts';
import { agendaEntry } from './queries.ts';
import type { Round, Ruling, Session } from './state.ts';

interface RuledSlot {
  readonly slot: Slot;
  readonly value: Value;
  readonly disagreement: number;
  /** Everybody had answered just what the ruling says. */
  readonly isShared: boolean;
}

const answersTo = (round: Round | undefined, key: SlotKey): Value[] =>
  Object.values(round?.ballots ?? {}).flatMap(({ ballot }) => ballot.values[key] ?? []);

function ruledSlot(slot: Slot, value: Value, answers: readonly Value[]): RuledSlot {
  const said = canonicalJson(value);
  const isShared = answers.length > 1 && answers.every((answer) => canonicalJson(answer) === said);
  return { slot, value, disagreement: disagreement(slot.dimension.scale, answers) ?? 0, isShared };
}

/** What a ruling gives values on, the widest split of its round first; as wide ones in priority order. */
function ruledSlots(session: Session, ruling: Ruling): RuledSlot[] {
  const shape = agendaEntry(session, ruling.itemId)?.shape;
  const round = session.rounds[ruling.roundId];
  return (shape ? slotsOf(session.rubric, shape) : [])
    .flatMap((slot) => {
      const value = ruling.values[slot.key];
      return value ? [ruledSlot(slot, value, answersTo(round, slot.key))] : [];
    })
    .toSorted((a, b) => b.disagreement - a.disagreement);
}

/** Without what everybody had answered alike, unless there is nothing else. */
function decidedSlots(session: Session, ruling: Ruling): RuledSlot[] {
  const ruled = ruledSlots(session, ruling);
  const decided = ruled.filter(({ isShared }) => !isShared);
  return decided.length > 0 ? decided : ruled;
}

/** The values that an edge case repeats (law R7). */
export const decidedValues = (session: Session, ruling: Ruling): Record<SlotKey, Value> =>
  Object.fromEntries(decidedSlots(session, ruling).map(({ slot, value }) => [slot.key, value]));

/** The dimensions that an edge case names (law R7). */
export function decidedDimensions(session: Session, ruling: Ruling): string[] {
  if (ruling.verdict === 'irresolvable') return disputedDimensions(session, ruling);
  const decided = decidedSlots(session, ruling);
  const split = decided.filter((ruled) => ruled.disagreement > session.policy.splitThreshold);
  const named = split.length > 0 ? split : decided;
  return [...new Set(named.map(({ slot }) => slot.dimension.id))];
}
