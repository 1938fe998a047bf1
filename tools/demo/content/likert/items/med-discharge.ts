import { contentOf, stays } from '../../build.ts';
import { prose } from '../../prose.ts';
import type { DisputedItem } from '../../types.ts';
import { score, valuesOf } from '../rubric.ts';

const first = {
  ruth: score(
    [5, 2, 5, 4],
    { sure: 5, cites: 'c-coverage' },
    'No word on stopping ibuprofen, and he buys that at the supermarket. The source names it as a cause and wants it stopped for good. A list in an envelope does not tell him why.',
  ),
  tomasz: score(
    [5, 4, 4, 5],
    { sure: 3, cites: 'c-source' },
    'Each line traces to the source. The medication list travels separately according to the source itself, so I took off one point and not three.',
  ),
  camille: score(
    [5, 2, 5, 4],
    { sure: 3, cites: 'c-coverage' },
    'I noted three things beforehand: what happened, what to stop, when to be tested. The second is missing.',
  ),
  marcus: score(
    [5, 5, 5, 5],
    { sure: 3, cites: 'c-reader' },
    'It reads like a letter from somebody who knows him. The tablets are on the list he was handed, and saying things twice is how people stop reading.',
  ),
  hanne: score(
    [5, 5, 5, 5],
    { sure: 4 },
    'Nothing to cut, nothing repeated from the medication list. This is what restraint looks like.',
  ),
  ravi: score(
    [5, 2, 5, 4],
    { sure: 3, cites: 'c-reader' },
    'He will go home, his knee will hurt, and he will take what he has always taken. One sentence would have prevented it.',
  ),
};

export const medDischarge: DisputedItem = {
  title: 'Discharge letter for the patient',
  pattern: 'split',
  gap: 'told-elsewhere',
  on: 'coverage',
  content: contentOf({
    id: 'lik-med-discharge',
    title: 'Discharge letter for the patient',
    task: 'likert',
    domain: 'medicine',
    tags: ['letter'],
    context: prose`
      **Discharge summary (hospital to general practitioner)**

      Mr J. Halloran, 72. Admitted 4 May, discharged 8 May.

      *Diagnosis:* acute kidney injury stage 2, on a background of hypertension and osteoarthritis of the left knee. Creatinine on admission 248 µmol/l (96 in January), 121 on discharge.

      *Course:* three days of gastroenteritis with poor intake while taking ramipril, and ibuprofen 400 mg three times daily bought without prescription. Likely prerenal, with NSAID contribution. Ultrasound normal. Intravenous fluids for 48 h; good urine output. Ramipril withheld.

      *Plan*
      1. Ramipril to remain withheld until review by GP.
      2. Ibuprofen stopped; advised to avoid NSAIDs permanently. Paracetamol for knee pain.
      3. Repeat creatinine and potassium at GP in one week.
      4. If vomiting or diarrhoea recurs: drink, seek advice early.
      5. Written medication list handed to patient separately on discharge.
    `,
    prompt:
      'Turn this into a short letter to the patient, Mr Halloran. He left school at fifteen and likes things straight.',
    responses: [
      {
        source: 'aurora-3-large',
        text: prose`
          Dear Mr Halloran,

          You were with us from 4 to 8 May because your kidneys had stopped working properly. Here is what happened and what comes next.

          **What happened.** For three days you had a stomach bug and couldn't keep much down. Your body ran dry, and the kidneys need water to work. Some of your tablets made it harder for them. The scan of your kidneys was normal. We gave you fluids through a drip for two days, you passed water well again, and your blood test came most of the way back to what it was in January.

          **What comes next**

          - **One blood test in a week,** at your own surgery. Please book it tomorrow. It shows whether the kidneys have gone on recovering.
          - **Your blood pressure tablet, ramipril, stays off** until your doctor has seen that result and tells you to start again.
          - **If you are sick or have the runs again,** drink small amounts often and ring the surgery the same day. Don't wait three days.

          The list of your medicines is in the envelope we gave you. Bring it to the surgery.

          You did well, and we wish you a quiet summer.
        `,
      },
    ],
  }),
  first,
  second: {
    ruth: stays(
      first.ruth,
      'Marcus makes the case for not repeating. A reason is not a repetition, and the list has no reasons on it.',
    ),
    tomasz: score(
      [5, 3, 4, 5],
      { sure: 3, cites: 'c-reader' },
      'An over-the-counter drug will not even be on the list: nobody prescribed it. That is a case I had not run.',
    ),
    camille: stays(
      first.camille,
      'Three things noted, two found. I would not know how else to apply the clause.',
    ),
    marcus: score(
      [5, 3, 5, 5],
      { sure: 3 },
      'Ibuprofen from the supermarket is not on a hospital list, true. I hold on to the rest: what he has been told, we need not tell again.',
    ),
    hanne: stays(
      first.hanne,
      'The guideline asks what the reader needs from the source. It does not say whether he may get it from an envelope.',
      2,
    ),
    ravi: stays(
      first.ravi,
      'The sentence "some of your tablets made it harder" is close. It just does not say which.',
    ),
  },
  comments: [
    {
      who: 'ruth',
      dimensionId: 'coverage',
      text: '"Some of your tablets" is the exact spot. Three words more, "above all ibuprofen", and I would give a 5.',
    },
    {
      who: 'hanne',
      dimensionId: 'coverage',
      text: 'Point 5 of the source says that he has the list. Does coverage count what the reader has in his other hand? We have no clause for that.',
    },
  ],
  ruling: {
    verdict: 'decided',
    values: valuesOf([5, 2, 5, 5]),
    by: 'reviewer',
    cause: 'rule-gap',
    cited: 'c-coverage',
    question: 'Does coverage count what the reader is told through another channel?',
    reason:
      'It depends on whether the reader would act differently without it here. He would: ibuprofen is bought, not prescribed, and nothing in the letter connects it with his kidneys. Doses and names that the list carries may be left to the list.',
    wording: prose`
      Matter that the source says the reader has received elsewhere may be left out, unless it answers *why* or concerns something the reader does on their own account (what they buy, drive, eat). Such a gap limits coverage to 2.
    `,
    dissents: [],
  },
};
