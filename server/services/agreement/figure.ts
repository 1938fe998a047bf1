import { valueOrNull, type Estimate } from '#shared/agreement/result.ts';
import { tableReport, type AgreementReport } from '#shared/agreement/report.ts';
import type { RatingTable } from '#shared/agreement/table.ts';
import type { Figure } from '#shared/protocol/http/agreement.ts';
import type { CountedPerson } from '../../repositories/agreement-labels.ts';
import { personKey } from './labels.ts';

/** How many people stand behind a figure; null as soon as one label does not say whose it is. */
export function ratersIn(people: readonly CountedPerson[]): number | null {
  return people.every(({ raterKnown }) => raterKnown) ? new Set(people.map(personKey)).size : null;
}

const by = <E extends Estimate>(raters: number | null, of: E): E => ({ ...of, raters });

/** The report of grouped labels: as of the labels themselves, with the people counted beside it. */
export function reportOf(table: RatingTable, raters: number | null, threshold: number): AgreementReport {
  const report = tableReport(table, { threshold });
  return {
    ...report,
    raters,
    alpha: by(raters, report.alpha),
    percentAgreement: by(raters, report.percentAgreement),
    baseRate: by(raters, report.baseRate),
  };
}

/** The same in short, for a point among many. */
export function figureOf({
  alpha,
  percentAgreement,
  n,
  units,
  raters,
  tooFewItems,
}: AgreementReport): Figure {
  const interval = alpha.defined ? alpha.interval : undefined;
  return {
    ...{ value: valueOrNull(alpha), low: interval?.low ?? null, high: interval?.high ?? null },
    ...{ why: alpha.defined ? null : alpha.explanation, agreement: valueOrNull(percentAgreement) },
    ...{ n, units, raters, tooFewItems },
  };
}
