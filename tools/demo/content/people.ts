export interface DemoPerson {
  readonly id: string;
  readonly name: string;
  readonly field: string;
}

export interface DemoAnnotator extends DemoPerson {
  readonly id: AnnotatorId;
  readonly temperament: string;
  /** Typical time from reading to casting, as a multiple of the room's median. */
  readonly pace: number;
}

export const ANNOTATOR_IDS = ['ruth', 'tomasz', 'camille', 'marcus', 'hanne', 'ravi'] as const;
export type AnnotatorId = (typeof ANNOTATOR_IDS)[number];

export const ORGANISATION = 'Northlight';

export const ANNOTATORS: Readonly<Record<AnnotatorId, DemoAnnotator>> = {
  ruth: {
    id: 'ruth',
    name: 'Ruth Adeyemi',
    field: 'Emergency physician, fourteen years on shift',
    temperament:
      'Asks first what happens if the answer is believed. Forgives clumsy prose, never a missing red flag. Says so when a subject is not hers.',
    pace: 0.9,
  },
  tomasz: {
    id: 'tomasz',
    name: 'Tomasz Wilk',
    field: 'Backend engineer, payments and search',
    temperament:
      'Runs the code in his head with the smallest awkward input. Distrusts fluent explanations and says what he could not check.',
    pace: 1.2,
  },
  camille: {
    id: 'camille',
    name: 'Camille Renaud',
    field: 'Paralegal, employment and tenancy',
    temperament:
      'Wants to know where, by when and on what authority. Reads the guideline as she would a contract: what it says, then what it leaves open.',
    pace: 1.3,
  },
  marcus: {
    id: 'marcus',
    name: 'Marcus Bell',
    field: 'Customer support lead',
    temperament:
      'Pictures the person reading the reply on a phone, and the colleague who has to honour it next week. Impatient with anything that creates a second ticket.',
    pace: 0.8,
  },
  hanne: {
    id: 'hanne',
    name: 'Hanne Lindqvist',
    field: 'Copy editor',
    temperament:
      'Prizes brevity and the exact word. Counts apologies, adverbs and restatements, and suspects that most completeness is vanity.',
    pace: 0.7,
  },
  ravi: {
    id: 'ravi',
    name: 'Ravi Menon',
    field: 'Generalist, former science teacher',
    temperament:
      'Reads as the person who asked, usually someone who wants to understand and not only be told. Generous to answers that teach; changes his mind in public without fuss.',
    pace: 1.1,
  },
};

/** The people a visitor may sign in as. They have no recorded ballots. */
export const STAFF = {
  facilitator: { id: 'noor', name: 'Noor Haddad', field: 'Runs the weekly calibration' },
  reviewer: { id: 'elliot', name: 'Elliot Marsh', field: 'Senior reviewer, medicine and law' },
  author: { id: 'sunniva', name: 'Sunniva Berg', field: 'Keeps the guideline' },
  annotator: { id: 'guest', name: 'Alex Doyle', field: 'New to the panel' },
} as const satisfies Record<string, DemoPerson>;

/** Last week's production shift; they work for a partner and are not members of the workspace. */
export const OUTSIDE_ANNOTATORS: readonly DemoPerson[] = [
  { id: 'hbr-031', name: 'Lena Fischer', field: 'Harbour Annotation, general pool' },
  { id: 'hbr-047', name: 'Samuel Otieno', field: 'Harbour Annotation, code pool' },
  { id: 'hbr-052', name: 'Beatriz Lopes', field: 'Harbour Annotation, general pool' },
  { id: 'hbr-066', name: 'Kenji Mori', field: 'Harbour Annotation, support pool' },
];
