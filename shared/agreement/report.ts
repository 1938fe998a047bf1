/** One call for a board: the coefficient that fits the scale, with everything that must stand beside it. */
import { at, indexOfLargest } from './arrays.ts';
import { bootstrapInterval, DEFAULT_CONFIDENCE, isUnstable } from './bootstrap.ts';
import { tableFromLabels } from './encode.ts';
import { jackknifeInterval } from './jackknife.ts';
import { alphaStatisticOf, krippendorffAlpha } from './krippendorff-alpha.ts';
import { rankingOrderAgreement } from './order-agreement.ts';
import { percentAgreement } from './percent-agreement.ts';
import type { Random } from './random.ts';
import { estimate, undefinedBecause, withInterval } from './result.ts';
import type { Basis, Estimate, Interval } from './result.ts';
import { pairableBasis } from './table.ts';
import type { Label, LabelRow, Level, RatingTable, Scale } from './table.ts';
import { KRIPPENDORFF, projectScale, read, verdictOn } from './thresholds.ts';
import type { Reading } from './thresholds.ts';

export interface ReportOptions {
  /**
   * Source of draws for the bootstrap. Without one the interval is a jackknife: cheaper, and the same on
   * every call.
   */
  readonly random?: Random;
  /** Bootstrap replicates, 1000 unless told otherwise. */
  readonly replicates?: number;
  /** 0.95 unless told otherwise. */
  readonly confidence?: number;
  /**
   * The project's own bar for alpha, for example 0.667. With one, the reading is against it, else on
   * Krippendorff's scale.
   */
  readonly threshold?: number;
  /** Under this many units the report says that there are too few to say; 30 unless told otherwise. */
  readonly fewUnits?: number;
}

/** The most frequent label and its share of all labels: what one would agree on by always saying the same. */
export type BaseRate = Estimate<{ readonly label: Label }>;

export interface AgreementReport extends Basis {
  readonly level: Level;
  /** Krippendorff's alpha that fits the scale, with its interval. */
  readonly alpha: Estimate;
  /** Mean over units of the share of agreeing pairs; for rankings, of answer pairs put in the same order. */
  readonly percentAgreement: Estimate;
  readonly baseRate: BaseRate;
  /** Band of the lower limit of alpha; null where alpha is undefined. */
  readonly reading: Reading | null;
  /**
   * Whether alpha's interval lies above the project's threshold, below it, or on both sides; null without
   * threshold or alpha.
   */
  readonly verdict: 'above' | 'below' | 'undecided' | null;
  /**
   * Too few units, no interval, or an interval of which too many replicates had no value: the number should
   * not be quoted alone.
   */
  readonly tooFewItems: boolean;
}

const REPLICATES = 1000;
/** Below this many units no interval is worth much. */
export const FEW_UNITS = 30;

/** Report of labels in long form. */
export function agreementReport(
  scale: Scale,
  labels: readonly LabelRow[],
  options: ReportOptions = {},
): AgreementReport {
  return tableReport(tableFromLabels(scale, labels), options);
}

/**
 * Report of a table. A person's second label on a unit replaces the first (see `tableFromLabels`). For
 * rankings compared by positions, alpha's own basis counts item × answer, while `n` and `units` of the report
 * count rankings and items.
 */
export function tableReport(table: RatingTable, options: ReportOptions = {}): AgreementReport {
  const { threshold, fewUnits = FEW_UNITS } = options;
  const estimated = krippendorffAlpha(table);
  const alpha = estimated.defined ? withInterval(estimated, intervalOf(table, options)) : estimated;
  const basis = pairableBasis(table);
  const shaky = alpha.defined && (alpha.interval === undefined || isUnstable(alpha.interval));
  return {
    ...basis,
    level: table.scale.level,
    alpha,
    percentAgreement:
      table.scale.level === 'ranking'
        ? rankingOrderAgreement(table)
        : percentAgreement(table, options.confidence),
    baseRate: baseRate(table),
    reading: read(threshold === undefined ? KRIPPENDORFF : projectScale(threshold), alpha),
    verdict: threshold === undefined ? null : verdictOn(alpha, threshold),
    tooFewItems: basis.units < fewUnits || shaky,
  };
}

function intervalOf(
  table: RatingTable,
  { random, replicates = REPLICATES, confidence = DEFAULT_CONFIDENCE }: ReportOptions,
): Interval | undefined {
  const statistic = alphaStatisticOf(table);
  if (random === undefined) return jackknifeInterval(statistic, confidence);
  return bootstrapInterval(statistic, { random, replicates, confidence });
}

/** Share of the most frequent label among all labels; of equally frequent ones the first category. */
export function baseRate(table: RatingTable): BaseRate {
  const counts = new Float64Array(table.categories.length);
  for (const code of table.codes) counts[code] = at(counts, code) + 1;
  const basis: Basis = { ...pairableBasis(table), n: table.codes.length };
  const most = indexOfLargest(counts);
  const label = table.categories[most];
  if (table.codes.length === 0 || label === undefined) return undefinedBecause('no-labels', basis);
  return estimate(at(counts, most) / table.codes.length, basis, { label });
}
