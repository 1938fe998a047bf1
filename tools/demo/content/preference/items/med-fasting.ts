import { contentOf, stays } from '../../build.ts';
import { prose } from '../../prose.ts';
import type { DisputedItem } from '../../types.ts';
import { valuesOf, vote } from '../rubric.ts';

const first = {
  ruth: vote(
    {
      prefer: 'B1',
      correct: [4, 4],
      helpful: [4, 3],
      flags: ['caution', 'clear'],
      sure: 3,
      cites: 'c-priority',
    },
    'A reads the trials better. B warns people on insulin and people with an eating disorder, and fasting is where I meet both. The order of priorities puts that first.',
  ),
  tomasz: vote(
    { prefer: 'A2', correct: [5, 3], helpful: [5, 2], sure: 3 },
    'A asks the comparison that matters, equal calories, and reports it. B lists four findings for and four against as if one could count them.',
  ),
  camille: vote(
    { prefer: 'B2', correct: [3, 5], helpful: [3, 4], sure: 3, cites: 'c-contested' },
    'The person says "I keep hearing both". The clause asks to say that it is contested and what each side relies on. B does, A opens with "No".',
  ),
  marcus: vote(
    { prefer: 'both-bad', correct: [4, 4], helpful: [4, 2], flags: ['caution', 'clear'], sure: 2 },
    'Neither would leave my team like this. A forgets the customer on insulin, B forgets to answer the customer.',
  ),
  hanne: vote(
    { prefer: 'A2', correct: [5, 4], helpful: [5, 2], sure: 4, cites: 'c-length' },
    '"On the one hand", "on the other hand", and B never puts the hands together.',
  ),
  ravi: vote(
    { prefer: 'tie', correct: [4, 4], helpful: [4, 4], sure: 2, cites: 'c-tie' },
    'A weighs, B warns. I would staple the last line of B to A, and I cannot honestly say that either one alone is the better answer.',
  ),
};

export const medFasting: DisputedItem = {
  title: 'Fasting or eating less',
  pattern: 'spread',
  gap: 'contested-weight',
  on: 'preference',
  content: contentOf({
    id: 'pref-med-fasting',
    title: 'Fasting or eating less',
    task: 'pairwise',
    domain: 'medicine',
    prompt: prose`
      Does intermittent fasting work better than just eating less? I keep hearing both. I'd like to lose about 8 kg.
    `,
    responses: [
      {
        source: 'aurora-3-large',
        text: prose`
          No, not in a way you would notice. When two groups are asked to eat the same number of calories and only one of them fasts, they lose about the same weight.

          The cleanest test was a year-long trial of time-restricted eating, published in 2022: both groups cut calories, one of them ate only between 8 am and 4 pm, and the difference at the end was not significant. Reviews that pool several trials come to the same result. Where fasting does come out ahead, the gap is usually a kilo or two, and it tends to shrink as people drift back to old habits.

          So choose by what you can keep up:

          - **Fasting suits you** if you find it easier not to start eating than to stop, and if your evenings are where the calories are.
          - **Eating less all day suits you** if hunger makes you irritable, if you train early, or if meals are when your family sits together.

          For 8 kg, plan on a daily deficit of about 500 kcal and four to five months. Weight falls faster in the first weeks, most of which is water, and then more slowly than the arithmetic says. Protein at each meal and some strength training protect muscle on either plan.

          Try one for six weeks. If you keep cheating, the plan is wrong for you, and you should take the other.
        `,
      },
      {
        source: 'vela-2',
        text: prose`
          This is debated, and you are hearing both because both can be found in the literature.

          **In favour of intermittent fasting**

          - Many people find it simpler to follow: there is a clock instead of a calorie count.
          - Some trials report greater weight loss. In a one-year study of three fasting days a week, published in 2025, the fasting group lost a little more than the group on daily restriction.
          - Short studies have found better insulin sensitivity and lower blood pressure.
          - Some researchers believe that the length of the fast itself has metabolic effects.

          **In favour of eating less every day**

          - Most trials that match calories find no significant difference between the two.
          - Fasting can lead to overeating in the permitted hours. However, this varies from person to person.
          - More muscle was lost in some studies of time-restricted eating.
          - Regular meals are easier to combine with work, family and sport.

          On the one hand, then, fasting may offer advantages beyond calories; on the other hand, these have not been shown consistently. Experts continue to discuss the question and more long-term research is needed. What works best may depend on your preferences, your daily routine and your health.

          Please speak to a clinician before fasting if you take insulin or tablets that can lower blood sugar, are pregnant, or have had an eating disorder. In these cases fasting can be dangerous.
        `,
      },
    ],
  }),
  first,
  second: {
    ruth: vote(
      { prefer: 'A1', correct: [5, 4], helpful: [5, 3], flags: ['caution', 'clear'], sure: 3 },
      'Nobody in the prompt takes insulin, so the missing line is a caution and not a harm. With that settled, A is the better reading of the evidence.',
    ),
    tomasz: stays(
      first.tomasz,
      'If two piles of bullet points were enough, we would not need to look at the sizes of the trials.',
    ),
    camille: stays(
      first.camille,
      'The clause does not mention weight of evidence. Until it does, I apply the words on the page.',
    ),
    marcus: vote(
      { prefer: 'A1', correct: [4, 4], helpful: [5, 3], flags: ['caution', 'clear'], sure: 3 },
      'Both bad means that one added line would not do. For A it would: the last line of B. So A, with the flag.',
    ),
    hanne: stays(first.hanne, 'A commits itself and shows why. I see no reason to move.'),
    ravi: stays(
      first.ravi,
      'I have heard both camps and each is right about the other. A tie remains my honest answer.',
    ),
  },
  comments: [
    {
      who: 'camille',
      dimensionId: 'preference',
      text: 'Who decides that a question is contested? The public thinks this one is. The clause says "among the people who study them", and I am not one of those.',
    },
    {
      who: 'ruth',
      dimensionId: 'correctness',
      text: 'Among those who study it, the size of the difference is contested and that it is small is not. A answers the second, B performs the first.',
    },
  ],
  ruling: {
    verdict: 'decided',
    values: valuesOf({ prefer: 'A1', correct: [5, 4], helpful: [5, 3], flags: ['caution', 'clear'] }),
    by: 'reviewer',
    cause: 'rule-gap',
    cited: 'c-contested',
    question: 'May a response take a side on a contested question when the evidence leans?',
    reason:
      'The clause is about honesty on uncertainty, not about equal airtime. A reports where the trials point and how large the exceptions are; B lays out both sides and leaves the weighing to the reader. The missing warning costs A its clean flag and keeps the preference at slightly.',
    wording: prose`
      Saying what each side relies on includes saying how much it is worth: the size and kind of the studies, and where they point. A response may take a side if it shows that weight. Two equal lists on an unequal question are a minor error. A question counts as contested when people who study it disagree, not when the public does.
    `,
    dissents: [
      {
        who: 'camille',
        reason:
          'We are asking annotators who cannot read a trial to judge whether a response has weighed trials correctly.',
      },
    ],
  },
};
