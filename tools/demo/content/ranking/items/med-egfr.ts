import { contentOf, stays } from '../../build.ts';
import { prose } from '../../prose.ts';
import type { DisputedItem } from '../../types.ts';
import { rank, valuesOf } from '../rubric.ts';

const first = {
  ruth: rank(
    { order: 'ABC', minutes: 5, sure: 4, cites: 'c-plain' },
    'I say "58 per cent" at the bedside every week, because it is near enough and people sleep that night. C diagnoses a disease from one sample and belongs at the bottom.',
  ),
  tomasz: rank(
    { order: 'BAC', minutes: 10, sure: 3, cites: 'c-true' },
    'The value is in ml/min per 1.73 m². That it resembles a percentage is a coincidence of normal lying near 100. A states it as a fact, B says what the number is.',
  ),
  camille: rank(
    { order: 'BCA', minutes: 10, sure: 2, cites: 'c-true' },
    '"What will the reader say when a friend asks?" After A: that two fifths of the kidneys are gone. The clause puts false beliefs last. C overstates, but the stage it names is a real one.',
  ),
  marcus: rank(
    { order: 'ABC', minutes: 5, sure: 3, cites: 'c-plain' },
    'Somebody of 67 who feels fine has been handed a number to be afraid of. A is the one they would read out over breakfast.',
  ),
  hanne: rank(
    { order: 'ABC', minutes: 0, sure: 3, cites: 'c-close' },
    'A in ten lines, B in twenty. I could not tell you anything that I would do differently after the second ten.',
  ),
  ravi: rank(
    {
      order: 'BAC',
      minutes: 5,
      sure: 4,
      cites: 'c-true',
      missing: 'Think of it as a speed, not as a fuel gauge.',
    },
    'As a teacher I know what "58 %" turns into by the time it is retold. B keeps the meaning and is still readable.',
  ),
};

export const medEgfr: DisputedItem = {
  title: 'A kidney value of 58',
  pattern: 'split',
  gap: 'simplification',
  on: 'order',
  content: contentOf({
    id: 'rank-med-egfr',
    title: 'A kidney value of 58',
    task: 'ranking',
    domain: 'medicine',
    tags: ['lab-result'],
    prompt: prose`
      My routine blood test came back with "eGFR 58" marked with an asterisk. I'm 67, feel fine, take a tablet for blood pressure. My appointment isn't until next month. What does it mean?
    `,
    responses: [
      {
        source: 'vela-2',
        text: prose`
          It means that your kidneys are working at 58 per cent. That sounds worse than it is.

          Kidneys lose a little strength every year from about forty on, and at 67 many people are somewhere between 60 and 80. Yours is just under the line where the laboratory adds its asterisk. You wouldn't feel anything at that level, and most people who have it never get kidney trouble.

          One test isn't enough to go by. A hot day, a heavy meal of meat or a stomach bug can lower the number for a while. Your doctor will probably want:

          - the same blood test again, within three months
          - a urine sample, to see whether any protein is leaking through

          Until then, drink normally, keep taking your blood pressure tablet, and avoid ibuprofen and similar painkillers; paracetamol is fine. If you stop passing water, or your legs swell, don't wait for the appointment.
        `,
      },
      {
        source: 'aurora-3-large',
        text: prose`
          **What is measured.** eGFR estimates how much blood your kidneys clean per minute: about 58 millilitres, adjusted to a standard body size. It is not measured directly. The laboratory works it out from a waste product called creatinine together with your age and sex, so it can be off by 10 or more in either direction.

          **What is normal.** A healthy young adult has 90 to 120. It falls with age; at 67, values in the sixties and seventies are common. Laboratories flag everything under 60. People often read the number as a percentage. It isn't one, although the two happen to lie close together.

          **What it means for you.** On its own, not much yet. Doctors speak of chronic kidney disease only if the value stays under 60 for at least three months, or if there are other signs, above all protein in the urine. The urine test tells more about the years ahead than the exact number does.

          **What happens next.** Expect a repeat within three months, and a urine sample (the albumin–creatinine ratio). Don't eat a large meat dish the evening before; it raises creatinine.

          **Until then.** Go on with your blood pressure tablet. Avoid ibuprofen, naproxen and diclofenac. Drink as usual. Call earlier if you pass very little urine, your legs swell, or you've been vomiting for more than a day.
        `,
      },
      {
        source: 'aurora-3-mini',
        text: prose`
          An eGFR of 58 indicates **stage 3 chronic kidney disease (CKD)**. There are five stages, and stage 5 means kidney failure, so it is important to act now.

          To slow down the progression you should:

          - reduce protein to 0.8 g per kilogram of body weight, and avoid red meat
          - limit salt to 5 g a day
          - limit foods rich in potassium, such as bananas, tomatoes, potatoes and oranges
          - drink at least 3 litres of water a day to flush the kidneys
          - stop smoking and lose weight if necessary

          Some medicines for blood pressure can affect the kidneys. Ask whether yours should be changed, and do not take ibuprofen.

          You should see a kidney specialist (nephrologist) as soon as possible, because the damage can't be reversed. With early treatment, many patients with stage 3 CKD live for years without dialysis.
        `,
      },
    ],
  }),
  first,
  second: {
    ruth: stays(
      first.ruth,
      'I have explained this a thousand times and nobody was harmed by "per cent". I would add "roughly".',
      3,
    ),
    tomasz: stays(first.tomasz, "Ruth's experience outranks my units, but the guideline says true first.", 2),
    camille: rank(
      { order: 'BAC', minutes: 10, sure: 3, cites: 'c-true' },
      'I had let C off too lightly. It calls one sample a disease and adds three litres of water; A is loose, C is wrong.',
    ),
    marcus: stays(first.marcus, 'No change. The millilitres can wait for the appointment.'),
    hanne: rank(
      { order: 'BAC', minutes: 10, sure: 2, cites: 'c-close' },
      'B has one sentence that disarms the percentage, "It isn\'t one, although the two happen to lie close together". That sentence is worth ten lines.',
    ),
    ravi: stays(first.ravi, 'If A had said "something like", I would have put it first.'),
  },
  comments: [
    {
      who: 'ruth',
      dimensionId: 'order',
      text: 'Patient leaflets in several countries say "roughly the percentage of kidney function". Are they all leaving people with a false belief?',
    },
    {
      who: 'tomasz',
      dimensionId: 'order',
      text: 'They say "roughly". A does not. Our guideline wants simplifications to be honest and never says what makes one dishonest.',
    },
  ],
  ruling: {
    verdict: 'decided',
    values: valuesOf({ order: 'BAC', minutes: 5 }),
    by: 'reviewer',
    cause: 'rule-gap',
    cited: 'c-plain',
    question: 'When is a simplification honest?',
    reason:
      'A simplification is honest when it is marked as one or when nothing the reader does depends on the difference. A states the percentage as plain fact in its first line, so B goes first; A stays well ahead of C, whose false belief leads to action.',
    wording: prose`
      A simplification is **honest** if a word such as “roughly” marks it, or if an expert would expect no wrong act to follow from it. An unmarked one costs a place against an explanation that is exact and equally readable, never against one that misleads.
    `,
    dissents: [
      {
        who: 'ruth',
        reason:
          'The word "roughly" is a minute of editing. We have let it outweigh which of the two a frightened patient can read.',
      },
    ],
  },
};
