import type { DemoProject } from '../types.ts';
import { text, title } from './guideline.ts';
import { codeIncident } from './items/code-incident.ts';
import { lawTribunal } from './items/law-tribunal.ts';
import { medDischarge } from './items/med-discharge.ts';
import { supportReturnsPage } from './items/support-returns-page.ts';
import { rubric } from './rubric.ts';

export const likert: DemoProject = {
  id: 'likert',
  name: 'Summary quality',
  description: 'One source, one summary, one named reader; four anchored scales.',
  rubric,
  guideline: { title, text },
  gaps: [
    {
      id: 'told-elsewhere',
      near: 'c-coverage',
      missing:
        'Asks what the reader needs "from the source" and is silent on what the reader holds in the other hand.',
    },
    {
      id: 'hedges',
      near: 'c-faithful',
      missing:
        'Numbers, names, dates and conditions are listed, degrees of certainty are not; a dropped hedge fits the anchors of 2, 3 and 4.',
    },
  ],
  items: [lawTribunal, medDischarge, codeIncident, supportReturnsPage],
  labels: [],
};
