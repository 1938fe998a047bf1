import type { Part } from './entry.ts';

export const BEFORE_AFTER: Part = {
  title: 'Before and after',
  numbers: {
    change: {
      title: 'Change',
      text: 'Alpha of the last vote minus alpha of the first vote, on the items that were voted on twice. The interval draws items and takes both votes of each, so that an item which is hard both times does not blur the change. When it holds 0, the change may be nothing. With fewer than 30 units, or when the interval and the test of the change do not say the same, it is not called clear. Between two guideline versions the items differ, so the same change shows less clearly there.',
      formula: String.raw`\Delta = \alpha_{\text{after}} - \alpha_{\text{before}}`,
      source: 'Efron & Tibshirani, *An Introduction to the Bootstrap* (1993).',
    },
    permutation: {
      title: 'p of the change',
      text: 'If nothing had changed, the two votes of any item could be swapped. They are swapped in every way, or in thousands of random ways, and p is how often the change comes out at least as large as it did. A small p says that it is not just luck of the items; it does not say that the change is large.',
      formula: String.raw`p = \frac{1 + \#\{ b : |\Delta^{*}_b| \ge |\Delta| \}}{1 + B}`,
      source: 'Good, *Permutation, Parametric and Bootstrap Tests of Hypotheses* (2005).',
    },
    movement: {
      title: 'Movement',
      text: 'Of the people who answered twice: how many changed their answer, and towards what. Towards the majority of the first vote is what a room does by itself. Towards the later ruling is what a discussion is for. Much of the first without the second is the room giving in, not the room learning.',
      source: 'Plain counts of who answered what, before and after.',
    },
    mcnemar: {
      title: 'McNemar’s test',
      text: 'Were the rulings met more often afterwards? Only answers that went from wrong to right, or from right to wrong, carry information: if neither way were more likely, it would be a fair coin.',
      formula: String.raw`p = \min\!\left( 1,\; 2 \sum_{k=0}^{\min(b,c)} \binom{b+c}{k}\, 2^{-(b+c)} \right)`,
      source: 'McNemar, *Psychometrika* 12 (1947).',
    },
    'stuart-maxwell': {
      title: 'Stuart–Maxwell test',
      text: 'Were the answers used as often afterwards as before? A small p says that the room as a whole moved, towards a stricter reading, for instance, and not just that some people changed places.',
      formula: String.raw`\chi^2 = d^{\mathsf T} S^{-1} d`,
      source: 'Stuart, *Biometrika* 42 (1955); Maxwell, *British Journal of Psychiatry* 116 (1970).',
    },
  },
};
