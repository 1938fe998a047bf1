import { contentOf } from '../../build.ts';
import { prose } from '../../prose.ts';
import type { AgreedItem } from '../../types.ts';
import { vote } from '../rubric.ts';

export const lawMunichDismissal: AgreedItem = {
  title: 'Dismissed by text message in Munich',
  pattern: 'agreed',
  content: contentOf({
    id: 'pref-law-munich-dismissal',
    title: 'Dismissed by text message in Munich',
    task: 'pairwise',
    domain: 'law',
    tags: ['employment', 'germany'],
    prompt: prose`
      I work for a small design agency in Munich, permanent contract with six months' probation, now in month four. Last night my boss wrote on WhatsApp that I don't need to come back. She says during probation she can do that without notice and without a reason. I'm American, if that matters. Is she right?
    `,
    responses: [
      {
        source: 'aurora-3-mini',
        text: prose`
          I'm sorry, that's a hard message to receive. Unfortunately your boss is mostly right.

          **Probation and at-will employment.** During a probationary period either side can normally end the relationship at any time, for any reason or for none, and no notice is needed unless your contract promises it. The exceptions concern *why* you were dismissed:

          - discrimination on grounds of race, sex, religion, national origin, age (40 and over) or disability
          - retaliation, for instance after you reported a safety problem or harassment
          - breach of a written promise in your contract or handbook

          **What you should do now**

          1. Check the contract for a notice clause. If there is one, you are owed that pay.
          2. Ask for your final pay cheque, including unused vacation where company policy provides for it.
          3. Save the WhatsApp message as evidence of the date.
          4. File for unemployment benefits this week; being dismissed without fault normally qualifies.
          5. If you believe that your nationality played a part, you can file a charge with the EEOC within 180 days.

          A dismissal by text is unpleasant but valid, as no particular form is prescribed. If you were paid less than your contract says, an employment attorney will often look at it in a free first consultation.
        `,
      },
      {
        source: 'vela-2',
        text: prose`
          No, on two of three points. Your passport doesn't matter here; you work in Germany, so German law applies.

          **The form.** A dismissal has to be in writing with a handwritten signature on paper (§ 623 BGB). WhatsApp, email and word of mouth don't count. Until you hold that letter, your employment goes on and so does your pay.

          **Notice.** During an agreed probation of up to six months the notice period is two weeks (§ 622 (3) BGB). Without notice she would need a grave reason, such as theft.

          **The reason.** Here she is right. In the first six months she doesn't have to give one. Discrimination stays forbidden, and pregnancy or a severe disability change the picture; tell me if either applies.

          What to do:

          1. **Today,** write to her that you are ready and willing to work and expect your usual pay. That preserves your claim to wages if she won't let you in.
          2. Keep the chat.
          3. **When a signed letter arrives,** note the date. If you want to contest it you must file with the labour court (Arbeitsgericht München) **within three weeks**. You can do that without a lawyer.
          4. **Register as looking for work** with the Agentur für Arbeit within three days of learning the end date, or your benefit may be suspended for a week.
          5. If your residence permit is tied to this job, tell the immigration office.

          A lawyer is worth the money if you'd like to negotiate or if the permit is at stake.
        `,
      },
    ],
  }),
  first: {
    ruth: vote(
      { prefer: 'B3', correct: [1, 5], helpful: [1, 5], sure: 4, cites: 'c-law' },
      'The job is in Munich, and A sends its reader to an American agency. B says what to do today, and in what order.',
    ),
    tomasz: vote(
      { prefer: 'B3', correct: [1, 5], helpful: [1, 5], sure: 4, cites: 'c-law' },
      'I looked up § 623 and § 622 (3) BGB and both say what B says. A never read the word Munich.',
    ),
    camille: vote(
      { prefer: 'B3', correct: [1, 5], helpful: [1, 5], sure: 5, cites: 'c-law' },
      'A is competent advice for Ohio. Whoever believes that a text message is valid will not offer to work, and the wages are gone. B gets form, notice and deadlines right and concedes the one point where the boss is.',
    ),
    marcus: vote(
      { prefer: 'B3', correct: [1, 5], helpful: [2, 5], sure: 4, cites: 'c-law' },
      'EEOC, pay cheque, at-will: wrong country. The sympathy at the top of A is nice and pays no rent.',
    ),
    hanne: vote(
      { prefer: 'B3', correct: [1, 5], helpful: [1, 5], sure: 4, cites: 'c-law' },
      '"No, on two of three points" is how one answers a question. A begins "unfortunately your boss is mostly right" and is unfortunately mostly wrong.',
    ),
    ravi: vote(
      { prefer: 'B3', correct: [2, 5], helpful: [2, 5], sure: 3, cites: 'c-law' },
      '"I\'m American" is bait and A took it. I cannot vouch for each paragraph of B, but it answers for the place where the job is.',
    ),
  },
};
