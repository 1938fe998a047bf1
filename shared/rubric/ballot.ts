import { z } from 'zod';
import { clauseId } from '#shared/ids.ts';
import { valueSchema } from './scales/schemas.ts';

export const MAX_REASON = 4_000;

/** One person's answer in one round. */
export const ballotSchema = z.object({
  values: z.record(z.string().max(100), valueSchema),
  reason: z.string().max(MAX_REASON).default(''),
  /** 1 (guessing) to 5 (certain); null = not said. */
  confidence: z.int().min(1).max(5).nullable().default(null),
  /** The clause the answer relies on; null = none cited. */
  clause: clauseId.nullable().default(null),
});

export type Ballot = z.infer<typeof ballotSchema>;
