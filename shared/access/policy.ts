/*
 * The one table that says who may do what (law X1). The server asks it on every request, command and document message with
 * the role as it stands in the database at that moment; the screens ask it to decide what to show.
 */
export const ROLES = ['owner', 'facilitator', 'reviewer', 'author', 'annotator', 'observer'] as const;
export type Role = (typeof ROLES)[number];

export const ACTIONS = {
  'project.view': 'see the project and its versions',
  'project.manage': 'rename the project and set its policies',
  'people.view': 'see who is in the project',
  'people.manage': 'invite, change roles, remove',
  'items.view': 'browse all items, with their sources',
  'items.import': 'import items and labels',
  'labels.view': 'see labels that were made elsewhere, before a meeting about them',
  'session.create': 'plan a session and its agenda',
  'session.view': 'enter a session',
  'session.vote': 'answer in a round',
  'session.facilitate': 'take the chair',
  'session.rule': 'rule on a split without a consensus of the meeting',
  'session.discuss': 'comment, raise a hand, dissent',
  'guideline.view': 'read the draft and the versions',
  'guideline.readers': 'see who has read which version',
  'guideline.edit': 'change the draft and its rubric',
  'guideline.commit': 'commit the draft as a version',
  'agreement.view': 'see the agreement page',
  'data.export': 'take data out',
  'audit.view': 'read the audit log',
} as const;
export type Action = keyof typeof ACTIONS;

const READER: readonly Action[] = ['project.view', 'people.view', 'session.view', 'guideline.view'];
const ANNOTATOR: readonly Action[] = [...READER, 'session.vote', 'session.discuss', 'guideline.readers'];
const EXPERT: readonly Action[] = [...ANNOTATOR, 'items.view', 'labels.view', 'agreement.view'];

const TABLE: Readonly<Record<Role, ReadonlySet<Action>>> = {
  observer: new Set(READER),
  annotator: new Set(ANNOTATOR),
  author: new Set<Action>([...EXPERT, 'guideline.edit', 'guideline.commit']),
  reviewer: new Set<Action>([...EXPERT, 'session.rule', 'guideline.edit']),
  facilitator: new Set<Action>([
    ...EXPERT,
    'items.import',
    'session.create',
    'session.facilitate',
    'guideline.edit',
    'guideline.commit',
    'data.export',
  ]),
  owner: new Set(Object.keys(ACTIONS) as Action[]),
};

/** Whoever asks: the role in the project, null for somebody who is no member of it. */
export interface Actor {
  readonly role: Role | null;
}

/** May this actor do this in the project? A non-member may do nothing. */
export function can(actor: Actor, action: Action): boolean {
  return actor.role !== null && TABLE[actor.role].has(action);
}

/** Everything the role allows; what the server tells a client so that buttons and server never disagree. */
export const abilitiesOf = (role: Role): Action[] => [...TABLE[role]];

/** A guest (a name without an account, let in by a session's code) is an annotator of that one session and nothing else. */
export const GUEST_ROLE: Role = 'annotator';
