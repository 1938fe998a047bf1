/*
 * The closed list of reasons why a command is refused, each with the sentence a person reads.
 * No sentence may depend on what somebody else answered (law B1).
 */
export const REFUSALS = {
  'not-allowed': 'Your role does not allow this.',
  'not-in-session': 'Join the session first.',
  'not-the-chair': 'Only the chair can do this. Take the chair first.',
  'session-ended': 'This session has ended.',
  'session-not-live': 'The session has not started yet.',
  'unknown-item': 'This item is not on the agenda.',
  'unknown-round': 'There is no such round.',
  'unknown-person': 'This person is not in the session.',
  'may-not-lead': 'This person may not facilitate; the chair is for those who may.',
  'unknown-ruling': 'There is no such ruling.',
  'unknown-comment': 'The comment you answer does not exist.',
  'already-on-agenda': 'This item is already on the agenda.',
  'item-has-rounds': 'People have already answered on this item; park or skip it instead.',
  'round-open': 'A round on this item is open; close it first.',
  'round-not-open': 'This round is not open any more.',
  'reveal-first': 'The last round of this item is closed; reveal it before a new one opens.',
  'already-revealed': 'This round is already revealed.',
  'someone-missing': 'Not everybody has answered. Press again to reveal without them.',
  'not-revealed': 'This is possible once a round of the item is revealed.',
  'only-watching': 'You are watching. Take a seat to answer.',
  'invalid-ballot': 'The ballot is not complete.',
  'no-timer': 'No timer is running.',
  'policy-fixed':
    'The policy of the session is fixed before the first round opens and cannot change any more.',
  'invalid-ruling': 'The ruling is not complete.',
  'needs-reviewer': 'This split touches safety: a reviewer has to rule on it.',
  'nothing-to-open': 'Choose at least one item.',
  'nothing-to-judge':
    'The rubric asks nothing of this item: it has too few responses, or no claims, for any dimension.',
} as const;

export type RefusalCode = keyof typeof REFUSALS;

export interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
  /** The field or slot it is about, where there is one. */
  readonly field?: string;
  /** How many people are missing, for `someone-missing`. */
  readonly count?: number;
}

export const refuse = (code: RefusalCode, more: Omit<Partial<Refusal>, 'code'> = {}) =>
  ({ ok: false, refusal: { code, message: more.message ?? REFUSALS[code], ...more } }) as const;
