import { z } from 'zod';
import { clauseId, itemId, rulingId, sessionId } from '#shared/ids.ts';
import type { ClauseDiff } from './diff.ts';
import type { RubricChange } from './rubric-diff.ts';

/** Where a change comes from (law G3): a ruling of a session, an item that showed the gap, or the author's own hand. */
const changeSourceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ruling'), rulingId, sessionId, itemId }),
  z.object({ kind: z.literal('item'), itemId }),
  z.object({ kind: z.literal('editorial') }),
]);

const changeSchema = z.object({
  text: z.string().trim().min(1, 'Say what changed.').max(500),
  source: changeSourceSchema,
  clauseId: clauseId.nullable().default(null),
});

export const changeLogSchema = z
  .array(changeSchema)
  .min(1, 'A version needs at least one entry in its change log.')
  .max(200);

export type ChangeSource = z.infer<typeof changeSourceSchema>;
export type Change = z.infer<typeof changeSchema>;
export type ChangeInput = z.input<typeof changeSchema>;

/** `semantic`: labels made under the version before may now be wrong. `editorial`: nobody would answer differently. */
export const VERSION_KINDS = ['semantic', 'editorial'] as const;
export type VersionKind = (typeof VERSION_KINDS)[number];

const EDITORIAL = { kind: 'editorial' } as const;
const MAX_TEXT = 500;

const verb: Record<Exclude<ClauseDiff['change'], 'same'>, string> = {
  added: 'Added',
  removed: 'Removed',
  changed: 'Reworded',
};

function describe(diff: ClauseDiff): string | null {
  const what = diff.kind === 'edge-case' ? `edge case: ${diff.title}` : `“${diff.title}”`;
  if (diff.change !== 'same') return `${verb[diff.change]} ${what}`;
  return diff.moved ? `Moved ${what}` : null;
}

/**
 * A change log to start from: one entry for each changed clause and each change of the rubric. A clause that came from a ruling
 * names it; `sources` knows which did. Everything else is the author's to attribute and stands as editorial until then.
 */
export function suggestChangeLog(
  clauses: readonly ClauseDiff[],
  rubric: readonly RubricChange[],
  sources: ReadonlyMap<string, ChangeSource>,
): ChangeInput[] {
  const fromText = clauses.flatMap((diff): ChangeInput[] => {
    const text = describe(diff);
    if (text === null) return [];
    const source = (diff.change !== 'removed' && diff.id !== null && sources.get(diff.id)) || EDITORIAL;
    return [{ text: text.slice(0, MAX_TEXT), source, clauseId: diff.change === 'removed' ? null : diff.id }];
  });
  const fromRubric = rubric.map(({ text }): ChangeInput => ({
    text: `Rubric: ${text}`.slice(0, MAX_TEXT),
    source: EDITORIAL,
    clauseId: null,
  }));
  return [...fromText, ...fromRubric];
}
