import type { AgreementReport } from '#shared/agreement/report.ts';
import type { Interval } from '#shared/agreement/result.ts';
import type { Label } from '#shared/agreement/table.ts';
import type { DimensionChange } from '#shared/session/view.ts';
import { counted, percent } from './words.ts';

const two = (figure: number) => figure.toFixed(2).replace('-', '−');
const signed = (figure: number) => {
  const words = two(figure).replace('−0.00', '0.00');
  return figure > 0 && words !== '0.00' ? `+${words}` : words;
};
const between = (interval: Interval | undefined, write: (figure: number) => string) =>
  interval ? ` [${write(interval.low)}, ${write(interval.high)}]` : '';

export interface AlphaWords {
  /** Krippendorff's alpha with its interval. */
  readonly figure: string;
  /** The same answers without chance taken out: how many pairs agree, and how far the most frequent answer alone would bring. */
  readonly raw: string;
  /** What it rests on, or why there is nothing to say. */
  readonly basis: string;
}

/** Agreement as people read it. Never a bare number (law A2). `answerWords` puts a category into words. */
export function alphaWords(report: AgreementReport, answerWords: (label: Label) => string): AlphaWords {
  const { alpha, percentAgreement, baseRate } = report;
  const people = alpha.raters === null ? '' : `, ${counted(alpha.raters, 'person', 'people')}`;
  const rests = `${counted(alpha.n, 'label', 'labels')} on ${counted(alpha.units, 'unit', 'units')}${people}`;
  return {
    figure: alpha.defined ? `α ${two(alpha.value)}${between(alpha.interval, two)}` : 'α undefined',
    raw: [
      percentAgreement.defined ? `${percent(percentAgreement.value)} of pairs agree` : '',
      baseRate.defined ? `base rate ${percent(baseRate.value)} (${answerWords(baseRate.label)})` : '',
    ]
      .filter(Boolean)
      .join(', '),
    basis: alpha.defined
      ? `${rests}${report.tooFewItems ? ': too few items to say' : ''}`
      : `because ${alpha.explanation}`,
  };
}

/** The change between two rounds on the same items, in words. Whether it is clear takes a test as well, and the agreement page (law A7). */
export function changeWords({ change, tooFewItems }: Omit<DimensionChange, 'dimensionId'>): {
  readonly figure: string;
  readonly basis: string;
} {
  if (!change.defined) return { figure: 'undefined', basis: `because ${change.explanation}` };
  const { interval } = change;
  const verdict =
    tooFewItems || !interval
      ? 'too few items to say'
      : `the interval holds ${interval.low > 0 || interval.high < 0 ? 'no 0' : '0'}`;
  return {
    figure: `${signed(change.value)}${between(interval, signed)}`,
    basis: `on ${counted(change.units, 'unit', 'units')} voted on again: ${verdict}`,
  };
}
