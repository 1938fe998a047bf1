import type { Ballot } from '#shared/rubric/ballot.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';
import { ballotOf, type Says } from '../build.ts';

export const rubric: Rubric = {
  task: 'ranking',
  dimensions: [
    {
      id: 'order',
      name: 'Order for this reader',
      definition: 'Which explanation would you show the reader first, and which last? No ties.',
      scope: 'item',
      optional: false,
      allowNotApplicable: false,
      safety: false,
      scale: { kind: 'ranking' },
    },
    {
      id: 'minutes',
      name: 'Minutes of editing',
      definition:
        'How long would your first choice take to be fit for publication? 0 if it could go out as it stands.',
      scope: 'item',
      optional: false,
      allowNotApplicable: false,
      safety: false,
      scale: { kind: 'number', min: 0, max: 60, step: 5, unit: 'min', level: 'ratio' },
    },
    {
      id: 'missing',
      name: 'What is missing',
      definition: 'One sentence that you would add to your first choice, in its own voice.',
      scope: 'item',
      optional: true,
      allowNotApplicable: false,
      safety: false,
      scale: { kind: 'text', maxLength: 600, placeholder: 'Write the sentence, not a remark about it.' },
    },
  ],
};

interface Ranked {
  /** Letters, best first: `BACD`. */
  readonly order: string;
  readonly minutes: number;
  readonly missing?: string;
}

const responseId = (letter: string): string => `r${letter.charCodeAt(0) - 64}`;

export function valuesOf({ order, minutes, missing }: Ranked): Ballot['values'] {
  return {
    order: { kind: 'ranking', order: [...order].map(responseId) },
    minutes: { kind: 'number', number: minutes },
    ...(missing === undefined ? {} : { missing: { kind: 'text', text: missing } }),
  };
}

export const rank = (ranked: Ranked & Says, reason: string): Ballot =>
  ballotOf(valuesOf(ranked), ranked, reason);
