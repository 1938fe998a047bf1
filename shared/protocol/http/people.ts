import { z } from 'zod';
import { MIN_PASSWORD } from '#shared/access/password.ts';
import { ROLES, type Action, type Role } from '#shared/access/policy.ts';

export const personName = z.string().trim().min(1, 'Give a name.').max(80);
export const email = z.string().trim().toLowerCase().max(254).pipe(z.email('This is not an e-mail address.'));
export const newPassword = z.string().min(MIN_PASSWORD, `At least ${MIN_PASSWORD} characters.`).max(200);

export const signInBody = z.object({
  email: z.string().trim().toLowerCase().max(254),
  password: z.string().max(200),
});
export const roleBody = z.object({ role: z.enum(ROLES) });
/** Without `email` anybody who has the link may use it, once. */
export const invitationBody = z.object({
  role: z.enum(ROLES),
  email: email.nullable().default(null),
  expiresInDays: z.int().min(1).max(90).default(14),
});
/** Somebody who is signed in accepts with an empty body; a newcomer makes the account here. */
export const acceptInvitationBody = z.object({
  name: personName.optional(),
  email: email.optional(),
  password: newPassword.optional(),
});
export const DEMO_PERSONAS = ['facilitator', 'annotator', 'reviewer', 'author'] as const;
export const demoSignInBody = z.object({ as: z.enum(DEMO_PERSONAS) });

export type SignInBody = z.input<typeof signInBody>;
export type RoleBody = z.input<typeof roleBody>;
export type InvitationBody = z.input<typeof invitationBody>;
export type AcceptInvitationBody = z.input<typeof acceptInvitationBody>;
export type DemoSignInBody = z.input<typeof demoSignInBody>;
export type DemoPersona = (typeof DEMO_PERSONAS)[number];

export interface PersonFacts {
  readonly id: string;
  readonly name: string;
  /** null for a guest. */
  readonly email: string | null;
  readonly isGuest: boolean;
  readonly isWorkspaceOwner: boolean;
}

export interface MyProject {
  readonly id: string;
  readonly name: string;
  readonly task: string;
  readonly role: Role;
  /** What the role allows here: the same table that the server enforces. */
  readonly abilities: readonly Action[];
}

/** A session that a guest was let into. */
export interface GuestSession {
  readonly id: string;
  readonly title: string;
  readonly code: string;
  readonly phase: string;
}

/** Answer to `GET /api/me`: everything the first screen needs. */
export interface Me {
  /** null: nobody is signed in. */
  readonly person: PersonFacts | null;
  /** The workspace is empty: show the page that creates its owner. */
  readonly firstRun: boolean;
  readonly demo: boolean;
  readonly version: { readonly program: string; readonly protocol: number };
  readonly projects: readonly MyProject[];
  readonly guestOf: readonly GuestSession[];
}

export interface Member {
  readonly personId: string;
  readonly name: string;
  /** null for who may not manage people. */
  readonly email: string | null;
  readonly role: Role;
  readonly since: number;
}

export interface People {
  readonly members: readonly Member[];
}

/** An invitation as the project's owner sees it. The link itself is shown once, when it is made. */
export interface Invitation {
  /** Names the invitation for withdrawing it; does not open it. */
  readonly id: string;
  readonly role: Role;
  readonly email: string | null;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly usedBy: string | null;
}

export interface Invitations {
  readonly invitations: readonly Invitation[];
}

export interface MadeInvitation {
  readonly invitation: Invitation;
  readonly token: string;
  /** Full address to send. */
  readonly link: string;
}

/** What an invitation says to whoever opens it. */
export interface OpenedInvitation {
  readonly projectName: string;
  readonly role: Role;
  readonly email: string | null;
  readonly invitedBy: string;
  /** An account with this e-mail address exists: ask for sign-in, not for a new password. */
  readonly hasAccount: boolean;
}

export interface Demo {
  readonly projectId: string;
  readonly sessionId: string | null;
  readonly code: string | null;
  readonly personas: readonly { readonly as: DemoPersona; readonly name: string }[];
}
