import { contentOf, stays } from '../../build.ts';
import { prose } from '../../prose.ts';
import type { DisputedItem } from '../../types.ts';
import { rank } from '../rubric.ts';

const first = {
  ruth: rank(
    { order: 'BACD', minutes: 5, sure: 3, cites: 'c-act' },
    'B tells me what to look for and when to start worrying. That is what I want from any explanation of a symptom.',
  ),
  tomasz: rank(
    { order: 'BDAC', minutes: 5, sure: 4, cites: 'c-true' },
    'B, then D, which has the mechanism right. The hotel in C breaks down at once: a hotel does not take the money from your account balance.',
  ),
  camille: rank(
    { order: 'DBAC', minutes: 10, sure: 2, cites: 'c-complete' },
    'D alone says what happens if the hold is captured by mistake. I would rather read a dry paragraph than be told not to worry.',
  ),
  marcus: rank(
    { order: 'ACBD', minutes: 0, sure: 5, cites: 'c-reader' },
    'She wants to know whether we robbed her. A says no in the first line and gives a date. Few people would write again after that.',
  ),
  hanne: rank(
    { order: 'ABCD', minutes: 0, sure: 4, cites: 'c-close' },
    'A is finished when it is finished. B is A with a staircase.',
  ),
  ravi: rank(
    { order: 'CABD', minutes: 5, sure: 3, cites: 'c-plain' },
    'The hotel deposit in C gives her something she already understands; the rest follows by itself and she can tell her mother. D explains one unknown word by another.',
  ),
};

export const supportPendingCharge: DisputedItem = {
  title: 'Charged twice for one order?',
  pattern: 'spread',
  gap: 'analogy',
  on: 'order',
  content: contentOf({
    id: 'rank-support-pending-charge',
    title: 'Charged twice for one order?',
    task: 'ranking',
    domain: 'support',
    tags: ['payment'],
    context: prose`
      **Order 88120:** first attempt on 12 May at 20:14, declined at the address check, €64.90 authorised. Second attempt at 20:16, paid, €64.90 captured. The first authorisation was voided by us at 20:15. Banks usually release a voided authorisation within 3 to 7 working days.
    `,
    prompt: prose`
      My banking app shows €64.90 twice for one order, one says "pending". I typed my address wrong the first time, is that why? I need that money this week. – Jana
    `,
    responses: [
      {
        source: 'aurora-3-mini',
        text: prose`
          Hi Jana,

          You've paid once. The line marked "pending" is your first try, the one with the mistyped address, and we never took that money.

          Your bank set €64.90 aside when you pressed "pay" and hasn't put it back yet. We cancelled it a minute later. It will disappear by itself, normally by **Thursday 21 May**, and often sooner. Nothing will be refunded because nothing was charged, so don't look for a second entry; the pending line just goes away.

          You don't need to do anything. If it is still there on the 22nd, reply here and I'll take it up with the bank.
        `,
      },
      {
        source: 'aurora-3-large',
        text: prose`
          Hi Jana,

          Yes, that is why. Here is what happened, and what you can do, since you need the money this week.

          1. **20:14.** You paid with the mistyped address. Your bank reserved €64.90 before the address check failed.
          2. **20:15.** We cancelled the reservation.
          3. **20:16.** You paid again, and this time it went through. This is the only payment we received.

          The reserved amount is still yours, but you can't spend it until your bank lets go of it. That takes **3 to 7 working days**, which means between 15 and 21 May if no bank holiday falls in between.

          **If you can't wait:** ring your bank and ask them to release a voided authorisation. Tell them the amount, 12 May, 20:14, and our name as it stands in the app. Some banks do it the same day. I can send you a confirmation of the cancellation to forward to them; just say so.

          **If the line loses the word "pending"** and turns into a real charge, tell me at once and I'll refund it the same day.
        `,
      },
      {
        source: 'vela-2',
        text: prose`
          Hi Jana,

          Think of checking into a hotel. The desk takes an imprint of your card in case you empty the minibar. No money changes hands, but your bank puts the amount to one side, so that it's there if needed. When you check out without having touched the minibar, the hotel tears up the slip, and a few days later the bank notices and gives you your money back to spend.

          Your first attempt was the imprint: the bank put €64.90 aside, then the address turned out to be wrong and we tore up the slip. The second attempt was the real payment.

          So you've paid once. The "pending" entry is the slip which the bank hasn't noticed yet, and in three to seven working days it will be gone. There's nothing for you to do, although a call to your bank can help them notice faster.
        `,
      },
      {
        source: 'vela-2-instruct',
        text: prose`
          Dear Jana,

          Card payments consist of an **authorisation**, which reserves an amount on your account, and a **capture**, which collects it. On 12 May two authorisations were created for order 88120.

          - The first (20:14, €64.90) failed address verification (AVS). It was voided by us at 20:15 and has not been captured.
          - The second (20:16, €64.90) was captured. This is your payment.

          A voided authorisation is shown as "pending" until the issuing bank releases it, usually within 3–7 working days. The time depends on the issuer and can't be influenced by the merchant.

          If a voided authorisation were captured in error, you would be entitled to a refund from us, and failing that to a chargeback through your bank. Please keep this message as confirmation that the first authorisation was voided.
        `,
      },
    ],
  }),
  first,
  second: {
    ruth: stays(
      first.ruth,
      'She wrote that she needs the money this week. Only B takes that sentence seriously.',
      4,
    ),
    tomasz: stays(
      first.tomasz,
      'B stays first. I moved nothing, but I see that D is written for me and not for Jana.',
    ),
    camille: rank(
      { order: 'BDAC', minutes: 5, sure: 3, cites: 'c-act' },
      'B also covers the case in which the hold becomes a charge; I had missed its last line. The rest as before.',
    ),
    marcus: stays(first.marcus, 'A. Handling time matters as well, hers and ours.'),
    hanne: rank(
      { order: 'BACD', minutes: 5, sure: 3, cites: 'c-act' },
      'Ruth is right about "this week". The staircase leads somewhere.',
    ),
    ravi: rank(
      { order: 'CBAD', minutes: 5, sure: 3, cites: 'c-plain' },
      'B moves up for the call to the bank. I keep the hotel in front; understanding outlasts instruction.',
    ),
  },
  comments: [
    {
      who: 'ravi',
      dimensionId: 'order',
      text: 'Nothing in the guideline says what an analogy is worth. Plain words, yes. A picture in place of words, not a line.',
    },
    {
      who: 'tomasz',
      dimensionId: 'order',
      text: 'An analogy is a claim that two things behave alike. If they do not where it counts, it is untrue. That much we could write down.',
    },
  ],
  ruling: {
    verdict: 'irresolvable',
    values: {},
    by: 'consensus',
    cause: 'legitimate-preference',
    cited: null,
    question: 'What is an analogy worth against a list of steps?',
    reason:
      'All four are true and say that one payment was taken. How a person likes to be told differs, and the orders follow that. B gains once "this week" is read closely; below it the spread is kept. Analogies should get a line in the guideline.',
    wording: prose`
      An analogy is judged as an explanation like any other: for whom does it work, and where does it stop being true? It goes below a plain account if it fails at the point on which the reader will act.
    `,
    dissents: [],
  },
};
