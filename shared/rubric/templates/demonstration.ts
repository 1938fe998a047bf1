import { fivePoints, point, type DimensionInput } from './anchors.ts';

/** A response written by a person to be learnt from, and its review. */
export const demonstration: readonly DimensionInput[] = [
  {
    id: 'demonstration',
    name: 'Demonstration',
    definition:
      'The response that you would want a model to give, written by you: complete, right, in the voice of the guideline. Do not paste from a model. Mark what you could not verify.',
    scale: { kind: 'text', maxLength: 12_000, placeholder: 'Write the response itself, not notes about it.' },
  },
  {
    id: 'readiness',
    name: 'Ready to train on?',
    definition:
      'The draft in front of you, as a reviewer: what would have to happen before a model may learn from it?',
    scale: {
      kind: 'likert',
      points: [
        point(
          1,
          'Reject',
          'Wrong, unsafe, copied, or not an answer to this prompt.',
          'Cites a judgment that does not exist.',
        ),
        point(
          2,
          'Rewrite',
          'The idea is usable, the text is not.',
          'Right in substance, in the voice of an advertisement.',
        ),
        point(
          3,
          'Edit',
          'One or two places have to change; you could do it in five minutes.',
          'The unit is missing in the result.',
        ),
        point(
          4,
          'Accept',
          'Goes in as it is.',
          'Right, complete, of the asked length, and in the house style.',
        ),
      ],
    },
  },
  {
    id: 'fidelity',
    name: 'Fidelity to the prompt',
    definition: 'Does it answer this prompt, with its limits and its person, and not the prompt behind it?',
    scale: fivePoints(
      ['Another task', 'Would fit another prompt better.', 'An essay where an e-mail was asked for.'],
      ['Loose', 'Main instruction met, several limits not.', 'An e-mail, but of 400 words instead of 80.'],
      ['Partly', 'One stated limit is not met.', 'Leaves out the date that was to be confirmed.'],
      [
        'Close',
        'Only an unstated expectation is missed.',
        'Formal, where the thread was on first-name terms.',
      ],
      [
        'Exact',
        'Every stated limit and what the person obviously needs.',
        'Eighty words, all three points, the tone of the thread.',
      ],
    ),
  },
  {
    id: 'voice',
    name: 'Voice',
    definition:
      'Reads as the guideline wants a response to read: plain, warm without flattery, no filler, no hedging without reason.',
    scale: fivePoints(
      ['Wrong voice', 'Preaches, flatters or advertises.', '“What a fantastic question!”'],
      [
        'Off',
        'More than one passage breaks the voice.',
        'Two paragraphs of disclaimers before the first fact.',
      ],
      ['Neutral', 'Nothing disturbs, nothing helps.', 'Correct, in the voice of a manual.'],
      ['Good', 'In the voice, with one lapse.', 'Plain and warm, and one “it is important to note”.'],
      ['Exemplary', 'You would show it to a new writer.', 'Says what to do first, then why, then stops.'],
    ),
  },
];
