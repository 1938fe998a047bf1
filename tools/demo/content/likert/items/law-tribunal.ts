import { contentOf } from '../../build.ts';
import { prose } from '../../prose.ts';
import type { AgreedItem } from '../../types.ts';
import { score } from '../rubric.ts';

export const lawTribunal: AgreedItem = {
  title: 'A tribunal decision for managers',
  pattern: 'agreed',
  content: contentOf({
    id: 'lik-law-tribunal',
    title: 'A tribunal decision for managers',
    task: 'likert',
    domain: 'law',
    tags: ['employment'],
    context: prose`
      **Employment tribunal, reasons (extract; names changed)**

      12. The claimant, a warehouse operative with eleven years' service, was dismissed for gross misconduct after forwarding a customer list to his private email address on 3 March.
      13. We accept that the respondent genuinely believed the claimant guilty of misconduct.
      14. However, the investigation consisted of a single meeting of twelve minutes on the day of the dismissal. The claimant was not told beforehand what it was about. His explanation, that his supervisor had asked him to print the list at home because the office printer was broken, was not put to the supervisor. No reasonable employer would have omitted that step.
      15. The claimant was not informed of a right of appeal. Whether an appeal would have changed the outcome we cannot say.
      16. The dismissal was therefore unfair. We reduce the compensatory award by 25 %, since the claimant knew the data protection policy and could have asked for written permission.
      17. Nothing in these reasons suggests that forwarding customer data can never justify dismissal.
    `,
    prompt:
      'Summarise paragraphs 12–17 for line managers in our company who may have to lead such a meeting themselves. At most 150 words.',
    responses: [
      {
        source: 'aurora-3-large',
        text: prose`
          **The employer lost because of the procedure, not because of the reason.**

          A warehouse operative of eleven years was dismissed for sending a customer list to his private email. The tribunal accepted that the employer honestly believed him guilty and did not say that such an act can never justify dismissal. The dismissal was unfair because:

          - the only meeting took twelve minutes, on the day he was dismissed
          - he wasn't told in advance what it was about
          - he said that his supervisor had asked him to print the list at home, and nobody asked the supervisor
          - he wasn't told that he could appeal (whether that would have helped was left open)

          His compensatory award was cut by 25 %, as he knew the policy and could have asked for written permission.

          **For your own meetings:** say beforehand what it's about, check the explanation, and tell the person how to appeal.
        `,
      },
    ],
  }),
  first: {
    ruth: score(
      [5, 5, 5, 5],
      { sure: 3 },
      'I went looking for the caveats in 15 and 17 and both are there. A manager could run a fair meeting from this.',
    ),
    tomasz: score(
      [5, 5, 5, 4],
      { sure: 4, cites: 'c-faithful' },
      'Every bullet maps to a numbered paragraph. The last line is drawn from the source and marked as advice, so I do not count it as an addition.',
    ),
    camille: score(
      [5, 5, 5, 4],
      { sure: 5, cites: 'c-faithful' },
      'It keeps "did not say that such an act can never justify", which most people would have turned around. I checked the 25 % and what it was taken from.',
    ),
    marcus: score(
      [5, 5, 5, 5],
      { sure: 4, cites: 'c-reader' },
      'First line tells a manager why this matters, last line tells them what to do on Monday.',
    ),
    hanne: score(
      [5, 5, 5, 4],
      { sure: 4, cites: 'c-halo' },
      'Four nearly equal scores, so I looked again. The bracket after the fourth bullet is clumsy. The rest stands.',
    ),
    ravi: score(
      [4, 5, 5, 5],
      { sure: 3, cites: 'c-faithful' },
      '"Lost because of the procedure" is the summary\'s own phrase. It is a fair one, and I would only take the smallest step off for it.',
    ),
  },
};
