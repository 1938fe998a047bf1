import type { AgreementReport } from '#shared/agreement/report.ts';
import { counted } from './words.ts';

const two = (figure: number) => figure.toFixed(2).replace('-', '−');

/** Krippendorff's alpha as people read it: the figure with its interval, and what it rests on. Never a bare number (law A2). */
export function alphaWords(report: AgreementReport): { readonly figure: string; readonly basis: string } {
  const { alpha } = report;
  if (!alpha.defined) return { figure: 'α undefined', basis: `because ${alpha.explanation}` };
  const interval = alpha.interval ? ` [${two(alpha.interval.low)}, ${two(alpha.interval.high)}]` : '';
  const people = alpha.raters === null ? '' : `, ${counted(alpha.raters, 'person', 'people')}`;
  const basis = `${counted(alpha.n, 'label', 'labels')} on ${counted(alpha.units, 'unit', 'units')}${people}`;
  return {
    figure: `α ${two(alpha.value)}${interval}`,
    basis: report.tooFewItems ? `${basis}: too few items to say` : basis,
  };
}
