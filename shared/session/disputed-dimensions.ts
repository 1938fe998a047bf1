import { disagreement } from '#shared/rubric/disagreement.ts';
import { slotsOf, splitSlotKey, type Slot } from '#shared/rubric/slots.ts';
import { agendaEntry } from './queries.ts';
import type { Round, Ruling, Session } from './state.ts';

function disagreementOn(round: Round, slot: Slot): number {
  const values = Object.values(round.ballots).flatMap((cast) => cast.ballot.values[slot.key] ?? []);
  return disagreement(slot.dimension.scale, values) ?? 0;
}

/** Dimensions that were split in a round, the widest split first; as wide ones in priority order. */
function splitDimensions(session: Session, round: Round): string[] {
  const shape = agendaEntry(session, round.itemId)?.shape;
  const split = (shape ? slotsOf(session.rubric, shape) : [])
    .map((slot) => ({ id: slot.dimension.id, amount: disagreementOn(round, slot) }))
    .filter(({ amount }) => amount > session.policy.splitThreshold);
  return [...new Set(split.toSorted((a, b) => b.amount - a.amount).map(({ id }) => id))];
}

/** What a ruling was about (law R7): what was split in the round that it ends; else the dimensions it gives values on. */
export function disputedDimensions(session: Session, ruling: Ruling): string[] {
  const round = session.rounds[ruling.roundId];
  const split = round ? splitDimensions(session, round) : [];
  if (split.length > 0) return split;
  return [...new Set(Object.keys(ruling.values).map((slot) => splitSlotKey(slot).dimensionId))];
}
