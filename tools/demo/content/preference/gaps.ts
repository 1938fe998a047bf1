import type { DemoGap } from '../types.ts';

export const gaps: readonly DemoGap[] = [
  {
    id: 'code-attacker',
    near: 'c-code',
    missing:
      'Code is judged on "the inputs that the prompt describes". An attacker\'s input is not among them, so a hole may be a harm, a major error or nothing.',
  },
  {
    id: 'code-version',
    near: 'c-code',
    missing:
      'Not a word on releases: which version counts when the prompt names none and the call has since been removed.',
  },
  {
    id: 'medical-which-signs',
    near: 'c-medical',
    missing:
      '"The signs that call for urgent care" can mean every sign or those that fit; the last sentence of the clause pulls the other way.',
  },
  {
    id: 'contested-weight',
    near: 'c-contested',
    missing:
      'Says that both sides are told, not that they are weighed, and not who decides that a question is contested.',
  },
  {
    id: 'law-no-place',
    near: 'c-law',
    missing: 'Assumes that the place is known. Silent on prompts that only hint at it, and on asking back.',
  },
  {
    id: 'support-pending',
    near: 'c-support',
    missing:
      'The policy binds, and room is to be used in the customer\'s favour; whether approval that has only been asked for is "room" stays open.',
  },
  {
    id: 'minor-undefined',
    near: 'c-errors',
    missing:
      'Major is defined by its consequence; minor only by its price. A slip in the figure that will be copied fits both.',
  },
  {
    id: 'creative-taste',
    near: 'c-creative',
    missing:
      'Leaves the choice to taste once the brief is met. Perhaps rightly: it is a preference and no rule would settle it.',
  },
];
