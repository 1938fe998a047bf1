import { canonicalJson } from '#shared/canonical-json.ts';
import type { ClauseId, ItemId, RoundId } from '#shared/ids.ts';
import type { Value } from '#shared/rubric/scales/schemas.ts';
import type { SlotKey } from '#shared/rubric/slots.ts';
import type { CommandOf } from '#shared/session/commands.ts';
import type { Cause } from '#shared/session/state.ts';
import type { Strip } from './board.ts';

/** A ruling while it is being written. */
export interface RulingDraft {
  readonly verdict: 'decided' | 'irresolvable';
  readonly values: Readonly<Record<SlotKey, Value>>;
  readonly by: 'consensus' | 'reviewer';
  readonly cause: Cause | null;
  readonly cites: 'clause' | 'none' | null;
  readonly clauseId: string | null;
  readonly question: string;
  readonly reason: string;
}

/** What everybody answered alike stands already; what people differ on is left open, so that no majority decides by itself. */
export function firstDraft(strips: readonly Strip[], by: RulingDraft['by']): RulingDraft {
  const values = strips.flatMap(({ slot, answers }) => {
    const [first] = answers;
    const isShared = first && answers.length > 1 && slot.dimension.scale.kind !== 'text';
    return isShared && new Set(answers.map(({ value }) => canonicalJson(value))).size === 1
      ? [[slot.key, first.value] as const]
      : [];
  });
  return {
    verdict: 'decided',
    values: Object.fromEntries(values),
    by,
    cause: null,
    cites: null,
    clauseId: null,
    question: '',
    reason: '',
  };
}

export type RulingField = 'values' | 'cause' | 'cited' | 'question' | 'reason';

/** What a decision still has to say (law R6). */
function valuesProblem(draft: RulingDraft, splitSlots: ReadonlySet<string>): string | null {
  const ruled = Object.keys(draft.values);
  if (draft.verdict === 'irresolvable') return null;
  if (ruled.length === 0) return 'Say what holds, for at least one dimension.';
  return splitSlots.size === 0 || ruled.some((slot) => splitSlots.has(slot))
    ? null
    : 'Say what holds on at least one of the dimensions that are split.';
}

/**
 * What is still wanted before the ruling can stand (laws R1, R2, R6), by field, in the order of the form. `splitSlots`: on which
 * answers are split.
 */
export function rulingProblems(
  draft: RulingDraft,
  splitSlots: ReadonlySet<string> = new Set(),
): ReadonlyMap<RulingField, string> {
  const problems: [RulingField, string][] = [];
  const values = valuesProblem(draft, splitSlots);
  if (values !== null) problems.push(['values', values]);
  if (draft.cause === null) problems.push(['cause', 'Say why people differed.']);
  if (draft.cites === null || (draft.cites === 'clause' && draft.clauseId === null)) {
    problems.push(['cited', 'Cite the clause that decides it, or say that none does.']);
  }
  if (draft.cites === 'none' && draft.question.trim() === '') {
    problems.push(['question', 'Name the question that no clause answers; it becomes the edge case.']);
  }
  if (draft.reason.trim() === '')
    problems.push(['reason', 'Give the reason; it is what the next person will look for.']);
  return new Map(problems);
}

/** The command for a whole draft; null while something is wanted. */
export function rulingCommand(
  draft: RulingDraft,
  itemId: ItemId,
  roundId: RoundId,
): CommandOf<'rule'> | null {
  const { cause, clauseId } = draft;
  if (rulingProblems(draft).size > 0 || cause === null) return null;
  const cited =
    draft.cites === 'clause' && clauseId !== null
      ? ({ kind: 'clause', clauseId: clauseId as ClauseId } as const)
      : ({ kind: 'none' } as const);
  return {
    type: 'rule',
    ...{ itemId, roundId, cause, cited },
    verdict: draft.verdict,
    values: draft.verdict === 'decided' ? { ...draft.values } : {},
    by: draft.by,
    question: draft.question.trim(),
    reason: draft.reason.trim(),
  };
}

/** A draft as it was kept; null when the kept text is none. */
export function parsedRulingDraft(text: string): RulingDraft | null {
  try {
    const read = JSON.parse(text) as RulingDraft | null;
    return read && typeof read.values === 'object' && typeof read.reason === 'string' ? read : null;
  } catch {
    return null;
  }
}
