import type { Ballot } from '#shared/rubric/ballot.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';
import { ballotOf, type Says } from '../build.ts';

type Point = 1 | 2 | 3 | 4 | 5;
type Anchor = readonly [label: string, definition: string, example: string];

const fivePoints = (...anchors: readonly [Anchor, Anchor, Anchor, Anchor, Anchor]) => ({
  kind: 'likert' as const,
  points: anchors.map(([label, definition, example], index) => ({
    value: index + 1,
    label,
    definition,
    example,
  })),
});

const common = { scope: 'item' as const, optional: false, allowNotApplicable: false, safety: false };

export const rubric: Rubric = {
  task: 'likert',
  dimensions: [
    {
      ...common,
      id: 'faithfulness',
      name: 'Faithfulness',
      definition:
        'Does every statement of the summary follow from the source? Truth in the world is not asked for, only support in the text.',
      scale: fivePoints(
        [
          'Contradicts',
          'At least one statement that matters says the opposite of the source.',
          'Source: "do not drive for a week". Summary: "you may drive".',
        ],
        [
          'Invents',
          'A statement that matters has no support in the source.',
          'A cause of delay that the report never names.',
        ],
        [
          'Shifts',
          'Everything is in the source, but degree, certainty or scope has moved.',
          '"Most patients" where the source has "some patients".',
        ],
        ['Loose', 'Small liberties that no reader would act on.', '"About a month" for 28 days.'],
        [
          'Faithful',
          'Each statement could carry a line number of the source.',
          'Figures, names, hedges and conditions all as in the source.',
        ],
      ),
    },
    {
      ...common,
      id: 'coverage',
      name: 'Coverage',
      definition: 'Is what the stated reader needs from the source there?',
      scale: fivePoints(
        [
          'Misses the point',
          'The reason for which the source was written is absent.',
          'A recall notice without the serial numbers.',
        ],
        [
          'Gaps that matter',
          'The reader would act differently if they knew what is left out.',
          'The follow-up appointment is missing.',
        ],
        [
          'Main line only',
          'The main message is there, useful second-order matter is not.',
          'The result, without how sure the authors are.',
        ],
        [
          'Good',
          'One thing is left out that the reader might ask about.',
          'No telephone number, though the source has it.',
        ],
        [
          'Complete',
          'Everything this reader needs, whether or not everything in the source.',
          'Laboratory values dropped, their consequence kept.',
        ],
      ),
    },
    {
      ...common,
      id: 'clarity',
      name: 'Clarity',
      definition: 'Will the stated reader understand it on the first reading?',
      scale: fivePoints(
        [
          'Opaque',
          'The reader would have to ask somebody what it says.',
          'Abbreviations from the source, none explained.',
        ],
        [
          'Hard',
          'Understandable with effort or a dictionary.',
          'A sentence of sixty words with three conditions.',
        ],
        [
          'Fair',
          'Clear in most places, one or two need a second reading.',
          '"It" could be the appliance or the warranty.',
        ],
        ['Clear', 'Read once and understood.', 'Short paragraphs, terms explained.'],
        [
          'Lucid',
          'The order itself explains: first what the reader must know or do.',
          'Opens with the decision, then the reason, then the date.',
        ],
      ),
    },
    {
      ...common,
      id: 'economy',
      name: 'Economy',
      definition: 'Does each sentence earn its place for this reader?',
      scale: fivePoints(
        ['Padded', 'More filler than content.', 'A paragraph on how important summaries are.'],
        ['Wordy', 'A third could go without loss.', 'Every point made twice.'],
        ['Fair', 'Some sentences repeat or decorate.', 'A closing line that restates the opening.'],
        ['Lean', 'A word here or there could go.', '"In order to" for "to".'],
        [
          'Nothing to cut',
          'Cutting any sentence would lose something the reader needs.',
          'Five lines, five facts.',
        ],
      ),
    },
  ],
};

const likert = (point: Point) => ({ kind: 'likert' as const, point });

/** Faithfulness, coverage, clarity, economy: in the order of the rubric. */
type Scores = readonly [Point, Point, Point, Point];

export function valuesOf([faithfulness, coverage, clarity, economy]: Scores): Ballot['values'] {
  return {
    faithfulness: likert(faithfulness),
    coverage: likert(coverage),
    clarity: likert(clarity),
    economy: likert(economy),
  };
}

export const score = (points: Scores, says: Says, reason: string): Ballot =>
  ballotOf(valuesOf(points), says, reason);
