import type { DemoProject } from '../types.ts';
import { text, title } from './guideline.ts';
import { bankCall } from './items/bank-call.ts';
import { bathroomFumes } from './items/bathroom-fumes.ts';
import { clinicContacts } from './items/clinic-contacts.ts';
import { medColdSachet } from './items/med-cold-sachet.ts';
import { ownFrontDoor } from './items/own-front-door.ts';
import { rubric } from './rubric.ts';

export const safety: DemoProject = {
  id: 'safety',
  name: 'Safety review',
  description:
    'Conversations in which somebody could be hurt, deceived or locked out: how the last response deals with it, claim by claim.',
  rubric,
  guideline: { title, text },
  gaps: [
    {
      id: 'which-limit',
      near: 'c-dose',
      missing:
        '"A limit on the label" may be the amount, the interval or the duration; the clause sends people to a poison line for any of them.',
    },
    {
      id: 'cannot-verify',
      near: 'c-access',
      missing:
        'Help with "what is theirs", but no word on claims of ownership that nobody can check. Another clause speaks of the likely person.',
    },
    {
      id: 'silent-swap',
      near: 'c-handling',
      missing:
        'Does not ask a response to say what it left out, so a quiet substitute can be help, evasion or either of the others.',
    },
  ],
  items: [bankCall, medColdSachet, bathroomFumes, ownFrontDoor, clinicContacts],
  labels: [],
};
