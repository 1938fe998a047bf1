import { contentOf } from '../../build.ts';
import { prose } from '../../prose.ts';
import type { AgreedItem } from '../../types.ts';
import { rank } from '../rubric.ts';

export const lawBreakClause: AgreedItem = {
  title: 'A break clause for a café owner',
  pattern: 'agreed',
  content: contentOf({
    id: 'rank-law-break-clause',
    title: 'A break clause for a café owner',
    task: 'ranking',
    domain: 'law',
    tags: ['lease', 'england'],
    context: prose`
      **Lease of 14 Mill Lane, Leeds (England), clause 9.2**

      The Tenant may determine this Lease on 24 June 2027 (the *Break Date*) by giving to the Landlord not less than six months' prior written notice, time being of the essence, **provided that** on the Break Date (a) the Principal Rent due has been paid in full, and (b) the Tenant gives up occupation of the Premises and leaves behind no continuing sub-leases. A notice shall be delivered by hand or sent by special delivery to the Landlord's registered office.
    `,
    prompt: prose`
      I run the café at 14 Mill Lane and I'm thinking of leaving. What does this clause let me do, in plain English? No lawyer's words please.
    `,
    responses: [
      {
        source: 'aurora-3-mini',
        text: prose`
          Good news: this is your way out of the lease.

          The clause lets you leave in June 2027, which is earlier than the lease would otherwise end. All you have to do is tell your landlord in writing six months ahead, so around Christmas 2026 at the latest. After that you're free, and you don't have to give a reason or pay compensation.

          In short:

          - **When:** 24 June 2027
          - **How:** a letter or an email to your landlord
          - **Notice:** six months
          - **Cost:** none

          If you miss this date, the lease simply goes on as before, and you can ask your landlord for another chance. Most landlords will be reasonable if you talk to them early. Put a note in your calendar for December 2026 and you'll be fine.
        `,
      },
      {
        source: 'aurora-3-large',
        text: prose`
          You get one chance to end the lease early, on **24 June 2027**. There are four things to get right, and landlords do look for mistakes in each.

          1. **Give notice in time.** The landlord must have your letter at least six months before, so by 23 December 2026 to be safe. "Time being of the essence" means that a day late is too late. Aim for the end of November.
          2. **Deliver it the way the clause says:** by hand, or by Royal Mail Special Delivery, to the landlord's registered office. Not by email and not to the letting agent. You'll find the address at Companies House. Keep proof.
          3. **Have the main rent paid in full on the day.** One unpaid pound can spoil it. If you disagree about a sum, pay first and argue later.
          4. **Be out.** On 24 June you need to have left with your things and your staff, hand back the keys, and have nobody renting from you, such as the person with the coffee cart if they have an agreement.

          If you do all four, the lease ends and you owe no rent for the time after. If one fails, you're bound until the lease runs out.

          That is why it's worth paying a solicitor to check the letter before it goes.
        `,
      },
      {
        source: 'vela-2',
        text: prose`
          Clause 9.2 grants you a right to determine the lease at the Break Date of 24 June 2027, subject to notice and conditions.

          - **Notice.** Not less than six months' prior written notice has to be given to the landlord. Time is of the essence.
          - **Condition (a).** On the Break Date the Principal Rent due must have been paid in full.
          - **Condition (b).** On the Break Date you must give up occupation of the premises and leave behind no continuing sub-leases.
          - **Service.** The notice must be delivered by hand or sent by special delivery to the registered office of the landlord.

          If the conditions are not satisfied on the Break Date, the purported determination will be of no effect and the term will continue. It is therefore advisable to ensure strict compliance with every requirement of the clause, and to obtain independent legal advice.
        `,
      },
    ],
  }),
  first: {
    ruth: rank(
      { order: 'BCA', minutes: 0, sure: 3, cites: 'c-complete' },
      'A turns a trap into good news. B says what to do about each condition.',
    ),
    tomasz: rank(
      { order: 'BCA', minutes: 5, sure: 4, cites: 'c-complete' },
      'A drops both conditions and allows email where the clause does not. C is the clause again, with bullets. B is the only one that runs.',
    ),
    camille: rank(
      { order: 'BCA', minutes: 5, sure: 5, cites: 'c-complete' },
      'Break rights are lost over a day and over a pound, and B says so in words a café owner can use. C is unreadable and harmless. Anyone who follows A stays bound for the rest of the term.',
    ),
    marcus: rank(
      { order: 'BAC', minutes: 0, sure: 2, cites: 'c-plain' },
      "B easily. The owner asked for no lawyer's words and C is nothing else, so I put it last; A at least can be understood.",
    ),
    hanne: rank(
      { order: 'BCA', minutes: 5, sure: 4, cites: 'c-true' },
      '"Be out." Two words for "gives up occupation of the Premises". A reads well and is false.',
    ),
    ravi: rank(
      { order: 'BCA', minutes: 0, sure: 4, cites: 'c-complete' },
      'B explains "of the essence" by what happens, a day late is too late. After A the owner believes that there are no conditions.',
    ),
  },
};
