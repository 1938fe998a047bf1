import { z } from 'zod';

/** How ballots are attributed after the reveal. Fixed before the first round opens (law B4). */
export const ANONYMITY = ['named', 'pseudonymous', 'anonymous'] as const;

export const sessionPolicySchema = z.object({
  anonymity: z.enum(ANONYMITY).default('named'),
  /** May somebody enter with the code and a name only? */
  guests: z.boolean().default(true),
  /** Who sees *who* has answered while a round is open; everybody sees how many. */
  answeredNames: z.enum(['everyone', 'facilitators']).default('facilitators'),
  /** Mean pair distance (0..1) above which a revealed dimension is split. */
  splitThreshold: z.number().min(0).max(1).default(0.2),
});

export type SessionPolicy = z.infer<typeof sessionPolicySchema>;
export type Anonymity = SessionPolicy['anonymity'];
