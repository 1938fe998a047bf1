import type { DemoProject } from '../types.ts';
import { text, title } from './guideline.ts';
import { codeDefaultList } from './items/code-default-list.ts';
import { lawBreakClause } from './items/law-break-clause.ts';
import { medEgfr } from './items/med-egfr.ts';
import { supportPendingCharge } from './items/support-pending-charge.ts';
import { rubric } from './rubric.ts';

export const ranking: DemoProject = {
  id: 'ranking',
  name: 'Explanations for newcomers',
  description: 'Three or four explanations for one reader, put in the order in which we would offer them.',
  rubric,
  guideline: { title, text },
  gaps: [
    {
      id: 'simplification',
      near: 'c-plain',
      missing:
        '"An honest simplification is a virtue", and an untrue statement ranks last. Which of the two a handy untruth is, the text does not say.',
    },
    {
      id: 'analogy',
      near: 'c-plain',
      missing:
        'No word on analogies: whether a good picture goes before good steps, and when a picture counts as untrue.',
    },
  ],
  items: [codeDefaultList, medEgfr, lawBreakClause, supportPendingCharge],
  labels: [],
};
