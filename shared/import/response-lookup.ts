import type { ItemContent } from '#shared/items/item.ts';
import type { ResponseLookup } from '#shared/rubric/scales/rules.ts';

const SIDES: Readonly<Record<string, number>> = { left: 0, right: 1, first: 0, second: 1 };
const PREFIX = /^(?:response|answer|output|option|model|side)[ _-]?/;

/** Place that a bare spelling names: `1`, `a`, `left`, `response 2`, `model_b`; -1 when none. */
function placeOf(spelling: string): number {
  const bare = spelling.replace(PREFIX, '');
  if (/^[1-8]$/.test(bare)) return Number(bare) - 1;
  if (/^[a-h]$/.test(bare)) return bare.charCodeAt(0) - 97;
  return SIDES[bare] ?? -1;
}

const spelled = (raw: unknown): string | null =>
  typeof raw === 'string' || typeof raw === 'number' ? String(raw).trim().toLowerCase() : null;

/**
 * How labels of this item spell its responses. The source's own ids win; then ours; then a bare place. A preference pair that
 * was put in another order is found by its column's name only, so that "1" cannot mean the wrong one.
 */
export function responseLookup({ responses }: Pick<ItemContent, 'responses'>): ResponseLookup {
  const bySource = new Map(responses.map(({ id, sourceId }) => [sourceId?.toLowerCase(), id]));
  const isReordered = bySource.has('chosen') && bySource.has('rejected');
  return (raw) => {
    const text = spelled(raw);
    if (text === null) return null;
    const named = bySource.get(text) ?? responses.find(({ id }) => id === text)?.id;
    if (named !== undefined) return named;
    return isReordered ? null : (responses[placeOf(text)]?.id ?? null);
  };
}
