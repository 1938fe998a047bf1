import type { Part } from './entry.ts';

export const SHARES: Part = {
  title: 'Raw agreement',
  numbers: {
    'percent-agreement': {
      title: 'Pairs alike',
      text: 'Take two people who answered the same item: how often did they say the same? The share is computed for each item and then averaged over the items. Everybody understands it, but it is not corrected for chance: when nine of ten answers are “safe”, two people who never read the item agree 82 % of the time. For rankings it is the share of pairs of responses that two people put in the same order, and one half is what unrelated orders give.',
      formula: String.raw`P_o = \frac{1}{N} \sum_{i=1}^{N} \frac{\sum_k r_{ik} (r_{ik} - 1)}{r_i (r_i - 1)}`,
      source:
        'Fleiss, *Psychological Bulletin* 76 (1971); Gwet, *Handbook of Inter-Rater Reliability* (2014).',
    },
    'base-rate': {
      title: 'Base rate',
      text: 'The most frequent answer and how often it was given. It is what one would score by always saying the same. When it is high, raw agreement is high by itself and alpha rests on the few other answers, so look at both, and at Gwet’s AC1.',
      formula: String.raw`\max_k \frac{n_k}{n}`,
      source: 'Prevalence: Byrt, Bishop & Carlin, *Journal of Clinical Epidemiology* 46 (1993).',
    },
    unanimous: {
      title: 'Items on which all agree',
      text: 'The share of items on which everybody gave the same answer. It falls as more people answer, even when they are no worse, so it must not be compared between panels of different size.',
      formula: String.raw`\frac{1}{N} \sum_{i=1}^{N} \left[\, \max_k r_{ik} = r_i \,\right]`,
      source: 'A plain count of items.',
    },
  },
};

export const OTHERS: Part = {
  title: 'Other coefficients',
  numbers: {
    'cohen-kappa': {
      title: 'Cohen’s kappa',
      text: 'For exactly two people. Chance is taken from how often each of the two uses each answer. The matrix of people shows it for every pair. Light’s kappa is the mean of these.',
      formula: String.raw`\kappa = \frac{p_o - p_e}{1 - p_e}, \qquad p_e = \sum_k p_{1k}\, p_{2k}`,
      source:
        'Cohen, *Educational and Psychological Measurement* 20 (1960); Light, *Psychological Bulletin* 76 (1971).',
    },
    'fleiss-kappa': {
      title: 'Fleiss’ kappa',
      text: 'For any number of people; chance is taken from how often each answer is used by everybody together. For names it is nearly alpha. The difference is that alpha corrects for small samples and leaves items with one answer out altogether.',
      formula: String.raw`\kappa = \frac{\bar P - \bar P_e}{1 - \bar P_e}, \qquad \bar P_e = \sum_k \pi_k^2`,
      source: 'Fleiss, *Psychological Bulletin* 76 (1971), in Gwet’s form for missing answers (2014).',
    },
    'conger-kappa': {
      title: 'Conger’s kappa',
      text: 'Cohen’s kappa for more than two people: chance is taken from each person’s own habits. A strict and a lenient person are not charged for being strict and lenient. Weighted, it gives part of the credit for near misses.',
      formula: String.raw`p_e = \frac{2}{r (r-1)} \sum_{g < h} \sum_k p_{gk}\, p_{hk}`,
      source: 'Conger, *Psychological Bulletin* 88 (1980).',
    },
    'brennan-prediger': {
      title: 'Brennan–Prediger',
      text: 'Chance is a throw of a die with one side for each answer that the scale offers, whether anybody uses it or not. So an answer that nobody uses raises the coefficient. Also known as Bennett’s S and Randolph’s free-marginal kappa.',
      formula: String.raw`\frac{P_o - 1/q}{1 - 1/q}`,
      source: 'Brennan & Prediger, *Educational and Psychological Measurement* 41 (1981); Randolph (2005).',
    },
    'gwet-ac': {
      title: 'Gwet’s AC1 and AC2',
      text: 'When one answer is rare, alpha and kappa fall towards 0 although people agree on nearly everything: 118 times yes–yes and 7 differences in 125 items is 94 % raw agreement and a kappa of about 0. AC1 takes only the doubtful part of the answers to be chance and stays high. It answers a milder question than alpha, so it stands beside it. AC2 gives part of the credit for near misses.',
      formula: String.raw`\mathrm{AC1} = \frac{P_o - P_e}{1 - P_e}, \qquad P_e = \frac{1}{q - 1} \sum_k \pi_k (1 - \pi_k)`,
      source: 'Gwet, *British Journal of Mathematical and Statistical Psychology* 61 (2008).',
    },
    'kendall-w': {
      title: 'Kendall’s W',
      text: 'How much the rankings of all people of one item point the same way: 1 when all are the same, 0 when the places of every response balance out. Two people with exactly opposite rankings also give 0, so a correlation stands beside it. Shown as the mean over the items.',
      formula: String.raw`W = \frac{12\, S}{m^2 (n^3 - n) - m \sum_j T_j}`,
      source: 'Kendall & Babington Smith, *Annals of Mathematical Statistics* 10 (1939).',
    },
    'rank-correlation': {
      title: 'Spearman’s rho and Kendall’s tau-b',
      text: 'How alike the rankings of two people are, from −1 (opposite) to 1 (the same). Rho compares places; tau counts pairs of responses in the same order minus pairs in opposite order. Averaged over pairs of people, then over items.',
      formula: String.raw`\tau_b = \frac{C - D}{\sqrt{(C + D + T_x)(C + D + T_y)}}`,
      source: 'Spearman (1904); Kendall, *Biometrika* 33 (1945).',
    },
  },
};
