import type { Dimension } from '#shared/rubric/rubric.ts';
import type { Scale, ScaleKind } from '#shared/rubric/scales/schemas.ts';

interface KindWords {
  readonly name: string;
  readonly hint: string;
}

/** How authors read the kinds of scale, in the order in which they are offered. */
export const KIND_WORDS: Readonly<Record<ScaleKind, KindWords>> = {
  pairwise: { name: 'Pairwise', hint: 'A or B, perhaps a tie, perhaps how much better.' },
  ranking: { name: 'Ranking', hint: 'Two to eight responses, best first.' },
  likert: { name: 'Anchored scale', hint: 'Points in order, each with its meaning and an example.' },
  choice: { name: 'Choice', hint: 'One of several options, or any number of them.' },
  claims: { name: 'Claims', hint: 'A verdict on each claim that the item lists.' },
  text: { name: 'Text', hint: 'Free text; never counted as disagreement.' },
  number: { name: 'Number', hint: 'A figure in a range.' },
};

export const KINDS = Object.keys(KIND_WORDS) as ScaleKind[];

const list = (labels: readonly string[]) => labels.filter((label) => label !== '').join(', ');

function pairwiseWords(scale: Extract<Scale, { kind: 'pairwise' }>): string {
  const answers = ['A', 'B', scale.allowTie ? 'tie' : '', scale.allowBothBad ? 'both bad' : ''];
  return list(answers) + (scale.strengths === 0 ? '' : ` · ${scale.strengths} strengths`);
}

/** A scale in one line. */
export function scaleSummary(scale: Scale): string {
  switch (scale.kind) {
    case 'pairwise':
      return pairwiseWords(scale);
    case 'ranking':
      return 'responses, best first';
    case 'likert': {
      const values = scale.points.map(({ value }) => value);
      return values.length === 0 ? 'no points yet' : `${Math.min(...values)} to ${Math.max(...values)}`;
    }
    case 'choice':
      return (scale.many ? 'any of ' : 'one of ') + list(scale.options.map(({ label }) => label));
    case 'claims':
      return list(scale.verdicts.map(({ label }) => label));
    case 'text':
      return `up to ${scale.maxLength} characters`;
    case 'number':
      return `${scale.min} to ${scale.max}${scale.unit === '' ? '' : ` ${scale.unit}`}`;
  }
}

/** What else holds for a dimension, in words. */
export const conditionsOf = (dimension: Dimension): string[] => [
  dimension.scope === 'response' ? 'each response' : 'the item',
  ...(dimension.optional ? ['optional'] : []),
  ...(dimension.allowNotApplicable ? ['“not applicable” allowed'] : []),
];
