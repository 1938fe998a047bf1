import { contentOf } from '../../build.ts';
import { prose } from '../../prose.ts';
import type { AgreedItem } from '../../types.ts';
import { score } from '../rubric.ts';

export const supportReturnsPage: AgreedItem = {
  title: 'Returns page for the help centre',
  pattern: 'agreed',
  content: contentOf({
    id: 'lik-support-returns-page',
    title: 'Returns page for the help centre',
    task: 'likert',
    domain: 'support',
    tags: ['policy'],
    context: prose`
      **Terms of sale, section 8 (returns)**

      8.1 The customer may withdraw from the purchase within 30 days from the day on which the last item of the order was delivered.
      8.2 Excluded are goods made to measure, opened cosmetics, and downloads once started.
      8.3 The goods are to be sent back within 14 days of the withdrawal. The customer bears the cost of the return, except where the goods are faulty or the wrong goods were sent.
      8.4 Refunds are made within 14 days of the withdrawal, to the means of payment used. We may withhold the refund until the goods have arrived or proof of posting has been provided.
      8.5 Shipping costs of the original order are refunded at the standard rate. Express surcharges are not refunded.
      8.6 For goods that have been used beyond what is needed to test them, we may deduct the loss in value.
    `,
    prompt: 'Summarise section 8 for customers on the help page "Returns". Friendly, at most 130 words.',
    responses: [
      {
        source: 'aurora-3-mini',
        text: prose`
          **Changed your mind? No problem.**

          You can return anything within **30 days of your purchase**, no questions asked.

          1. Tell us that you'd like to return something.
          2. Print the free return label and drop off the parcel within 14 days.
          3. Get your money back. As soon as we hear from you we refund the full price, including all shipping costs, to the card you paid with.

          **Good to know**

          - Faulty or wrong item? We'll take care of everything.
          - You may try things on and test them just as you would in a shop.
          - Made-to-measure goods can't be returned, as we make them just for you.

          That's it. Shopping with us is free of risk, so go ahead and try something new!
        `,
      },
    ],
  }),
  first: {
    ruth: score(
      [1, 2, 5, 3],
      { sure: 4, cites: 'c-faithful' },
      'Thirty days from purchase against thirty days from delivery, and a free label that the source makes the customer pay for.',
    ),
    tomasz: score(
      [1, 2, 4, 3],
      { sure: 5, cites: 'c-faithful' },
      'I count four contradictions: start of the period, cost of return, time of refund, express surcharge. One is enough for a 1.',
    ),
    camille: score(
      [1, 2, 4, 3],
      { sure: 5, cites: 'c-faithful' },
      '"Anything" and "no questions asked", with two of three exclusions dropped. A customer with opened cosmetics could hold us to this page.',
    ),
    marcus: score(
      [1, 2, 5, 3],
      { sure: 5, cites: 'c-halo' },
      'Lovely page. It would bring me two hundred tickets a month, all of them justified.',
    ),
    hanne: score(
      [1, 2, 5, 2],
      { sure: 4, cites: 'c-halo' },
      'Clear as water and not true. "Free of risk, so go ahead" has no business on a help page.',
    ),
    ravi: score(
      [1, 3, 5, 3],
      { sure: 3, cites: 'c-faithful' },
      'I nearly gave it a 3 because I liked reading it. Then I put my finger on each line of the source.',
    ),
  },
};
