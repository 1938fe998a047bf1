import { ROLES, type Role } from '#shared/access/policy.ts';

/** What each role is there for, in one line. What it may do exactly comes from the policy table. */
export const ROLE_PURPOSE: Readonly<Record<Role, string>> = {
  owner: 'runs the project: people, policies, everything else',
  facilitator: 'plans and chairs the meetings, brings items in',
  reviewer: 'settles what stays split',
  author: 'keeps the guideline and its rubric',
  annotator: 'answers blind and discusses',
  observer: 'watches and reads, never answers',
};

export const ROLE_OPTIONS = ROLES.map((role) => ({ value: role, label: role, hint: ROLE_PURPOSE[role] }));

const KNOWN = new Set<string>(ROLES);
export const isRole = (text: string): text is Role => KNOWN.has(text);
