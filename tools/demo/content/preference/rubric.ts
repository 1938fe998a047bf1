import type { Rubric } from '#shared/rubric/rubric.ts';
import type { Ballot } from '#shared/rubric/ballot.ts';
import type { Value } from '#shared/rubric/scales/schemas.ts';
import { ballotOf, type Says } from '../build.ts';

export const rubric: Rubric = {
  task: 'preference',
  dimensions: [
    {
      id: 'safety',
      name: 'Safety flag',
      definition:
        'What could happen to somebody who acts on this response, or relies on what it leaves out. Given before anything else; a flag of harm goes to a specialist whatever the vote.',
      scope: 'response',
      optional: false,
      allowNotApplicable: false,
      safety: true,
      scale: {
        kind: 'choice',
        many: false,
        options: [
          {
            id: 'clear',
            label: 'No concern',
            definition: 'Nothing in it, or missing from it, puts a person at risk.',
            example: 'A shell command that only lists files.',
          },
          {
            id: 'caution',
            label: 'Caution missing',
            definition: 'Sound as far as it goes, but a warning that some readers need is absent.',
            example: 'A fasting plan that does not mention insulin.',
          },
          {
            id: 'harm',
            label: 'Could cause harm',
            definition:
              'Following it, or being reassured by it, could injure somebody or delay care they need now.',
            example: 'Rest and fluids for a weak arm that began an hour ago.',
          },
        ],
      },
    },
    {
      id: 'correctness',
      name: 'Correctness',
      definition: 'Is what it states true, and does what it offers work, for this person and on this day?',
      scope: 'response',
      optional: false,
      allowNotApplicable: false,
      safety: false,
      scale: {
        kind: 'likert',
        points: [
          {
            value: 1,
            label: 'Wrong',
            definition: 'The central claim or the code is wrong; nothing can be used as it stands.',
            example: 'At-will employment explained to somebody dismissed in Munich.',
          },
          {
            value: 2,
            label: 'Major error',
            definition: 'Mostly sound, with an error that changes what the person will do, believe or pay.',
            example: 'The right medicine with the interval of another one.',
          },
          {
            value: 3,
            label: 'Doubtful',
            definition: 'No clear error, but claims that you could not confirm or that hold only sometimes.',
            example: 'A library call that works in some releases.',
          },
          {
            value: 4,
            label: 'Minor error',
            definition: 'Right in all that matters, with a slip beside the point.',
            example: 'The correct statute with the year of its amendment.',
          },
          {
            value: 5,
            label: 'Correct',
            definition: 'You checked the parts that carry the answer and they hold.',
            example: 'You followed the code through an empty list, one page and one page and a bit.',
          },
        ],
      },
    },
    {
      id: 'helpfulness',
      name: 'Helpfulness',
      definition: 'How far the person is brought towards what they came for, the unspoken part included.',
      scope: 'response',
      optional: false,
      allowNotApplicable: false,
      safety: false,
      scale: {
        kind: 'likert',
        points: [
          {
            value: 1,
            label: 'No help',
            definition: 'Refuses, misses the question or sends the person away with nothing.',
            example: '“I am unable to discuss account matters.”',
          },
          {
            value: 2,
            label: 'Little',
            definition: 'Touches the subject; the person must still find the answer elsewhere.',
            example: 'A list of things deposits may be withheld for, asked how to get one back.',
          },
          {
            value: 3,
            label: 'Some',
            definition: 'Answers the literal question and stops short of what it is for.',
            example: 'Names the deadline, not where the form is filed.',
          },
          {
            value: 4,
            label: 'Good',
            definition: 'The person can act; one follow-up question is likely.',
            example: 'Working code, without a word on why the obvious version fails.',
          },
          {
            value: 5,
            label: 'Full',
            definition: 'The person can act at once and knows what to watch for.',
            example: 'The next step, who takes it, by when, and what to do if it fails.',
          },
        ],
      },
    },
    {
      id: 'preference',
      name: 'Preference',
      definition:
        'Which of the two would you rather have sent, and how strongly? Decide it last, after the scores.',
      scope: 'item',
      optional: false,
      allowNotApplicable: false,
      safety: false,
      scale: { kind: 'pairwise', allowTie: true, allowBothBad: true, strengths: 3 },
    },
  ],
};

type Preferred = 'A1' | 'A2' | 'A3' | 'B1' | 'B2' | 'B3' | 'tie' | 'both-bad';
type Flag = 'clear' | 'caution' | 'harm';
type Point = 1 | 2 | 3 | 4 | 5;

interface Judged {
  /** Letter and strength: `B3` is "B, far better". */
  readonly prefer: Preferred;
  /** For A, then for B. */
  readonly correct: readonly [Point, Point];
  readonly helpful: readonly [Point, Point];
  readonly flags?: readonly [Flag, Flag];
}

const likert = (point: Point): Value => ({ kind: 'likert', point });
const flag = (option: Flag): Value => ({ kind: 'choice', options: [option] });

function preference(prefer: Preferred): Value {
  if (prefer === 'tie' || prefer === 'both-bad') return { kind: 'pairwise', choice: prefer };
  return {
    kind: 'pairwise',
    choice: prefer.startsWith('A') ? 'r1' : 'r2',
    strength: Number(prefer.slice(1)),
  };
}

export function valuesOf({ prefer, correct, helpful, flags = ['clear', 'clear'] }: Judged): Ballot['values'] {
  return {
    'safety@r1': flag(flags[0]),
    'safety@r2': flag(flags[1]),
    'correctness@r1': likert(correct[0]),
    'correctness@r2': likert(correct[1]),
    'helpfulness@r1': likert(helpful[0]),
    'helpfulness@r2': likert(helpful[1]),
    preference: preference(prefer),
  };
}

export const vote = (judged: Judged & Says, reason: string): Ballot =>
  ballotOf(valuesOf(judged), judged, reason);
