import { changeReading } from '#shared/agreement/change-reading.ts';
import { changeOnDifferentItems, changeOnSameItems, type Change } from '#shared/agreement/change.ts';
import { seededRandom } from '#shared/agreement/random.ts';
import type { RatingTable } from '#shared/agreement/table.ts';
import type { ChangeFigures } from '#shared/protocol/http/agreement.ts';
import type { Facts } from './facts.ts';

/** Equal labels give equal intervals on every load. */
const SEED = 20_260_101;

/** What before and after are compared on. */
interface Placed {
  readonly sessionId: string | null;
  readonly itemId: string;
}

function figures(change: Change): ChangeFigures {
  if (!change.defined) {
    const nothing = {
      before: null,
      after: null,
      change: null,
      low: null,
      high: null,
      p: null,
      reading: null,
    };
    return { items: change.units, ...nothing, why: change.explanation };
  }
  const { before, after, value, interval, test, units } = change;
  const limits = { low: interval?.low ?? null, high: interval?.high ?? null };
  const reading = changeReading({ units, ...limits, p: test.p });
  return { items: units, before, after, change: value, ...limits, p: test.p, reading, why: null };
}

export const changeBetween = (before: RatingTable, after: RatingTable): ChangeFigures =>
  figures(changeOnSameItems(before, after, { random: seededRandom(SEED) }));

export const changeAcross = (before: RatingTable, after: RatingTable): ChangeFigures =>
  figures(changeOnDifferentItems(before, after, { random: seededRandom(SEED) }));

/**
 * First votes of the items that were voted on again, each in the session of its second vote: that session's own first round, or the
 * imported labels that it revealed as such.
 */
export function beforeSide<L extends Placed>(
  facts: Facts,
  blind: readonly L[],
  after: readonly L[],
): (L & { readonly collection: string })[] {
  const again = new Set(after.map(({ sessionId, itemId }) => `${sessionId ?? ''}/${itemId}`));
  const revealing = new Map<string, string[]>();
  for (const meeting of facts.meetings)
    for (const item of meeting.importedItems)
      revealing.set(item, [...(revealing.get(item) ?? []), meeting.id]);
  return blind.flatMap((label) => {
    const sessions = label.sessionId === null ? (revealing.get(label.itemId) ?? []) : [label.sessionId];
    return sessions
      .filter((session) => again.has(`${session}/${label.itemId}`))
      .map((collection) => ({ ...label, collection }));
  });
}
