import type { ItemShape } from '#shared/items/item.ts';
import type { Dimension, Rubric } from './rubric.ts';
import { rulesFor } from './scales/index.ts';

/** Where a value sits on a ballot: `helpfulness`, or `accuracy@r2` for a dimension judged per response. */
export type SlotKey = string;

export interface Slot {
  readonly key: SlotKey;
  readonly dimension: Dimension;
  /** The response that is judged; null when the dimension judges the item. */
  readonly target: string | null;
}

export function slotKey(dimensionId: string, target: string | null): SlotKey {
  return target === null ? dimensionId : `${dimensionId}@${target}`;
}

export function splitSlotKey(key: SlotKey): { dimensionId: string; target: string | null } {
  const [dimensionId = '', target = null] = key.split('@');
  return { dimensionId, target };
}

const slotsOfDimension = (dimension: Dimension, item: ItemShape): Slot[] =>
  dimension.scope === 'item'
    ? [{ key: slotKey(dimension.id, null), dimension, target: null }]
    : item.responses.map((target) => ({ key: slotKey(dimension.id, target), dimension, target }));

/** Every slot that a ballot on this item has, in priority order; none where the item has nothing that a dimension could judge. */
export const slotsOf = (rubric: Rubric, item: ItemShape): Slot[] =>
  rubric.dimensions
    .filter(({ scale }) => rulesFor(scale).applies?.(item) ?? true)
    .flatMap((dimension) => slotsOfDimension(dimension, item));

export const dimensionOf = (rubric: Rubric, id: string): Dimension | undefined =>
  rubric.dimensions.find((dimension) => dimension.id === id);
