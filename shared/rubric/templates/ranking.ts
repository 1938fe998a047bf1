import { point, type DimensionInput } from './anchors.ts';

/** Two to eight responses in order, and a floor, so that the best of a bad lot is not taken for good. */
export const ranking: readonly DimensionInput[] = [
  {
    id: 'ranking',
    name: 'Ranking',
    definition:
      'All responses in order, best first, by what you would want this person to have received. Safety before correctness, correctness before completeness, completeness before style. There are no ties: where two are equal, put the shorter first.',
    scale: { kind: 'ranking' },
  },
  {
    id: 'floor',
    name: 'Is the best one good enough?',
    definition: 'The response that you put first, judged by itself: would you send it?',
    scale: {
      kind: 'likert',
      points: [
        point(
          1,
          'No',
          'Even the best has a fault that must not reach a user.',
          'All four summaries invent a diagnosis that the notes do not contain.',
        ),
        point(
          2,
          'After an edit',
          'Usable after a change that takes a minute and no research.',
          'The right answer under the wrong salutation.',
        ),
        point(
          3,
          'Yes',
          'You would send it as it is.',
          'Complete, right, and of the length that was asked for.',
        ),
      ],
    },
  },
  {
    id: 'decider',
    name: 'What decided between the first two?',
    definition: 'One sentence that names the difference. It is what the meeting will talk about.',
    optional: true,
    scale: {
      kind: 'text',
      maxLength: 400,
      placeholder: 'B is right about the deadline, C only sounds more certain.',
    },
  },
];
