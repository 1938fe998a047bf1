import { agreementReport } from '#shared/agreement/report.ts';
import type { DimensionAgreement } from '#shared/protocol/http/imports.ts';
import { measure, type AttributedValues } from '#shared/rubric/measure.ts';
import type { Dimension, Rubric } from '#shared/rubric/rubric.ts';
import { slotKey } from '#shared/rubric/slots.ts';
import { statisticalScale } from '#shared/rubric/statistics.ts';
import type { Value } from '#shared/rubric/scales/schemas.ts';

/** A label as the statistics need it. */
export interface CountedLabel {
  readonly itemId: string;
  readonly dimensionId: string;
  readonly target: string | null;
  readonly rater: string;
  readonly raterKnown: boolean;
  readonly value: Value;
}

const attributed = ({ itemId, rater, dimensionId, target, value }: CountedLabel): AttributedValues => ({
  item: itemId,
  rater,
  values: { [slotKey(dimensionId, target)]: value },
});

/** Statistics that compare people are refused as soon as one label does not say whose it is. */
function reportOn(
  dimension: Dimension,
  labels: readonly CountedLabel[],
  threshold: number,
): DimensionAgreement[] {
  const scale = statisticalScale(dimension);
  if (scale === null || labels.length === 0) return [];
  const isKnown = labels.every((label) => label.raterKnown);
  const measured = measure(dimension, labels.map(attributed)).map(({ unit, rater, label }) => ({
    unit,
    rater: isKnown ? rater : null,
    label,
  }));
  return [
    {
      dimensionId: dimension.id,
      name: dimension.name,
      report: agreementReport(scale, measured, { threshold }),
    },
  ];
}

/** Agreement of labels per dimension, in the rubric's order; dimensions without labels, and free text, are left out. */
export function labelAgreement(
  rubric: Rubric,
  labels: readonly CountedLabel[],
  threshold: number,
): DimensionAgreement[] {
  const byDimension = Map.groupBy(labels, (label) => label.dimensionId);
  return rubric.dimensions.flatMap((dimension) =>
    reportOn(dimension, byDimension.get(dimension.id) ?? [], threshold),
  );
}
