import { createHash } from 'node:crypto';
import {
  personId as personIdSchema,
  roundId as roundIdSchema,
  type ItemId,
  type PersonId,
} from '#shared/ids.ts';
import type { Ballot } from '#shared/rubric/ballot.ts';
import { valueProblem } from '#shared/rubric/ballot-problems.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';
import type { Value } from '#shared/rubric/scales/schemas.ts';
import { slotKey, slotsOf } from '#shared/rubric/slots.ts';
import type { SessionEvent } from '#shared/session/events.ts';
import type { AgendaEntry } from '#shared/session/state.ts';
import type { Deps } from '../../deps.ts';
import type { Tx } from '../../db/database.ts';
import { readImportedLabels, type ImportedLabelRow } from '../../repositories/session-labels.ts';

type ImportedBallot = Extract<SessionEvent, { type: 'RoundImported' }>['ballots'][number];

/** An id for somebody who is known only by the name a source gives them. */
const annotatorId = (rater: string): PersonId =>
  personIdSchema.parse(`imp-${createHash('sha256').update(rater).digest('base64url').slice(0, 20)}`);

/** Labels the pinned rubric has no place for (another dimension, a value off the scale) stay out of the round. */
function ballotOf(rubric: Rubric, entry: AgendaEntry, labels: readonly ImportedLabelRow[]): Ballot {
  const slots = new Map(slotsOf(rubric, entry.shape).map((slot) => [slot.key, slot]));
  const values: Record<string, Value> = {};
  for (const label of labels) {
    const slot = slots.get(slotKey(label.dimensionId, label.target));
    const fits = slot && valueProblem(slot.dimension.scale, label.value, entry.shape) === null;
    if (fits) values[slot.key] = label.value;
  }
  const reasons = [...new Set(labels.map((label) => label.reason).filter((reason) => reason !== ''))];
  return { values, reason: reasons.join('\n\n').slice(0, 4_000), confidence: null, clause: null };
}

function ballotsOf(
  rubric: Rubric,
  entry: AgendaEntry,
  labels: readonly ImportedLabelRow[],
): ImportedBallot[] {
  const byRater = Map.groupBy(labels, (label) => label.rater);
  return [...byRater]
    .map(([name, own]) => ({ personId: annotatorId(name), name, ballot: ballotOf(rubric, entry, own) }))
    .filter(({ ballot }) => Object.keys(ballot.values).length > 0);
}

/** A blind first round for every item that has labels made elsewhere; it waits, closed, for its reveal. */
export async function importedRounds(
  tx: Tx,
  deps: Deps,
  projectId: string,
  rubric: Rubric,
  entries: readonly AgendaEntry[],
): Promise<SessionEvent[]> {
  const labels = await readImportedLabels(
    tx,
    projectId,
    entries.map((entry) => entry.itemId),
  );
  const byItem = Map.groupBy(labels, (label) => label.itemId as ItemId);
  return entries.flatMap((entry): SessionEvent[] => {
    const ballots = ballotsOf(rubric, entry, byItem.get(entry.itemId) ?? []);
    if (ballots.length === 0) return [];
    return [
      { type: 'RoundImported', roundId: roundIdSchema.parse(deps.newId()), itemId: entry.itemId, ballots },
    ];
  });
}
