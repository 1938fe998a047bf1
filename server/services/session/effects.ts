import { must } from '#shared/must.ts';
import { decidedDimensions, decidedValues } from '#shared/session/decided-slots.ts';
import { rulingWords } from '#shared/session/ruling-words.ts';
import type { SessionEvent } from '#shared/session/events.ts';
import type { Ruling, Session } from '#shared/session/state.ts';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { markSuperseded } from '../../repositories/guideline-edge-cases.ts';
import type { LoggedBy } from '../../repositories/session-log.ts';
import { insertEdgeCase, insertRevealedLabels } from '../../repositories/session-effects.ts';
import { updateSession } from '../../repositories/sessions.ts';
import { labelsOf } from './revealed-labels.ts';

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
        : rulingWords(session.rubric, decidedValues(session, ruling)),
    reason: ruling.reason,
    dimension_ids: JSON.stringify(decidedDimensions(session, ruling)),
    clause_id: null,
    state: 'waiting',
    created_by: ruling.madeBy,
    created_at: ruling.madeAt,
    committed_version: null,
  });
}
