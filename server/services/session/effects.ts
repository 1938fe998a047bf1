import { createHmac } from 'node:crypto';
import { must } from '#shared/must.ts';
import { disputedDimensions } from '#shared/session/disputed-dimensions.ts';
import { rulingWords } from '#shared/session/ruling-words.ts';
import { splitSlotKey } from '#shared/rubric/slots.ts';
import type { SessionEvent } from '#shared/session/events.ts';
import type { CastBallot, Round, Ruling, Session } from '#shared/session/state.ts';
import type { Tx } from '../../db/database.ts';
import type { LabelsTable } from '../../db/tables/labels.table.ts';
import type { Deps } from '../../deps.ts';
import { markSuperseded } from '../../repositories/guideline-edge-cases.ts';
import type { LoggedBy } from '../../repositories/session-log.ts';
import { insertEdgeCase, insertRevealedLabels } from '../../repositories/session-effects.ts';
import { updateSession } from '../../repositories/sessions.ts';

/** What events mean for other tables; stored in the same transaction as the events themselves (law D2). */
export async function applyEffects(
  tx: Tx,
  deps: Deps,
  session: Session,
  log: readonly LoggedBy[],
): Promise<void> {
  for (const { event, at } of log) await applyEffect(tx, deps, session, event, at);
}

async function applyEffect(
  tx: Tx,
  deps: Deps,
  session: Session,
  event: SessionEvent,
  at: number,
): Promise<void> {
  switch (event.type) {
    case 'SessionStarted':
      return updateSession(tx, session.id, { phase: 'live' });
    case 'SessionEnded':
      return updateSession(tx, session.id, { phase: 'ended', endedAt: at });
    case 'PolicySet': {
      const { anonymity, guests } = event.policy;
      return updateSession(tx, session.id, { anonymity, guestsAllowed: guests });
    }
    case 'RoundRevealed':
      return insertRevealedLabels(tx, labelsOf(session, must(session.rounds[event.roundId])));
    case 'RulingMade':
      return applyRuling(
        tx,
        deps,
        session,
        must(session.rulings.find((ruling) => ruling.id === event.ruling.id)),
      );
    default:
      return undefined;
  }
}

/** Of the number of a row within its round. */
const ID_DIGITS = 5;

/** In sessions that hide names the read model hides them too: a handle that holds for this session only (law B4). */
export function raterOf(session: Session, personId: string): string {
  if (session.policy.anonymity === 'named') return personId;
  return `anon-${createHmac('sha256', session.shuffleSeed).update(personId).digest('base64url').slice(0, 16)}`;
}

/** A value on its way to the read model. */
interface RevealedValue {
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
    return Object.entries(cast.ballot.values).map(([slot, value]) => ({ rater, slot, value, cast, late }));
  });
}

/** Orders by who and what, so that a row's place does not tell who answered first where names are hidden. */
const byRaterAndSlot = (one: RevealedValue, other: RevealedValue) =>
  one.rater < other.rater || (one.rater === other.rater && one.slot < other.slot) ? -1 : 1;

/**
 * One row for each value of a revealed round. Imported rounds are in the read model already, with their own source. The ids follow each
 * other: the whole room waits while four hundred rows are stored, and ids in no order take twice as long.
 */
function labelsOf(session: Session, round: Round): LabelsTable[] {
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

async function applyRuling(tx: Tx, deps: Deps, session: Session, ruling: Ruling): Promise<void> {
  const where = { sessionId: session.id, itemId: ruling.itemId };
  await markSuperseded(tx, where, { rulingId: ruling.id, at: ruling.madeAt });
  await openEdgeCase(tx, deps, session, ruling);
}

/** "No clause covers this" opens an edge case that waits in the tray until somebody places it in the text (law R1). */
async function openEdgeCase(tx: Tx, deps: Deps, session: Session, ruling: Ruling): Promise<void> {
  if (ruling.cited.kind !== 'none') return;
  await insertEdgeCase(tx, {
    id: deps.newId(),
    project_id: session.projectId,
    session_id: session.id,
    item_id: ruling.itemId,
    ruling_id: ruling.id,
    question: ruling.question,
    ruling_text:
      ruling.verdict === 'irresolvable'
        ? 'Irresolvable: the distribution of answers stands.'
        : rulingWords(session.rubric, ruling.values),
    reason: ruling.reason,
    dimension_ids: JSON.stringify(disputedDimensions(session, ruling)),
    clause_id: null,
    state: 'waiting',
    created_by: ruling.madeBy,
    created_at: ruling.madeAt,
    committed_version: null,
  });
}
