import { stuartMaxwell } from '#shared/agreement/marginal-homogeneity.ts';
import { mcnemar } from '#shared/agreement/mcnemar.ts';
import { movement, type Movement } from '#shared/agreement/movement.ts';
import type { Label, RatingTable } from '#shared/agreement/table.ts';
import type { MovementFigures } from '#shared/protocol/http/agreement-detail.ts';
import { splitSlotKey } from '#shared/rubric/slots.ts';
import type { CountedDimension } from './dimensions.ts';
import type { Facts, RulingFact } from './facts.ts';
import { readerOf, unitKey } from './labels.ts';
import { labelWords } from './label-words.ts';

const MOST_MOVES = 12;

function ruledUnits({ dimension }: CountedDimension, ruling: RulingFact): [string, Label][] {
  const read = readerOf(dimension);
  return Object.entries(ruling.values).flatMap(([slot, value]) => {
    const { dimensionId, target } = splitSlotKey(slot);
    if (dimensionId !== dimension.id) return [];
    const labels = read(JSON.stringify(value));
    if (typeof labels === 'string') return [];
    return labels.map(([part, label]): [string, Label] => [
      unitKey({ collection: ruling.sessionId, itemId: ruling.itemId, target, part }),
      label,
    ]);
  });
}

/** The ruled label of every unit that its session ruled on; what is irresolvable has none (law R2). */
export const rulingLabels = (of: CountedDimension, facts: Facts): ReadonlyMap<string, Label> =>
  new Map(facts.rulings.flatMap((ruling) => ruledUnits(of, ruling)));

function movesOf({ dimension }: CountedDimension, { transitions }: Movement): MovementFigures['moves'] {
  if (transitions === null) return [];
  const words = transitions.categories.map((label) => labelWords(dimension, label));
  return transitions.counts
    .flatMap((counts, from) =>
      counts.map((count, to) => ({
        from: words[from] ?? '',
        to: words[to] ?? '',
        count,
        stays: from === to,
      })),
    )
    .filter(({ count, stays }) => count > 0 && !stays)
    .toSorted((a, b) => b.count - a.count)
    .slice(0, MOST_MOVES)
    .map(({ from, to, count }) => ({ from, to, count }));
}

/** Who moved between the first and the last vote, and towards what; null where nobody can be followed. */
export function movementBetween(
  of: CountedDimension,
  facts: Facts,
  before: RatingTable,
  after: RatingTable,
): MovementFigures | null {
  const moved = movement(before, after, rulingLabels(of, facts));
  if (!moved.defined || moved.pairs === 0) return null;
  const { pairs, stayed, majority, ruling, ruled, rightBefore, rightAfter, gained, lost } = moved;
  const margins = moved.transitions === null ? null : stuartMaxwell(moved.transitions);
  return {
    ...{ pairs, stayed, moved: moved.moved, ruled, rightBefore, rightAfter, gained, lost },
    ...{ towardsMajority: majority.towards, awayFromMajority: majority.away },
    ...{ towardsRuling: ruling.towards, awayFromRuling: ruling.away },
    mcnemarP: ruled === 0 ? null : mcnemar(lost, gained).p,
    marginsP: margins?.defined ? margins.p : null,
    marginsWhy: margins === null || margins.defined ? null : margins.explanation,
    moves: movesOf(of, moved),
  };
}
