import type { ChangeReading } from '#shared/agreement/change-reading.ts';
import { EXCLUSION_REASONS } from '#shared/agreement/result.ts';
import type { AgreementReport } from '#shared/agreement/report.ts';
import type { SplitShape } from '#shared/agreement/split-shape.ts';
import { LEFT_OUT, type LeftOutReason, type Source } from '#shared/protocol/http/agreement-words.ts';
import type { ChangeFigures, DimensionFigures, LeftOut } from '#shared/protocol/http/agreement.ts';
import type { Tone } from '#lib/components/base/types.ts';
import { counted, whole } from '#lib/format.ts';

/** Two decimals, for a table of many; a real minus sign, and none before 0.00. */
export const short = (value: number): string =>
  value
    .toFixed(2)
    .replace(/^-(?=.*[1-9])/, '\u2212')
    .replace('-', '');

/** A difference always says which way it goes. */
export const signed = (value: number): string =>
  `${value > 0 && short(value) !== '0.00' ? '+' : ''}${short(value)}`;

export const range = (low: number | null, high: number | null): string =>
  low === null || high === null ? '' : `${short(low)} to ${short(high)}`;

export const pValue = (p: number): string => (p < 0.001 ? '< 0.001' : p.toFixed(3));

export const CHANGE_WORDS: Readonly<Record<ChangeReading, string>> = {
  'too-few': 'Too few units to say.',
  clear: 'The interval holds no 0, and the test agrees.',
  unclear: 'The interval holds 0: it may be nothing.',
  contested: 'Interval and test do not say the same: it may be nothing.',
};

/** A change with its interval, as a table has room for it. */
export const changeInShort = ({ change, low, high }: ChangeFigures): string =>
  change === null ? '–' : `${signed(change)}${low === null ? '' : ` (${range(low, high)})`}`;

export interface Verdict {
  readonly tone: Tone;
  readonly words: string;
  /** The number should not be quoted alone. */
  readonly isFaint: boolean;
}

/** What may be said of a coefficient, by the lower end of its interval against the project's threshold. */
export function verdictOf({ alpha, verdict, tooFewItems }: AgreementReport, threshold: number): Verdict {
  if (!alpha.defined) return { tone: 'neutral', words: 'undefined', isFaint: true };
  if (tooFewItems) return { tone: 'neutral', words: 'too few items to say', isFaint: true };
  switch (verdict) {
    case 'above':
      return { tone: 'ok', words: `above ${short(threshold)}`, isFaint: false };
    case 'below':
      return { tone: 'danger', words: `below ${short(threshold)}`, isFaint: false };
    case 'undecided':
    case null:
      return { tone: 'caution', words: 'too close to say', isFaint: false };
  }
}

/** What a figure rests on. */
export function basisOf({ n, units, raters }: Pick<AgreementReport, 'n' | 'units' | 'raters'>): string {
  const people = raters === null ? 'people not named' : counted(raters, 'person', 'people');
  return `${counted(n, 'label')}, ${counted(units, 'unit')}, ${people}`;
}

/** What stands aside of a figure, in words; empty where nothing does. */
export function asideWords(report: AgreementReport, leftOut: readonly LeftOut[]): string[] {
  return [
    ...report.excluded.map(({ reason, count }) => `${whole(count)} ${EXCLUSION_REASONS[reason]}`),
    ...leftOut.map(({ reason, count }) => `${counted(count, 'label')} that ${LEFT_OUT[reason]}`),
  ];
}

const OWN_LEFT_OUT: Readonly<Record<LeftOutReason, string>> = {
  ...LEFT_OUT,
  exposed: 'were given after you had seen the item revealed in an earlier session',
};

/** Which of one's own answers are in no figure, in words; empty where all are. */
export const ownAsideWords = (leftOut: readonly LeftOut[]): string =>
  leftOut.map(({ reason, count }) => `${whole(count)} that ${OWN_LEFT_OUT[reason]}`).join('; ');

export const SOURCE_WORDS: Readonly<Record<Source, string>> = {
  import: 'made elsewhere',
  prework: 'before a meeting',
  meeting: 'in a meeting',
};

/** Where the labels come from, when from more than one place. */
export function sourceWords(labels: DimensionFigures['labels']): string {
  const from = (Object.entries(labels) as [Source, number][]).filter(([, count]) => count > 0);
  return from.length < 2
    ? ''
    : from.map(([source, count]) => `${whole(count)} ${SOURCE_WORDS[source]}`).join(', ');
}

export const SHAPE_WORDS: Readonly<Record<SplitShape, string>> = {
  'too-few': 'one answer only',
  unanimous: 'all agree',
  'one-outlier': 'one apart',
  even: 'evenly split',
  'tie-against-win': 'tie against a win',
  bimodal: 'two camps',
  cyclic: 'in a circle',
  spread: 'spread',
};

/** What a mean difference says, when it says anything. */
export function leanWords(difference: number): string {
  if (Math.abs(difference) < 0.05) return 'neither higher nor lower than the others';
  return `${short(Math.abs(difference))} ${difference > 0 ? 'higher' : 'lower'} than the others on average`;
}
