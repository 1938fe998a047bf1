import { contentOf, stays } from '../../build.ts';
import { prose } from '../../prose.ts';
import type { DisputedItem } from '../../types.ts';
import { valuesOf, vote } from '../rubric.ts';

const first = {
  ruth: vote(
    { prefer: 'A1', correct: [4, 5], helpful: [5, 3], sure: 2, cites: 'c-support' },
    '"Where the policy leaves room, use it." Point 4 is room. A uses it and sees that she travels on Friday; B recites.',
  ),
  tomasz: vote(
    { prefer: 'B1', correct: [2, 5], helpful: [4, 3], sure: 3, cites: 'c-support' },
    'Rule 4: approval before the refund is issued. A announces the result of a call that has not returned. B is dull and consistent with the policy.',
  ),
  camille: vote(
    { prefer: 'B2', correct: [2, 5], helpful: [3, 4], sure: 4, cites: 'c-support' },
    '"You will have €129 back" is an undertaking. The agent had no authority to give it, and the firm may be held to it all the same.',
  ),
  marcus: vote(
    { prefer: 'B2', correct: [2, 5], helpful: [3, 3], sure: 5, cites: 'c-support' },
    'If the lead says no, somebody has to ring Joanna on Thursday and take €129 away from her. I have made that call. B could be kinder, but everything in it will happen.',
  ),
  hanne: vote(
    { prefer: 'A1', correct: [4, 5], helpful: [5, 3], sure: 3, cites: 'c-tone' },
    'A is written to Joanna. B is written to a file: "the return window closed 11 days ago". Neither is long.',
  ),
  ravi: vote(
    { prefer: 'A2', correct: [4, 4], helpful: [5, 2], sure: 3, cites: 'c-support' },
    'B forgets Friday altogether and never mentions that an exception exists. A tries to get her what she asked for and says that it needs approval.',
  ),
};

export const supportLateRefund: DisputedItem = {
  title: 'Headphones gone silent',
  pattern: 'split',
  gap: 'support-pending',
  on: 'preference',
  content: contentOf({
    id: 'pref-support-headphones',
    title: 'Headphones gone silent',
    task: 'pairwise',
    domain: 'support',
    tags: ['refund', 'policy'],
    context: prose`
      **Returns and warranty, agents' extract**

      1. Refund to the original means of payment within 30 days of delivery, for any reason.
      2. After 30 days: two-year warranty. Faulty goods are repaired or replaced at our choice, postage paid by us, usually within 10 working days.
      3. Agents may grant credit of up to €25 as goodwill without asking.
      4. Exceptions to point 1 need a team lead's approval *before* the refund is issued. Regular customers are a good reason to ask.

      **Order:** headphones, €129.00, delivered 41 days ago. Seven orders since 2021, one earlier return.
    `,
    prompt: prose`
      Hi, the left side of my headphones has gone silent. I know I'm a few days past the 30, but I've been buying from you for years, and I'm travelling on Friday and wanted them for the flight. Could you please just refund me so I can get another pair at the airport?

      Joanna
    `,
    responses: [
      {
        source: 'aurora-3-large',
        text: prose`
          Hi Joanna,

          I'm sorry the headphones let you down, and just before a trip. Thank you for being with us since 2021; that does count.

          You are past the 30 days, so a refund is an exception. I've put it through for you: my team lead only has to approve it, and you'll have **€129.00 back on your card within five working days**. You're welcome to pick up another pair at the airport on Friday without waiting for it.

          There's no rush to send the faulty pair back. I've attached a prepaid label; drop the parcel at any pick-up point once you're home, with the charging cable if you still have it.

          If the money isn't there by the middle of next week, reply to this message and it comes straight to me.

          Have a good flight,
          Dario
        `,
      },
      {
        source: 'vela-2',
        text: prose`
          Dear Joanna,

          I'm sorry to hear that the left side of your headphones has stopped working.

          I've checked your order. It was delivered 41 days ago, so the return window closed 11 days ago and I'm not able to refund it. The headphones are covered by our two-year warranty, and a silent side is exactly the kind of fault it is for. What happens next:

          1. You'll find a prepaid label attached. Pack the headphones with the charging cable and take them to any pick-up point. You don't need the original box.
          2. Our workshop repairs or replaces them. This usually takes up to 10 working days from the day they arrive, and you'll receive an email when they leave us.
          3. There is nothing to pay for the repair or for the postage.

          As a small thank-you for your loyalty I've added a credit of €25.00 to your account. It is valid on everything in the shop and doesn't expire.

          Please reply to this message if the label doesn't open or if the fault shows on both sides in the meantime.

          Kind regards,
          Dario
        `,
      },
    ],
  }),
  first,
  second: {
    ruth: vote(
      { prefer: 'B1', correct: [2, 5], helpful: [4, 3], sure: 3 },
      'Marcus made the call real for me. I would never tell a patient that the result is fine because I expect it to be.',
    ),
    tomasz: stays(first.tomasz, 'Unchanged. "Only has to approve it" describes a dependency as a formality.'),
    camille: stays(
      first.camille,
      'The promise is in bold and the condition in a subordinate clause. A reader keeps the bold.',
    ),
    marcus: vote(
      { prefer: 'B1', correct: [2, 5], helpful: [3, 3], sure: 5 },
      'Down to slightly. Ravi is right that B had point 4 in front of it and left it lying there.',
    ),
    hanne: vote(
      { prefer: 'tie', correct: [4, 5], helpful: [4, 4], sure: 2 },
      'One promises too much, the other does too little. Swap one sentence in either and I would send it.',
    ),
    ravi: stays(
      first.ravi,
      'A tells her that approval is needed. An expectation that is announced as one is not a lie, and leads nearly always approve these.',
    ),
  },
  comments: [
    {
      who: 'marcus',
      dimensionId: 'correctness',
      text: 'The right answer is in neither: "I have asked my lead and will write to you by noon tomorrow, whichever way it goes. Meanwhile the warranty is certain." That is using the room.',
    },
    {
      who: 'ravi',
      dimensionId: 'preference',
      text: 'Agreed, but we have to choose between these two. One sentence of the clause says that the policy binds, another says use the room. Which of them wins?',
    },
  ],
  ruling: {
    verdict: 'decided',
    values: valuesOf({ prefer: 'B1', correct: [2, 5], helpful: [4, 3] }),
    by: 'consensus',
    cause: 'rule-gap',
    cited: null,
    question: "May a reply promise what the policy makes depend on somebody else's approval?",
    reason:
      'What a customer is told will happen is a statement of fact, and A states as certain what a team lead has yet to decide. That changes what she will believe and spend. B leaves room unused, which is a matter of helpfulness and comes second.',
    wording: prose`
      A reply may say that an exception has been requested, who decides and when the customer will hear. It may not announce the outcome. A promise that depends on an approval not yet given is a major error; room in the policy that is left unused costs up to two points of helpfulness.
    `,
    dissents: [
      {
        who: 'ravi',
        reason: 'We have preferred a reply that would lose the customer to one that might embarrass us.',
      },
    ],
  },
};
