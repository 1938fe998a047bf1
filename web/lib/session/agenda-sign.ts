import type { AgendaItemView } from '#shared/session/view.ts';

/** How an item of the agenda looks: a kind for its colour, a sign beside the number, and words for both. */
export interface AgendaSign {
  readonly kind: 'ahead' | 'open' | 'answered' | 'closed' | 'agreed' | 'split' | 'ruled' | 'aside';
  readonly sign: string;
  readonly words: string;
}

function ofRound(entry: AgendaItemView, isAnswered: boolean): AgendaSign {
  const { round, split } = entry;
  if (!round) return { kind: 'ahead', sign: '', words: 'not opened yet' };
  if (round.phase === 'open' && isAnswered)
    return { kind: 'answered', sign: '✓', words: `round ${round.number} is open, you have answered` };
  if (round.phase === 'open') return { kind: 'open', sign: '○', words: `round ${round.number} is open` };
  if (round.phase === 'closed') {
    return {
      kind: 'closed',
      sign: '◐',
      words: round.mode === 'imported' ? 'labels wait for the reveal' : 'closed, waits for the reveal',
    };
  }
  if ((entry.answers ?? 0) < 2) {
    const words = entry.answers === 1 ? 'revealed, one answer only' : 'revealed, nobody answered';
    return { kind: 'ahead', sign: '–', words };
  }
  return split && split.dimensions.length > 0
    ? {
        kind: 'split',
        sign: split.safety ? '⚑' : '≠',
        words: split.safety ? 'revealed, split on safety' : 'revealed, split',
      }
    : { kind: 'agreed', sign: '≈', words: 'revealed, no split' };
}

/** The state of an agenda item. A further open round outweighs an earlier ruling: something is asked again. */
export function agendaSign(entry: AgendaItemView, isAnswered: boolean): AgendaSign {
  if (entry.state === 'parked') return { kind: 'aside', sign: '‖', words: 'parked' };
  if (entry.state === 'skipped') return { kind: 'aside', sign: '»', words: 'skipped' };
  if (entry.ruling !== null && entry.round?.phase === 'revealed') {
    return entry.ruling === 'decided'
      ? { kind: 'ruled', sign: '§', words: entry.split?.open.length ? 'ruled in part' : 'ruled' }
      : { kind: 'ruled', sign: '∅', words: 'ruled irresolvable' };
  }
  return ofRound(entry, isAnswered);
}
