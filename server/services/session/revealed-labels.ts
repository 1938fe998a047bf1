import { createHmac } from 'node:crypto';
import { splitSlotKey } from '#shared/rubric/slots.ts';
import type { CastBallot, Round, Session } from '#shared/session/state.ts';
import type { LabelsTable } from '../../db/tables/labels.table.ts';

/** Of the number of a row within its round. */
const ID_DIGITS = 5;

/** In sessions that hide names the read model hides them too: a handle that holds for this session only (law B4). */
export function raterOf(session: Session, personId: string): string {
  if (session.policy.anonymity === 'named') return personId;
  return `anon-${createHmac('sha256', session.shuffleSeed).update(personId).digest('base64url').slice(0, 16)}`;
}

/** A value on its way to the read model. */
interface RevealedValue {
  /** Whose it is, and of what. */
  readonly key: string;
  readonly rater: string;
  readonly slot: string;
  readonly value: unknown;
  readonly cast: CastBallot;
  readonly late: 0 | 1;
}

function revealedValues(session: Session, round: Round): RevealedValue[] {
  const casts = [
    ...Object.entries(round.ballots).map(([personId, cast]) => ({ personId, cast, late: 0 as const })),
    ...round.late.map((cast) => ({ personId: cast.personId, cast, late: 1 as const })),
  ];
  return casts.flatMap(({ personId, cast, late }) => {
    const rater = raterOf(session, personId);
    return Object.entries(cast.ballot.values).map(([slot, value]) => ({
      ...{ key: `${rater} ${slot}`, rater, slot, value, cast, late },
    }));
  });
}

/** Orders by who and what, so that a row's place does not tell who answered first where names are hidden. */
function byRaterAndSlot(one: RevealedValue, other: RevealedValue): number {
  if (one.key === other.key) return one.late - other.late;
  return one.key < other.key ? -1 : 1;
}

/**
 * One row for each value of a revealed round. Imported rounds are in the read model already, with their own source. The ids follow each
 * other: the whole room waits while four hundred rows are stored, and ids in no order take twice as long.
 */
export function labelsOf(session: Session, round: Round): LabelsTable[] {
  if (round.mode === 'imported') return [];
  return revealedValues(session, round)
    .sort(byRaterAndSlot)
    .map(({ rater, slot, value, cast, late }, index) => ({
      id: `${round.id}-${String(index).padStart(ID_DIGITS, '0')}`,
      project_id: session.projectId,
      source: 'session',
      batch_id: null,
      session_id: session.id,
      round_id: round.id,
      round_number: round.number,
      item_id: round.itemId,
      dimension_id: splitSlotKey(slot).dimensionId,
      target: splitSlotKey(slot).target,
      rater,
      rater_known: 1,
      value: JSON.stringify(value),
      reason: cast.ballot.reason,
      late,
      guideline_version: session.pin.version,
      made_at: cast.castAt,
    }));
}
