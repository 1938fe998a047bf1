import { itemDisagreement } from '#shared/agreement/item-disagreement.ts';
import { splitShape, type SplitShape } from '#shared/agreement/split-shape.ts';
import { must } from '#shared/must.ts';
import type { Label, RatingTable } from '#shared/agreement/table.ts';
import type { ItemFigures } from '#shared/protocol/http/agreement-detail.ts';
import type { Dimension } from '#shared/rubric/rubric.ts';
import { BOTH_BAD, TIE } from '#shared/rubric/scales/pairwise.ts';
import type { CountedDimension } from './dimensions.ts';
import { labelKey, labelWords } from './label-words.ts';
import { unitParts } from './labels.ts';

/** An item with what it adds to the disagreement, before it has a title. */
export type Dispute = Omit<ItemFigures, 'title' | 'externalId'>;

interface Unit {
  readonly itemId: string;
  readonly labels: readonly Label[];
  readonly share: number;
  readonly pairDisagreement: number;
  readonly entropyBits: number | null;
}

function unitsOf(table: RatingTable): Unit[] {
  return itemDisagreement(table).map((own, index) => {
    const codes = table.codes.subarray(table.starts[index], table.starts[index + 1]);
    return {
      itemId: unitParts(own.unit).itemId,
      labels: Array.from(codes, (code) => must(table.categories[code])),
      share: own.share ?? 0,
      pairDisagreement: own.pairDisagreement ?? -1,
      entropyBits: own.entropyBits,
    };
  });
}

const TIES = [TIE, BOTH_BAD];

const tiesOf = ({ scale }: Dimension): readonly Label[] => (scale.kind === 'pairwise' ? TIES : []);

function countsOf(dimension: Dimension, labels: readonly Label[]): ItemFigures['counts'] {
  const groups = [...Map.groupBy(labels, labelKey)];
  return groups
    .map(([key, group]) => ({ key, words: labelWords(dimension, must(group[0])), count: group.length }))
    .toSorted((a, b) => b.count - a.count);
}

function shapeOf({ dimension, scale }: CountedDimension, labels: readonly Label[]): SplitShape {
  return splitShape(scale, labels, tiesOf(dimension)).shape;
}

/** Items by their share of the disagreement; an item of several units shows its most disputed one. */
export function disputes(of: CountedDimension, table: RatingTable): Dispute[] {
  const byItem = Map.groupBy(unitsOf(table), ({ itemId }) => itemId);
  return [...byItem]
    .map(([itemId, units]): Dispute => {
      const worst = must(units.toSorted((a, b) => b.pairDisagreement - a.pairDisagreement)[0]);
      return {
        itemId,
        labels: units.reduce((sum, { labels }) => sum + labels.length, 0),
        share: units.reduce((sum, { share }) => sum + share, 0),
        entropyBits: worst.entropyBits,
        shape: shapeOf(of, worst.labels),
        counts: countsOf(
          of.dimension,
          units.flatMap(({ labels }) => labels),
        ),
      };
    })
    .toSorted((a, b) => b.share - a.share || (a.itemId < b.itemId ? -1 : 1));
}
