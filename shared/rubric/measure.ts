import type { Dimension } from './rubric.ts';
import { rulesFor } from './scales/index.ts';
import type { Label, Level } from './scales/rules.ts';
import type { Value } from './scales/schemas.ts';
import { splitSlotKey, type SlotKey } from './slots.ts';

/** One person's label on one unit, as the agreement module takes it. */
export interface MeasuredLabel {
  /** item, item@response or item#claim: what is judged once by each person. */
  readonly unit: string;
  readonly rater: string;
  readonly label: Label;
}

/** A ballot's values with whose they are and on which item. */
export interface AttributedValues {
  readonly item: string;
  readonly rater: string;
  readonly values: Readonly<Record<SlotKey, Value>>;
}

/** The level of measurement that fits a dimension (law A1); null when it is never counted. */
export const levelOf = (dimension: Dimension): Level | null =>
  rulesFor(dimension.scale).level(dimension.scale);

/** The declared categories of a dimension in scale order, or null when it has none. */
export const categoriesOf = (dimension: Dimension) => rulesFor(dimension.scale).categories(dimension.scale);

function unitName(item: string, target: string | null, subUnit: string): string {
  return item + (target === null ? '' : `@${target}`) + (subUnit === '' ? '' : `#${subUnit}`);
}

/** The labels of one dimension out of many ballots. "Not applicable" and other dimensions are left out. */
export function measure(dimension: Dimension, ballots: readonly AttributedValues[]): MeasuredLabel[] {
  const rules = rulesFor(dimension.scale);
  return ballots.flatMap(({ item, rater, values }) =>
    Object.entries(values).flatMap(([key, value]) => {
      const slot = splitSlotKey(key);
      if (slot.dimensionId !== dimension.id || value.kind !== dimension.scale.kind) return [];
      return rules
        .labels(dimension.scale as never, value as never)
        .map(([subUnit, label]) => ({ unit: unitName(item, slot.target, subUnit), rater, label }));
    }),
  );
}
