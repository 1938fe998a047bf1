import { agreementReport, type AgreementReport } from '#shared/agreement/report.ts';
import type { Estimate } from '#shared/agreement/result.ts';
import { must } from '#shared/must.ts';
import { measure } from '#shared/rubric/measure.ts';
import type { Dimension, Rubric } from '#shared/rubric/rubric.ts';
import { statisticalScale } from '#shared/rubric/statistics.ts';
import type { AgreementPart } from '#shared/session/view.ts';
import type { Expected, ExpectedDimension } from './expected.ts';
import type { LabelledSet } from './labelled-set.ts';

/** Two figures are the same within this; the files round to six places. */
const TOLERANCE = 1e-6;

/** A figure of the session beside the one that it should be. Both null: undefined, as it should be. */
export interface Compared {
  readonly value: number | null;
  /** undefined: nothing to compare with. */
  readonly expected: number | null | undefined;
  /** null where there is nothing to compare with. */
  readonly isSame: boolean | null;
}

export interface DimensionFigures {
  readonly name: string;
  readonly report: AgreementReport;
  readonly n: Compared;
  readonly units: Compared;
  readonly percent: Compared;
  readonly alpha: Compared;
}

function compared(value: number | null, expected: number | null | undefined): Compared {
  if (expected === undefined) return { value, expected, isSame: null };
  const isSame =
    value === null || expected === null ? value === expected : Math.abs(value - expected) <= TOLERANCE;
  return { value, expected, isSame };
}

interface Reference {
  readonly n: number | undefined;
  readonly units: number | undefined;
  readonly percent: number | null | undefined;
  readonly alpha: number | null | undefined;
}

const NO_REFERENCE: Reference = { n: undefined, units: undefined, percent: undefined, alpha: undefined };

/** Labels, or units, that stand beside others of the same unit. */
function pairable(
  { labels_per_unit: perUnit }: ExpectedDimension,
  of: 'labels' | 'units',
): number | undefined {
  if (!perUnit) return undefined;
  const several = Object.entries(perUnit).filter(([labels]) => Number(labels) > 1);
  return several.reduce((sum, [labels, units]) => sum + (of === 'labels' ? Number(labels) : 1) * units, 0);
}

/** A pair of rankings with Kendall's tau t orders (1 + t) / 2 of the pairs of answers alike. */
const sameOrder = (tau: number | null | undefined) =>
  tau === null || tau === undefined ? tau : (1 + tau) / 2;

function expectedFigures(expected: ExpectedDimension, level: AgreementReport['level']): Reference {
  const units = pairable(expected, 'units');
  const common = { n: pairable(expected, 'labels'), units, percent: expected.percent_agreement?.unit_mean };
  switch (level) {
    case 'nominal':
      return { ...common, alpha: expected.alpha_nominal };
    case 'ordinal':
      return { ...common, alpha: expected.alpha_ordinal };
    case 'interval':
      return { ...common, alpha: expected.alpha_interval };
    case 'ranking':
      return {
        n: expected.rankings,
        units: expected.items,
        percent: sameOrder(expected.mean_pairwise_kendall_tau),
        alpha: expected.alpha_ordinal_on_positions,
      };
    default:
      return NO_REFERENCE;
  }
}

const valueOf = (estimate: Estimate): number | null => (estimate.defined ? estimate.value : null);

const figuresIn = (report: AgreementReport): Reference => ({
  n: report.n,
  units: report.units,
  percent: valueOf(report.percentAgreement),
  alpha: valueOf(report.alpha),
});

/** Agreement of the recorded labels, without any session between. */
function reportFromLabels(set: LabelledSet, dimension: Dimension): AgreementReport | null {
  const scale = statisticalScale(dimension);
  const values = [...set.ballots].flatMap(([rater, own]) =>
    [...own].map(([item, ballot]) => ({ item, rater, values: ballot.values })),
  );
  return scale && agreementReport(scale, measure(dimension, values));
}

function referenceFor(set: LabelledSet, dimension: Dimension, level: AgreementReport['level']): Reference {
  if (set.expected) return expectedOf(set.expected, dimension, level);
  const report = reportFromLabels(set, dimension);
  return report ? figuresIn(report) : NO_REFERENCE;
}

function expectedOf(expected: Expected, dimension: Dimension, level: AgreementReport['level']): Reference {
  const figures = expected.dimensions[dimension.name];
  return figures ? expectedFigures(figures, level) : NO_REFERENCE;
}

const dimensionIn = (rubric: Rubric, id: string): Dimension =>
  must(
    rubric.dimensions.find((dimension) => dimension.id === id),
    id,
  );

/**
 * The session's agreement beside what it should be: `expected.json` where it is about these labels, else the figures of the
 * labels as they stand in the file.
 */
export function compareFigures(set: LabelledSet, agreement: AgreementPart['blind']): DimensionFigures[] {
  return agreement.map(({ dimensionId, report }) => {
    const dimension = dimensionIn(set.rubric, dimensionId);
    const reference = referenceFor(set, dimension, report.level);
    const { n, units, percent, alpha } = figuresIn(report);
    return {
      name: dimension.name,
      report,
      n: compared(n ?? null, reference.n),
      units: compared(units ?? null, reference.units),
      percent: compared(percent ?? null, reference.percent),
      alpha: compared(alpha ?? null, reference.alpha),
    };
  });
}

/** Every figure of every dimension. */
export const allCompared = (figures: readonly DimensionFigures[]): Compared[] =>
  figures.flatMap(({ n, units, percent, alpha }) => [n, units, percent, alpha]);
