import { contentOf, stays } from '../../build.ts';
import { prose } from '../../prose.ts';
import type { DisputedItem } from '../../types.ts';
import { valuesOf, vote } from '../rubric.ts';

const first = {
  ruth: vote(
    { prefer: 'tie', correct: [4, 4], helpful: [4, 4], sure: 1, cites: 'c-expertise' },
    'Both say what they do and why, neither contradicts itself. I cannot tell which one runs.',
  ),
  tomasz: vote(
    { prefer: 'A3', correct: [5, 1], helpful: [5, 1], sure: 5, cites: 'c-code' },
    'DataFrame.append went away in pandas 2.0. On anything installed since spring 2023, B is an AttributeError on the first invoice. "Code that does not run is a major error."',
  ),
  camille: vote(
    { prefer: 'A1', correct: [5, 4], helpful: [4, 4], sure: 2 },
    'A thinks of the month without invoices and B does not. On the rest I take both at their word.',
  ),
  marcus: vote(
    { prefer: 'B1', correct: [4, 5], helpful: [3, 5], sure: 2 },
    '"How do I add each dict as a row" and B adds each dict as a row. A rebuilds their loop around a list they did not ask for.',
  ),
  hanne: vote(
    { prefer: 'B2', correct: [5, 5], helpful: [4, 5], sure: 3, cites: 'c-length' },
    'One changed line, two sentences on why. A says in five what B says in two.',
  ),
  ravi: vote(
    { prefer: 'B1', correct: [5, 5], helpful: [4, 5], sure: 3 },
    'I learnt pandas with exactly the line in B, and the note about assigning the result back is the mistake everyone makes. A is the better habit, B the better answer to this question.',
  ),
};

export const codeDataframeAppend: DisputedItem = {
  title: 'A row per invoice in an older script',
  pattern: 'split',
  gap: 'code-version',
  on: 'preference',
  content: contentOf({
    id: 'pref-code-invoice-rows',
    title: 'A row per invoice in an older script',
    task: 'pairwise',
    domain: 'code',
    tags: ['python', 'pandas'],
    prompt: prose`
      I've taken over an older reporting script. It loops over invoices, and for each one I build a dict with the keys \`number\`, \`net\` and \`vat\`. There is already a DataFrame \`out\` with those three columns and some rows in it. How do I add each dict to \`out\` as a row?
    `,
    responses: [
      {
        source: 'aurora-3-large',
        text: prose`
          Collect the dicts in a list and attach them all at once after the loop:

          \`\`\`python
          import pandas as pd

          rows = []
          for invoice in invoices:
              rows.append({
                  "number": invoice.number,
                  "net": invoice.net,
                  "vat": invoice.vat,
              })

          if rows:
              out = pd.concat([out, pd.DataFrame(rows)], ignore_index=True)
          \`\`\`

          A DataFrame is stored column by column, so adding a single row copies every column. Done inside the loop, the work grows with the square of the number of invoices: for 10,000 invoices that is the difference between a moment and several minutes. A Python list grows cheaply, and one \`concat\` copies only once.

          \`ignore_index=True\` numbers the combined rows from 0 upwards. Columns are matched by name, so the order of the keys is irrelevant.

          The \`if rows\` is for the month without invoices. Concatenating with an empty frame can change the column types, for instance turn whole numbers into \`object\`.

          If you need \`out\` to be complete *during* the loop, because a later step in the same pass reads it, tell me and I'll show a variant.
        `,
      },
      {
        source: 'vela-2',
        text: prose`
          Append the dict inside the loop and assign the result back to \`out\`:

          \`\`\`python
          for invoice in invoices:
              row = {
                  "number": invoice.number,
                  "net": invoice.net,
                  "vat": invoice.vat,
              }
              out = out.append(row, ignore_index=True)
          \`\`\`

          Two details matter here.

          \`append\` does not change \`out\` in place, it returns a new frame. Without \`out =\` the loop runs through without an error and \`out\` stays as it was, which is a popular way to lose an afternoon.

          \`ignore_index=True\` is required because a dict carries no row label. It also renumbers the rows from 0, so the new rows follow the existing ones without gaps.

          The keys are matched to columns by name. Their order in the dict does not matter, and a missing key becomes \`NaN\`.
        `,
      },
    ],
  }),
  first,
  second: {
    ruth: vote(
      { prefer: 'A1', correct: [5, 2], helpful: [4, 3], sure: 3 },
      'I had no ground to stand on before. If B fails on a current install, it is A; "older script" keeps it at slightly.',
    ),
    tomasz: vote(
      { prefer: 'A2', correct: [5, 2], helpful: [5, 2], sure: 4 },
      'Hanne has a point that an older script may be pinned to pandas 1.x, where B works with a warning. Clearly, then, not far. A runs on both.',
    ),
    camille: stays(
      first.camille,
      'A for the empty month, as before. Which release we assume is exactly what the guideline does not tell me.',
    ),
    marcus: vote(
      { prefer: 'A2', correct: [5, 2], helpful: [4, 3], sure: 4 },
      'I tried B on my laptop: AttributeError. That settles it for me, whatever they have installed.',
    ),
    hanne: stays(
      first.hanne,
      'The person told us the script is old. B fits the world they described, and we have no rule that says today is the only version there is.',
      2,
    ),
    ravi: vote(
      { prefer: 'A2', correct: [5, 2], helpful: [5, 3], sure: 4 },
      'My habit is from 2019, evidently. An answer that dies on a fresh install teaches the wrong thing.',
    ),
  },
  comments: [
    {
      who: 'tomasz',
      dimensionId: 'correctness',
      text: 'Release notes, pandas 2.0.0, April 2023: "Removed deprecated Series.append(), DataFrame.append(), use concat() instead".',
    },
    {
      who: 'hanne',
      dimensionId: 'correctness',
      text: 'And "older reporting script" is in the prompt. If we judge "in the situation they describe", B is in it. What did the clause mean, runs where?',
    },
  ],
  ruling: {
    verdict: 'decided',
    values: valuesOf({ prefer: 'A2', correct: [5, 2], helpful: [5, 3] }),
    by: 'consensus',
    cause: 'rule-gap',
    cited: null,
    question: 'Against which release do we judge code when the prompt names none?',
    reason:
      'The current stable release is what the next reader will have. A call removed from it is a major error unless the prompt names a version that still has it; "older" names none. A works on both and would win on either reading.',
    wording: prose`
      Where the prompt names a version, judge against that one. Where it names none, judge against the current stable release: a call that has been removed from it is a major error, one that merely warns is a minor error. A response that works on both beats one that has to guess.
    `,
    dissents: [
      {
        who: 'hanne',
        reason:
          "Age was stated, and we have ruled that the person's own words count for less than the calendar.",
      },
    ],
  },
};
