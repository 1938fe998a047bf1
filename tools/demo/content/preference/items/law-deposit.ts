import { contentOf, stays } from '../../build.ts';
import { prose } from '../../prose.ts';
import type { DisputedItem } from '../../types.ts';
import { valuesOf, vote } from '../rubric.ts';

const first = {
  ruth: vote(
    { prefer: 'B1', correct: [4, 4], helpful: [3, 4], sure: 2 },
    'B gives me something to do tomorrow morning. A gives me homework first. I cannot judge the law in either.',
  ),
  tomasz: vote(
    { prefer: 'A1', correct: [5, 3], helpful: [3, 4], sure: 2, cites: 'c-law' },
    "B assumes a parameter that was never passed. Pounds leave three sets of rules, by A's own table. If the guess is wrong, everything below it is wrong.",
  ),
  camille: vote(
    { prefer: 'A3', correct: [5, 2], helpful: [4, 2], sure: 5, cites: 'c-law' },
    'B is English law and never says so. In Glasgow there is no county court for this, the thirty days are counted differently and the tribunal wants the claim within three months. A reader there loses time and perhaps the claim.',
  ),
  marcus: vote(
    { prefer: 'A1', correct: [5, 3], helpful: [4, 4], sure: 3 },
    'Asking back with something useful in the meantime is how we do it on the phone. B sounds sure of a thing it was not told.',
  ),
  hanne: vote(
    { prefer: 'B2', correct: [4, 5], helpful: [3, 5], sure: 3, cites: 'c-length' },
    'Letting agent, pounds, deposit: this is England nine times in ten. B answers. A surveys the kingdom.',
  ),
  ravi: vote(
    { prefer: 'B2', correct: [4, 5], helpful: [3, 5], sure: 3 },
    'The penalty of one to three times the deposit is the thing that will move an agent, and only B tells them to use it. I read the prompt as English.',
  ),
};

export const lawDeposit: DisputedItem = {
  title: 'A deposit not returned',
  pattern: 'split',
  gap: 'law-no-place',
  on: 'preference',
  content: contentOf({
    id: 'pref-law-deposit',
    title: 'A deposit not returned',
    task: 'pairwise',
    domain: 'law',
    tags: ['tenancy'],
    prompt: prose`
      I moved out six weeks ago. The flat was spotless, I have photos. The letting agent still has my deposit (£1,150) and has stopped replying. What can I do to get it back?
    `,
    responses: [
      {
        source: 'vela-2',
        text: prose`
          The next step depends on where the flat is, because the rules on deposits differ across the UK. Which is it: England or Wales, Scotland, or Northern Ireland?

          What you can do today, wherever it is:

          - **Write once more, to the landlord as well as the agent.** Give the date you left, the amount, and a date two weeks ahead by which you expect payment or an itemised list of deductions. Email is fine; keep a copy.
          - **Gather proof:** photos with dates, the inventory from when you moved in, your last rent payment, the messages that went unanswered.
          - **Look for the name of a protection scheme** in your tenancy papers. Deposits have to be protected by an approved scheme in all parts of the UK, and each scheme decides disputes without charge.

          Where it goes from there:

          | | if the scheme rules were broken | where you claim | watch the date |
          | --- | --- | --- | --- |
          | England, Wales | one to three times the deposit | county court | six years, though scheme disputes close earlier |
          | Scotland | up to three times the deposit | First-tier Tribunal | **three months** after the tenancy ended |
          | Northern Ireland | fixed penalty of three times the deposit, imposed by the council | report to the council; small claims court for the deposit | ask early |

          If the flat is in Scotland you are already halfway through that period, so don't wait for the agent.

          Tell me the place and I'll give you the exact steps and a letter to send.
        `,
      },
      {
        source: 'aurora-3-large',
        text: prose`
          You are in a strong position. Take these steps in order.

          1. **Find out where the deposit is protected.** By law it must be in one of three schemes: the Deposit Protection Service, MyDeposits or the Tenancy Deposit Scheme. Each lets you search online with your name, postcode and the start date of the tenancy.

          2. **If it is protected,** open a dispute with that scheme. It is free and decided on documents. Upload your photos, the check-in inventory and your emails. The agent has to prove the damage, you don't have to disprove it. There is usually a limit of three months from the end of the tenancy for starting a dispute.

          3. **If it is not protected,** or was protected later than 30 days after you paid, the landlord owes you a penalty of **one to three times the deposit**, here up to £3,450, on top of the deposit itself. You claim it in the county court.

          4. **Send a letter before action now.** Address it to the landlord *and* the agent: what you paid, when you left, that you want £1,150 within 14 days, and that you will otherwise start a claim including the penalty. Many agents answer that letter.

          5. **If 14 days pass,** start a claim online. The court fee for this sum is under £120 and is added to what the landlord owes.

          You don't need a solicitor for this. If the landlord counterclaims for damage, an hour of advice is worth the money.
        `,
      },
    ],
  }),
  first,
  second: {
    ruth: vote(
      { prefer: 'A1', correct: [5, 3], helpful: [4, 4], sure: 3 },
      'In Scotland the claim itself dies after three months, and half of them are gone. B has three months only for the scheme. In my own field I would call that a missed red flag.',
    ),
    tomasz: stays(first.tomasz, 'No change. An answer should state its preconditions.', 3),
    camille: vote(
      { prefer: 'A2', correct: [5, 2], helpful: [4, 3], sure: 5 },
      'I gave far. Had B written "in England" in its first line, I would have voted for B; so clearly, not far.',
    ),
    marcus: stays(
      first.marcus,
      'A for the same reason. It asks one question and leaves nobody empty-handed while they answer it.',
    ),
    hanne: stays(
      first.hanne,
      'The clause forbids the law of another place. Nobody has shown that this is another place.',
    ),
    ravi: vote(
      { prefer: 'tie', correct: [5, 4], helpful: [4, 5], sure: 2 },
      'I am torn between the answer that is best for most people who would write this and the one that is safe for all of them. The guideline does not choose for me.',
    ),
  },
  comments: [
    {
      who: 'camille',
      dimensionId: 'correctness',
      text: 'The prompt says pounds. That is four jurisdictions and three sets of rules, and B picked one without telling the reader that it had picked.',
    },
    {
      who: 'ravi',
      dimensionId: 'helpfulness',
      text: 'Our clause says "the law of another place than the person\'s". If we do not know the person\'s place, the clause has nothing to bite on. So is guessing well a virtue or an error?',
    },
  ],
  ruling: {
    verdict: 'decided',
    values: valuesOf({ prefer: 'A2', correct: [5, 3], helpful: [4, 4] }),
    by: 'consensus',
    cause: 'rule-gap',
    cited: null,
    question: 'What should a response do when the law depends on a place that the prompt does not name?',
    reason:
      'B may guess, but has to say that it guesses: an unstated assumption leaves the reader no way to notice that the answer is not theirs. A names what varies, gives what holds everywhere and asks. B with "this is the law of England" in the first line would have won.',
    wording: prose`
      Where the prompt does not name the place, the response either asks, giving what holds in any case, or takes the most likely place and **says so before the first rule**. A silent assumption scores at most 3 for correctness, also when it happens to be right. Asking back without anything useful scores at most 2 for helpfulness.
    `,
    dissents: [
      {
        who: 'hanne',
        reason: 'The wording of the prompt was evidence enough, and we now reward answers that hedge.',
      },
    ],
  },
};
