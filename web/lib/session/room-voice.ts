import type { AgendaItemView, ProgressView, SessionPart } from '#shared/session/view.ts';
import { dimensionOf } from '#shared/rubric/slots.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';

/** What of the room is worth saying aloud when it changes. */
export interface Scene {
  readonly session: SessionPart;
  readonly entry: AgendaItemView | null;
  readonly rubric: Rubric;
}

function splitSentence({ entry, rubric }: Scene): string {
  if (entry?.answers === 0) return 'Nobody answered.';
  if (entry?.answers === 1) return 'One person answered.';
  const dimensions = entry?.split?.dimensions ?? [];
  if (dimensions.length === 0) return 'No dimension is split.';
  return `Split on ${dimensions.map((id) => dimensionOf(rubric, id)?.name ?? id).join(', ')}.`;
}

const ASIDE = { parked: 'parked: it carries over to the next session', skipped: 'skipped' } as const;

function roundSentence(scene: Scene): string[] {
  const { entry } = scene;
  if (!entry?.round) return [];
  if (entry.state !== 'listed') return [`${entry.title} is ${ASIDE[entry.state]}.`];
  const what = `Round ${entry.round.number} on ${entry.title}`;
  switch (entry.round.phase) {
    case 'open':
      return [`${what} is open.`];
    case 'closed':
      return [`${what} is closed. It waits for the reveal.`];
    case 'revealed':
      return [`${what} is revealed. ${splitSentence(scene)}`];
  }
}

function chairSentence(before: SessionPart, after: SessionPart): string[] {
  const { chair } = after;
  if (!chair) return [];
  if (before.chair?.personId !== chair.personId) return [`${chair.name} has the chair.`];
  if (before.chair.connected === chair.connected) return [];
  return [
    chair.connected
      ? `${chair.name}, who has the chair, is back.`
      : `${chair.name}, who has the chair, is away.`,
  ];
}

function phaseSentence(before: SessionPart, after: SessionPart): string[] {
  if (before.phase === after.phase) return [];
  return [after.phase === 'ended' ? 'The session has ended.' : 'The session has started.'];
}

const roundKey = ({ entry }: Scene) =>
  `${entry?.round?.id ?? ''}/${entry?.round?.phase ?? ''}/${entry?.state ?? ''}`;

function itemSentence(before: Scene, after: Scene): string[] {
  const isNewRuling =
    after.entry !== null &&
    before.entry?.itemId === after.entry.itemId &&
    before.entry.ruling !== after.entry.ruling;
  const ruled = isNewRuling ? ['A ruling stands.'] : [];
  return [...(roundKey(before) === roundKey(after) ? [] : roundSentence(after)), ...ruled];
}

/** How far an open round is. */
export function progressSentence({
  answered,
  expected,
}: Pick<ProgressView, 'answered' | 'expected'>): string {
  if (expected > 0 && answered >= expected) return 'Everybody has answered.';
  return answered === 0 ? '' : `${answered} of ${expected} have answered.`;
}

/** One polite sentence for what changed; empty when nothing did that people need to hear. */
export function spoken(before: Scene | null, after: Scene): string {
  if (!before) return '';
  const sentences = [
    ...phaseSentence(before.session, after.session),
    ...chairSentence(before.session, after.session),
    ...itemSentence(before, after),
  ];
  return sentences.join(' ');
}
