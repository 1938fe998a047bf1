import { z } from 'zod';
import { itemId, type PersonId } from '#shared/ids.ts';
import type { Role, Action } from '#shared/access/policy.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';
import type { GuidelineChange, MinutesItem } from '#shared/session/minutes.ts';
import { sessionPolicySchema, type Anonymity } from '#shared/session/policy.ts';
import type { Pin } from '#shared/session/state.ts';
import { personName } from './people.ts';

export const createSessionBody = z.object({
  title: z.string().trim().min(1, 'Give the session a title.').max(120),
  itemIds: z.array(itemId).max(200).default([]),
  /** What is left out comes from the project's settings. */
  policy: sessionPolicySchema.partial().default({}),
  scheduledFor: z.int().positive().nullable().default(null),
  /** Labels made elsewhere stand as the blind first round of their items. */
  importedRounds: z.boolean().default(true),
});
export const joinBody = z.object({ code: z.string().trim().min(1).max(40), name: personName.optional() });

export type CreateSessionBody = z.input<typeof createSessionBody>;
export type CreateSession = z.output<typeof createSessionBody>;
export type JoinBody = z.input<typeof joinBody>;

/** A session as lists show it: nothing of what anybody answered. */
export interface SessionHead {
  readonly id: string;
  readonly projectId: string;
  /** Empty for a guest, to whom the project does not exist. */
  readonly projectName: string;
  readonly title: string;
  readonly code: string;
  readonly phase: string;
  readonly createdAt: number;
  readonly scheduledFor: number | null;
  readonly endedAt: number | null;
  readonly anonymity: Anonymity;
  readonly guestsAllowed: boolean;
  readonly guidelineVersion: number;
  /** Items that wait for this person's answer ahead of the meeting. */
  readonly prework: number;
}

export interface Sessions {
  readonly sessions: readonly SessionHead[];
}

/** `GET /api/sessions/:id`: the head, and what the asker may do in it. */
export interface SessionFacts extends SessionHead {
  readonly role: Role;
  readonly isGuest: boolean;
  readonly abilities: readonly Action[];
  /** Address that people open to join. */
  readonly joinLink: string;
  /** Ids of the people whom the chair can be handed to. */
  readonly leaders: readonly PersonId[];
}

export interface CreatedSession {
  readonly id: string;
  readonly code: string;
}

/**
 * An item as somebody who judges it may see it: no source, no model, no metadata that could name one. Its Markdown arrives as safe
 * HTML, so that a phone that only votes loads no parser.
 */
export interface RenderedItem {
  readonly itemId: string;
  readonly title: string;
  readonly task: string;
  readonly lang: string | null;
  readonly promptHtml: string | null;
  readonly contextHtml: string | null;
  readonly turns: readonly { readonly role: string; readonly html: string }[];
  readonly responses: readonly { readonly id: string; readonly html: string }[];
  readonly claims: readonly { readonly id: string; readonly html: string }[];
  readonly tags: readonly string[];
}

/** An item as a session dealt with it, for good: what was asked, what was answered and ruled, and what became of it (law G7). */
export interface ItemRecord {
  readonly session: { readonly id: string; readonly title: string; readonly startedAt: number | null };
  /** null for a guest, to whom the project does not exist. */
  readonly project: { readonly id: string; readonly name: string } | null;
  readonly pin: Pin;
  readonly rubric: Rubric;
  /** Place on the agenda, counted from 1. */
  readonly place: number;
  readonly asked: RenderedItem;
  readonly item: MinutesItem;
  readonly guideline: readonly GuidelineChange[];
}

/** What one meeting made of an item, without the item itself. */
export type ItemMeeting = Omit<ItemRecord, 'asked' | 'project'>;

/** What a join code opens, before anybody enters. */
export interface JoinFacts {
  readonly sessionId: string;
  readonly title: string;
  readonly projectName: string;
  readonly phase: string;
  readonly guestsAllowed: boolean;
  readonly anonymity: Anonymity;
  /** `member` and `guest` enter without giving a name. */
  readonly you: 'member' | 'guest' | 'stranger';
  readonly name: string | null;
}

export interface Joined {
  readonly sessionId: string;
  readonly projectId: string;
}
