import type { Part } from './entry.ts';

const KRIPPENDORFF =
  'Krippendorff, *Content Analysis* (2004), ch. 11; *Computing Krippendorff’s Alpha-Reliability* (2011).';

export const ALPHA: Part = {
  title: 'The coefficient',
  numbers: {
    alpha: {
      title: 'Alpha',
      text: 'Alpha compares how much people really disagree with how much they would disagree if the same answers were dealt out to the items at random. 1 means that nobody ever disagrees. 0 means no better than chance. Below 0 means that people disagree in a system, as when two of them read a scale in opposite directions. It works with any number of people, with missing answers, and when items have different numbers of answers. What “disagree” means depends on the scale, so there is one alpha for each kind of scale, and the rubric decides which.',
      formula: String.raw`\alpha = 1 - \frac{D_o}{D_e}, \qquad D_o = \frac{1}{n} \sum_{c,k} o_{ck}\, \delta^2_{ck}, \qquad D_e = \frac{1}{n (n - 1)} \sum_{c,k} n_c\, n_k\, \delta^2_{ck}`,
      source: KRIPPENDORFF,
    },
    'alpha-nominal': {
      title: 'Alpha for names',
      text: 'For answers without an order, such as A, B or tie, or one of several labels. Two answers are either the same or they are not; no difference is larger than another.',
      formula: String.raw`\delta^2_{ck} = \begin{cases} 0 & c = k \\ 1 & c \ne k \end{cases}`,
      source: KRIPPENDORFF,
    },
    'alpha-ordinal': {
      title: 'Alpha for ordered points',
      text: 'For scales such as 1 to 5, where the points have an order but no size. 4 against 5 is a small disagreement and 1 against 5 a large one, but nobody has promised that the step from 1 to 2 is as large as that from 4 to 5. So the distance between two points is how many answers lie between them: a step that nearly everybody stands on is a long one.',
      formula: String.raw`\delta^2_{ck} = \left( \sum_{g=c}^{k} n_g - \frac{n_c + n_k}{2} \right)^2`,
      source: KRIPPENDORFF,
    },
    'alpha-interval': {
      title: 'Alpha for numbers',
      text: 'For answers that are real numbers, such as minutes or a count. On an interval scale a disagreement counts by the square of the difference. On a ratio scale, which has a true zero, it counts by the difference in proportion to the numbers: 1 against 2 is then as large as 10 against 20.',
      formula: String.raw`\delta^2_{ck} = (c - k)^2 \quad \text{or} \quad \delta^2_{ck} = \left( \frac{c - k}{c + k} \right)^2`,
      source: KRIPPENDORFF,
    },
    'alpha-ranking': {
      title: 'Alpha for rankings',
      text: 'When the answer is an order of several responses, each response of each item is looked at by itself: in which place did each person put it? Alpha for ordered points is then computed on these places. The interval draws whole items, because the places within one ranking depend on each other.',
      formula: String.raw`x_{i,r,p} = \text{place of response } r \text{ of item } i \text{ in the ranking of person } p`,
      source: KRIPPENDORFF,
    },
    'alpha-set': {
      title: 'Alpha for multiple choice',
      text: 'When several options may be ticked, two answers are the nearer, the larger the part of all ticked options that both have ticked. Nothing ticked by either counts as the same answer. The MASI variant also gives some credit when one answer holds the other.',
      formula: String.raw`\delta_{AB} = 1 - \frac{|A \cap B|}{|A \cup B|}`,
      source: 'Jaccard (1901); Passonneau, *Measuring Agreement on Set-Valued Items* (2006).',
    },
    interval: {
      title: 'Interval',
      text: 'The items that were labelled are a sample. With other items of the same kind the coefficient would have come out somewhat different, and the interval says how different: 95 of 100 intervals made like this hold the value that very many items would give. It is the lower end that can be relied on, and the lower end is what is compared with the threshold. Here each item is left out in turn and the coefficient computed again; how much that moves it gives the width. This needs no random numbers, so the same labels give the same interval everywhere. With fewer than five units there is none: leaving one out of so few says nothing.',
      formula: String.raw`\hat\alpha \pm t_{N-1,\,0.975}\; \sqrt{ \frac{N-1}{N} \sum_{i=1}^{N} \left( \hat\alpha_{(-i)} - \bar\alpha_{(\cdot)} \right)^2 }`,
      source: 'Jackknife: Efron & Tibshirani, *An Introduction to the Bootstrap* (1993), ch. 11.',
    },
    bootstrap: {
      title: 'Bootstrap interval',
      text: 'The same question answered in another way: as many items as there are get drawn with replacement, two thousand times, and the coefficient is computed anew each time, chance included. The middle 95 % of the results are the interval. When it differs much from the other interval, there are too few items for either.',
      formula: String.raw`\left[\, \hat\alpha^{*}_{(0.025)},\; \hat\alpha^{*}_{(0.975)} \,\right]`,
      source: 'Zapf et al., *BMC Medical Research Methodology* 16:93 (2016).',
    },
    threshold: {
      title: 'Threshold and reading',
      text: 'The value of alpha that this project wants before it labels on. It is set in the project’s settings; 0.667 is what Krippendorff asks for before tentative conclusions are drawn, and 0.8 before one relies on the labels. A dimension is *above* when its whole interval is, *below* when its whole interval is, and otherwise *too close to say*. A threshold is a convention. For preferences between two good answers 0.8 is hardly ever reached, and need not be.',
      formula: String.raw`\text{above: } \hat\alpha_{\text{low}} \ge \tau, \qquad \text{below: } \hat\alpha_{\text{high}} < \tau`,
      source: 'Krippendorff (2004), pp. 241–243.',
    },
    n: {
      title: 'n, units and people',
      text: 'n counts labels that stand beside at least one other label of the same unit, since a single answer can neither agree nor disagree. A unit is what two people can agree about: an item; or one response of an item, where each response is judged; or one claim. The same item in another session is another unit, because it was judged under another guideline. People are those with at least one such label; labels that come without names are counted and their people are not. Whoever votes in a session without names counts there once more, since nobody may know that it is the same person.',
      formula: String.raw`n = \sum_{i:\, m_i \ge 2} m_i`,
      source: 'Krippendorff (2004), ch. 11: only values that can be paired enter.',
    },
    'too-few': {
      title: 'Too few items to say',
      text: 'With fewer than 30 units an interval is so wide, and so rough itself, that the number should not be quoted alone. With three people and 12 items it is easily 0.6 wide. The number is still shown, in grey: it is not wrong, it just does not say much.',
      source: 'A convention of this workspace, on the careful side.',
    },
    undefined: {
      title: 'Undefined',
      text: 'Sometimes there is no number, and then none is shown, with the reason. The most common one: everybody gave the same answer to everything. That may be perfect agreement on easy items or a scale that nobody looks at, and the labels cannot tell which. Some programs print 1 there and others 0; both would be a claim that the labels do not support. Look at the raw agreement instead.',
      formula: String.raw`D_e = 0 \;\Rightarrow\; \alpha = 1 - \frac{0}{0}`,
      source: 'Follows from the definition of alpha.',
    },
    'left-out': {
      title: 'Left out',
      text: 'Answers that came after a round was closed are kept as notes and counted nowhere. First answers of people who had seen the same item revealed in an earlier session are not blind, so they do not enter blind figures. Neither do “not applicable” and answers on a scale that the dimension no longer has. Of two answers by the same person to the same thing, the later one counts. How many were left out stands beside every figure.',
      source: 'A rule of this workspace.',
    },
    'blind-and-after': {
      title: 'Blind and after discussion',
      text: 'The first answer is given without sight of the others; it says how well the guideline alone makes people agree. The last answer after a discussion says how well the discussion did. The two are never put together into one figure: people who have just talked agree more, and that says nothing about the next thousand items, which nobody discusses. Labels that were made elsewhere count as first answers.',
      source: 'A rule of this workspace.',
    },
  },
};
