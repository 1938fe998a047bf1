import { contentOf, stays } from '../../build.ts';
import { prose } from '../../prose.ts';
import type { DisputedItem } from '../../types.ts';
import { valuesOf, vote } from '../rubric.ts';

const first = {
  ruth: vote(
    { prefer: 'A2', correct: [5, 2], helpful: [3, 3], sure: 4, cites: 'c-errors' },
    'The figure in bold is the figure that gets copied, and it is wrong. In a drug chart nobody would ask how well the derivation read.',
  ),
  tomasz: vote(
    { prefer: 'A1', correct: [5, 2], helpful: [3, 4], sure: 5, cites: 'c-errors' },
    'I get 29,449.96. B derives 29,450 and then prints 29,540. Wrong output is wrong output, though I grant that everything above it is the better text.',
  ),
  camille: vote(
    { prefer: 'B1', correct: [5, 4], helpful: [3, 5], sure: 2, cites: 'c-errors' },
    'The request was to "show how the formula works so that I can change the numbers". B does, A names a spreadsheet function. Two digits changed places; I call that minor, though the guideline does not define it.',
  ),
  marcus: vote(
    { prefer: 'A1', correct: [5, 2], helpful: [3, 4], sure: 3 },
    'Somebody will quote £29,540 to a partner and be £90 out. A is thin, and it is right.',
  ),
  hanne: vote(
    { prefer: 'B2', correct: [5, 4], helpful: [2, 5], sure: 4 },
    'A misprint: 24,000 plus 5,450 stands right above it. I would mark one transposition and send B.',
  ),
  ravi: vote(
    { prefer: 'B2', correct: [5, 4], helpful: [2, 5], sure: 4, cites: 'c-errors' },
    'B is how I would teach it, from the last payment back to the first until the series appears. The slip in the last line does not touch the method, and the method is what was asked for.',
  ),
};

export const savingsFormula: DisputedItem = {
  title: 'Ten years of monthly saving',
  pattern: 'split',
  gap: 'minor-undefined',
  on: 'preference',
  content: contentOf({
    id: 'pref-savings-formula',
    title: 'Ten years of monthly saving',
    task: 'pairwise',
    domain: 'general',
    tags: ['maths', 'finance'],
    prompt: prose`
      If I put £200 into a savings account at the end of every month for 10 years, at 4% a year paid monthly, how much is there at the end? Please show how the formula works so that I can change the numbers myself.
    `,
    responses: [
      {
        source: 'vela-2',
        text: prose`
          You will have **£29,449.96**.

          This is the future value of an ordinary annuity:

          $$
          FV = P \\cdot \\frac{(1 + r/12)^{12t} - 1}{r/12}
          $$

          with $P = 200$, $r = 0.04$ and $t = 10$.

          In a spreadsheet, enter

          \`\`\`
          =FV(0.04/12, 10*12, -200)
          \`\`\`

          and replace the numbers as you like. The payment is negative because it leaves your pocket.

          | monthly payment | after 10 years |
          | --- | --- |
          | £100 | £14,724.98 |
          | £200 | £29,449.96 |
          | £300 | £44,174.94 |

          The figures assume that the rate stays the same for the whole period, that the interest remains in the account, and that no tax is due on it. You pay in £24,000 altogether, so £5,449.96 of the total is interest.

          For a payment at the beginning of each month, add \`, 0, 1\` before the closing bracket.
        `,
      },
      {
        source: 'aurora-3-large',
        text: prose`
          Each payment grows on its own, and the total is the sum of them. Two quantities are enough:

          - monthly interest $i = \\dfrac{0.04}{12} \\approx 0.003333$
          - number of payments $n = 10 \\times 12 = 120$

          The last payment goes in on the last day and earns nothing. The one before it earns one month, the one before that two, and so on back to the first, which earns $n-1$ months. So

          $$
          F = m\\left(1 + (1+i) + (1+i)^2 + \\dots + (1+i)^{n-1}\\right).
          $$

          That is a geometric series. Multiply the bracket by $(1+i)$, subtract the original, and all terms but two cancel. What remains is

          $$
          F = m \\cdot \\frac{(1+i)^n - 1}{i}.
          $$

          With your numbers:

          1. $(1+i)^{120} \\approx 1.49083$
          2. $\\dfrac{1.49083 - 1}{0.003333} \\approx 147.25$
          3. $200 \\times 147.25 = 29{,}450$, of which £24,000 is what you paid in and £5,450 is interest

          **After ten years you will have about £29,540.**

          To try other numbers, change $m$ (the payment), the yearly rate inside $i$, or the years inside $n$. The formula is proportional to $m$: £100 a month gives exactly half. If you pay at the *start* of each month, every payment earns one month more, so multiply the result by $(1+i)$.
        `,
      },
    ],
  }),
  first,
  second: {
    ruth: stays(
      first.ruth,
      'It changes what the person will believe. That is the definition of major, word for word.',
      5,
    ),
    tomasz: stays(
      first.tomasz,
      'Still slightly. I would merge B with a fix and reject A, but we are not asked to review a patch.',
    ),
    camille: vote(
      { prefer: 'A1', correct: [5, 2], helpful: [3, 5], sure: 3 },
      'I had been defining minor by how small it looks. The clause defines major by what it changes, and the bold figure changes what they expect to own.',
    ),
    marcus: stays(first.marcus, 'Same. The person wanted to know how much there is, and B gets that wrong.'),
    hanne: stays(
      first.hanne,
      'The right figure stands in step 3. A reader who can use the formula can see that.',
      3,
    ),
    ravi: stays(
      first.ravi,
      'I accept that it is a pity in that place. I do not accept that it outweighs teaching the thing.',
      3,
    ),
  },
  comments: [
    {
      who: 'ravi',
      dimensionId: 'correctness',
      text: 'We all agree on the facts: the derivation is right, one line is misprinted. We differ on whether that is a 2 or a 4, and the guideline has no 3 for it.',
    },
    {
      who: 'ruth',
      dimensionId: 'correctness',
      text: 'Ask where it stands, not how large it is. A slip in step 2 would be minor. In the line that answers the question it is not.',
    },
  ],
  ruling: {
    verdict: 'decided',
    values: valuesOf({ prefer: 'A1', correct: [5, 2], helpful: [3, 5] }),
    by: 'reviewer',
    cause: 'rule-gap',
    cited: 'c-errors',
    question: 'When is a slip minor?',
    reason:
      'An error is measured by its place. In the line that the person will take away it changes what they believe, however it came about; in the working it does not. B is otherwise the better answer, hence only slightly.',
    wording: prose`
      A **minor error** is one that the person can act on the response without ever meeting: a slip in an intermediate step, a wrong date beside a right rule. The same slip in the result, the dose, the deadline or the line to be pasted is major, even when the right figure stands elsewhere in the response.
    `,
    dissents: [
      {
        who: 'ravi',
        reason:
          'The request was for the method, and we have preferred the response that does not explain it.',
      },
    ],
  },
};
