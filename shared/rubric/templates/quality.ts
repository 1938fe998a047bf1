import { fivePoints, type DimensionInput } from './anchors.ts';

/* Dimensions of a single response that several templates share, each with five anchored points. */

export const correctness: DimensionInput = {
  id: 'correctness',
  name: 'Correctness',
  definition:
    'Are the statements true, the reasoning valid and the code working? Check what can be checked; do not trust fluency. A gap is judged under helpfulness, a false statement here.',
  scope: 'response',
  scale: fivePoints(
    [
      'Wrong',
      'The central claim, result or code is false or does not run. Somebody who relies on it is misled.',
      'Asked for the maximum daily dose of paracetamol for an adult, it says 8 g.',
    ],
    [
      'Mostly wrong',
      'Some statements hold, but at least one error changes the conclusion or breaks the result.',
      'The SQL query returns the right columns but silently drops customers without orders.',
    ],
    [
      'Mixed',
      'The core holds, but there is an error or an unsupported claim that a careful reader has to correct.',
      'The statute is named correctly, the notice period is given as 30 instead of 14 days.',
    ],
    [
      'Mostly right',
      'Only details are imprecise, and nobody would act wrongly because of them.',
      'The explanation of TCP is right; the year of the RFC is off by one.',
    ],
    [
      'Right',
      'Everything that can be checked is true; what is uncertain is called uncertain.',
      'The proof is complete, and the edge case n = 0 is treated.',
    ],
  ),
};

export const instructionFollowing: DimensionInput = {
  id: 'instruction-following',
  name: 'Instruction following',
  definition:
    'Does the response do what was asked, within every limit that was stated (length, format, language, tone, what to leave out)? Judge the request as it stands, not the one you would have made.',
  scope: 'response',
  scale: fivePoints(
    [
      'Ignores the request',
      'Answers another question, or does the opposite of what was asked.',
      'Asked to shorten a paragraph, it writes a new and longer one.',
    ],
    [
      'Misses the main point',
      'One main instruction is not followed, or several limits are broken.',
      'Asked for three bullet points in German, it gives a page of English prose about the topic.',
    ],
    [
      'Partly',
      'The main instruction is followed, a stated limit is not.',
      'A good summary of 180 words where at most 100 were allowed.',
    ],
    [
      'Nearly all',
      'Every instruction that matters is followed; a side condition is met only roughly.',
      'Asked for formal letters, it uses one contraction.',
    ],
    [
      'Fully',
      'Every instruction and every limit is met, including those in the system prompt and earlier turns.',
      'Exactly five questions, none repeated, no answers given, as asked.',
    ],
  ),
};

export const helpfulness: DimensionInput = {
  id: 'helpfulness',
  name: 'Helpfulness',
  definition:
    'How far does the response bring this person with what they are trying to do? Count substance, relevance and clarity. Length is not help: a short answer that settles the matter beats a long one that surrounds it.',
  scope: 'response',
  scale: fivePoints(
    [
      'No help',
      'The person is no further than before, or further away.',
      '“That depends on many factors. I recommend that you consult an expert.” and nothing else.',
    ],
    [
      'Little help',
      'A usable grain in much that is generic, off the point or unreadable.',
      'Ten general tips on job interviews where the question was how to explain one gap in the CV.',
    ],
    [
      'Some help',
      'Answers the question, but leaves work that could easily have been done, or buries the answer.',
      'The right command, without the option that this person’s operating system needs.',
    ],
    [
      'Helpful',
      'The person can go on from here; a sentence more or less would be better.',
      'A working regular expression with a short explanation, but without a test string.',
    ],
    [
      'Fully helpful',
      'An expert asked by a colleague would answer like this: to the point, complete, with the caveat that matters.',
      'Names the likely cause, the one-line fix, and how to see that it worked.',
    ],
  ),
};

export const clarity: DimensionInput = {
  id: 'clarity',
  name: 'Clarity',
  definition:
    'Can the intended reader take it in at first reading? Order, wording, structure and formatting that serve the content. Not correctness, and not completeness.',
  scope: 'response',
  scale: fivePoints(
    [
      'Unreadable',
      'The reader cannot find out what is meant.',
      'One sentence of twelve lines in which the subject changes twice.',
    ],
    [
      'Hard to follow',
      'Understandable only with effort: no order, undefined terms, or formatting that hides the point.',
      'Steps of an installation in the wrong order, the prerequisite in the last line.',
    ],
    [
      'Acceptable',
      'Understandable, but padded, repetitive or of the wrong level for this reader.',
      'A right answer after two paragraphs that restate the question.',
    ],
    [
      'Clear',
      'Reads well; one passage could be tighter.',
      'Well ordered, with one heading too many for eight lines.',
    ],
    [
      'Very clear',
      'Nothing to add or to remove; structure and wording fit this reader.',
      'A comparison of two contracts as a table of three rows, and one sentence that says which to take.',
    ],
  ),
};
