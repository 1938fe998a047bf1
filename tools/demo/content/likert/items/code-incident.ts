import { contentOf, stays } from '../../build.ts';
import { prose } from '../../prose.ts';
import type { DisputedItem } from '../../types.ts';
import { score, valuesOf } from '../rubric.ts';

const first = {
  ruth: score(
    [3, 4, 5, 4],
    { sure: 3, cites: 'c-faithful' },
    '"Most likely" in the source is "was caused by" in the summary. I would not let a differential become a diagnosis like that, but everything is in the source.',
  ),
  tomasz: score(
    [2, 3, 4, 4],
    { sure: 5, cites: 'c-faithful' },
    'The source has a hypothesis and one that is not ruled out. "This cannot happen again" has no support at all: the fix covers one of the two. That is an invention.',
  ),
  camille: score(
    [2, 4, 5, 4],
    { sure: 4, cites: 'c-faithful' },
    '"No data was lost" against "we have found no evidence of data loss". Customers with contracts will quote the first against us.',
  ),
  marcus: score(
    [4, 5, 5, 5],
    { sure: 3, cites: 'c-reader' },
    'Customers want to know what broke, whether their orders are safe and whether it is over. All three, in the right order. Hedging reads as hiding.',
  ),
  hanne: score(
    [4, 4, 5, 5],
    { sure: 3, cites: 'c-clear' },
    'Tightening "most likely" to "caused" is what an editor does to engineers ten times a day. Small liberties.',
  ),
  ravi: score(
    [5, 4, 5, 4],
    { sure: 2 },
    'I went through it sentence by sentence and found each one in the report. I read the cause as settled there too, since they shipped a fix for it.',
  ),
};

export const codeIncident: DisputedItem = {
  title: 'Status page after an outage',
  pattern: 'spread',
  gap: 'hedges',
  on: 'faithfulness',
  content: contentOf({
    id: 'lik-code-incident',
    title: 'Status page after an outage',
    task: 'likert',
    domain: 'code',
    tags: ['incident', 'status-page'],
    context: prose`
      **Internal incident report, checkout, 6 October (draft 2)**

      - 14:02 UTC: deploy of release 318. 14:09: error rate at checkout 38 %. 14:31: rollback complete. 14:40: error rate normal.
      - About 2,900 checkouts failed. 41 customers were charged without receiving a confirmation; all 41 were refunded by 18:00.
      - **Cause.** Most likely the new connection pool setting in 318, which halves the number of connections under load. We reproduced the errors in staging with this setting in 4 of 6 runs. We have not ruled out the certificate rotation at 13:55 as a contributing factor.
      - **Data.** So far we have found no evidence of data loss. The reconciliation of the order log is scheduled for 8 October.
      - **Actions.** Pool setting reverted and covered by a load test before each release (done 7 October). Review of certificate rotation (open, owner: platform team).
    `,
    prompt:
      'Summarise this for our public status page. Readers are shop owners who use our checkout. At most 120 words.',
    responses: [
      {
        source: 'vela-2',
        text: prose`
          **Checkout outage on 6 October: resolved**

          On 6 October, between 14:09 and 14:40 UTC, about a third of checkouts failed. Around 2,900 of your customers' orders could not be completed.

          The outage was caused by a configuration change in a release at 14:02, which reduced the number of database connections under load. We rolled it back within half an hour.

          No data was lost. 41 customers were charged without receiving a confirmation; all of them had their money back by 18:00 the same day.

          We have reverted the setting and now run a load test before every release, so this cannot happen again.

          We're sorry for the disruption. If you have questions about individual orders, please reply to this notice.
        `,
      },
    ],
  }),
  first,
  second: {
    ruth: score(
      [2, 4, 5, 4],
      { sure: 4, cites: 'c-faithful' },
      'I had stopped at the cause. "Cannot happen again" with the certificate still open is a promise that the source does not make.',
    ),
    tomasz: stays(
      first.tomasz,
      'Stays at 2. It also says database connections; the report says connection pool and not of what.',
    ),
    camille: stays(
      first.camille,
      'A statement about evidence has become a statement about the world. That is more than a shift.',
    ),
    marcus: score(
      [3, 5, 5, 5],
      { sure: 3, cites: 'c-faithful' },
      'The reconciliation is still to come and we already say that nothing was lost. If it turns out otherwise, it is my team that explains. Three.',
    ),
    hanne: stays(
      first.hanne,
      'The scale puts "certainty has moved" at 3 and "small liberties" at 4, and leaves me to say how small.',
      2,
    ),
    ravi: score(
      [3, 4, 5, 4],
      { sure: 3, cites: 'c-faithful' },
      'I had not noticed "so far". Point 3 describes it exactly: certainty has moved.',
    ),
  },
  comments: [
    {
      who: 'camille',
      dimensionId: 'faithfulness',
      text: 'Three hedges gone: "most likely", "so far", "not ruled out". Is a dropped hedge a shift (3) or an invention (2)? The scale allows both readings.',
    },
    {
      who: 'marcus',
      dimensionId: 'faithfulness',
      text: 'With a word limit of 120 something has to go, and hedges are the first thing that readers skip. But "cannot happen again" was nobody\'s to write.',
    },
  ],
  ruling: {
    verdict: 'decided',
    values: valuesOf([2, 4, 5, 4]),
    by: 'consensus',
    cause: 'rule-gap',
    cited: 'c-faithful',
    question: 'Is a hedge that the summary drops a shift or an invention?',
    reason:
      'One dropped hedge moves certainty and is a 3. Here a claim stands that the source does not make in any strength: that it cannot happen again. That is an invention and limits the score to 2, whatever one thinks of the cause.',
    wording: prose`
      Hedges belong to the content. Dropping one (“most likely”, “so far”, “some”) is a shift and scores at most 3. Turning “we found no sign of X” into “there was no X”, or an open question into a promise, is an invention and scores at most 2. A word limit excuses neither.
    `,
    dissents: [],
  },
};
