import type { Part } from './entry.ts';

export const PEOPLE: Part = {
  title: 'People',
  numbers: {
    'with-others': {
      title: 'Agreement with the others',
      text: 'On each item that somebody answered: the share of the other answers that equal theirs, averaged over their items. It is not a mark. Whoever gets the harder items scores lower, and so does the one person in the room who has read the clause.',
      formula: String.raw`\frac{1}{|I_p|} \sum_{i \in I_p} \frac{r_{i,x_{ip}} - 1}{r_i - 1}`,
      source:
        'The share of *pairs alike*, person by person: after Fleiss, *Psychological Bulletin* 76 (1971).',
    },
    'leave-one-out': {
      title: 'Alpha without somebody',
      text: 'Alpha of everybody else. When it is higher than alpha of all, the others agree better among themselves, and it is worth looking at those items together: either this person reads a clause differently, or the clause can be read in two ways. With two people it does not exist.',
      formula: String.raw`\Delta_p = \alpha_{(-p)} - \alpha`,
      source: 'Leaving one out: Efron & Tibshirani, *An Introduction to the Bootstrap* (1993), ch. 11.',
    },
    'signed-difference': {
      title: 'Mean difference',
      text: 'Somebody’s answer minus the mean of the others’ answers to the same item, averaged. Above 0 they give higher points than the panel (lenient, on a quality scale), below 0 lower ones (strict). Near 0 says that there is no such lean; it does not say that they agree.',
      formula: String.raw`\frac{1}{|I_p|} \sum_{i \in I_p} \left( x_{ip} - \bar x_{i,-p} \right)`,
      source: 'Mean difference of two ways of measuring: Bland & Altman, *The Lancet* 327 (1986).',
    },
    'scale-use': {
      title: 'Use of the scale',
      text: 'How often somebody gives each answer, beside how often the others do on the same items. Two people can agree on which items are better and still use the scale differently: one never gives a 5, another nothing but 3.',
      formula: String.raw`f_{pk} = \frac{n_{pk}}{\sum_j n_{pj}}`,
      source:
        'Marginal distributions of matched answers: Agresti, *Categorical Data Analysis* (2013), ch. 11.',
    },
    wilson: {
      title: 'Interval of a share',
      text: 'With 3 of 4 answers equal to the ruling nobody knows whether the next forty will be. The interval says what is compatible with so few: 3 of 4 is anything from 30 % to 95 %.',
      formula: String.raw`\frac{\hat p + \frac{z^2}{2n} \pm z \sqrt{ \frac{\hat p (1 - \hat p)}{n} + \frac{z^2}{4 n^2} }}{1 + \frac{z^2}{n}}`,
      source: 'Wilson, *Journal of the American Statistical Association* 22 (1927).',
    },
  },
};

export const ITEMS: Part = {
  title: 'Items and answers',
  numbers: {
    contribution: {
      title: 'Share of the disagreement',
      text: 'Alpha’s observed disagreement is a sum over the items, so each item has its share, and the shares of all items make 100 %. The first few items are usually most of it. These are the ones to talk about.',
      formula: String.raw`\frac{m_i\, \bar\delta^2_i}{\sum_j m_j\, \bar\delta^2_j}`,
      source: 'Krippendorff (2011).',
    },
    entropy: {
      title: 'Entropy',
      text: 'How scattered the answers to one item are, in bits: 0 when all are the same, 1 for an even split between two answers, 2 when four answers are equally frequent.',
      formula: String.raw`H = - \sum_k p_k \log_2 p_k`,
      source: 'Shannon (1948).',
    },
    'split-shape': {
      title: 'Shape of a split',
      text: 'What kind of disagreement is on the table. *One apart*: all but one say the same, which may be a slip. *Even* and *two camps*: two readings of the rule, so the rule wants a sentence. *Tie against a win*: people see the same but draw the line elsewhere. *In a circle*: most prefer A to B, B to C, and C to A, so no ruling can follow the majority. *Spread*: none of these.',
      source:
        'Names of this workspace; the circle is Condorcet’s, *Essai sur l’application de l’analyse* (1785).',
    },
    confusion: {
      title: 'Taken for each other',
      text: 'Of all pairs of different answers to the same item, the part that is this pair of answers. A pair that comes up far more often than the others is a line that the guideline does not draw clearly.',
      formula: String.raw`o_{ck} = \sum_i \frac{\text{pairs } (c,k) \text{ on unit } i}{m_i - 1}`,
      source: 'Coincidence matrix: Krippendorff (2004), ch. 11.',
    },
    'specific-agreement': {
      title: 'Agreement on one answer',
      text: 'When one person gives this answer, how likely is it that another person gives it too? An answer can be used rarely and still be agreed on.',
      formula: String.raw`\frac{o_{kk}}{n_k}`,
      source: 'Dice (1945); Cicchetti & Feinstein, *Journal of Clinical Epidemiology* 43 (1990).',
    },
  },
};
