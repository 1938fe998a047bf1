import { z } from 'zod';
import { clauseId, commentId, itemId, personId, roundId, rulingId } from '#shared/ids.ts';
import { ballotSchema } from '#shared/rubric/ballot.ts';
import { valueSchema } from '#shared/rubric/scales/schemas.ts';
import { sessionPolicySchema } from './policy.ts';

/* What a person may ask of a session, imperative. Names, roles and times are never taken from here: the server knows them. */

const MAX_TIMER_MS = 4 * 60 * 60 * 1000;
const reason = z.string().trim().max(4_000);
const itemList = z.array(itemId).min(1).max(200);
const roundList = z.array(roundId).min(1).max(200);
const durationMs = z.int().min(1_000).max(MAX_TIMER_MS);

const CAUSES = ['rule-gap', 'ambiguous-item', 'slip', 'legitimate-preference', 'missing-expertise'] as const;

export const ruleCommand = z.object({
  type: z.literal('rule'),
  itemId,
  roundId,
  verdict: z.enum(['decided', 'irresolvable']),
  values: z.record(z.string().max(100), valueSchema),
  by: z.enum(['consensus', 'reviewer']),
  cause: z.enum(CAUSES),
  cited: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('clause'), clauseId }),
    z.object({ kind: z.literal('none') }),
  ]),
  /** The question the ruling answers, for the edge case; may be empty when a clause is cited. */
  question: z.string().trim().max(600),
  reason,
});

export const commandSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('enter') }),
  z.object({ type: z.literal('takeSeat'), seat: z.enum(['voter', 'watching']) }),
  z.object({ type: z.literal('setPolicy'), policy: sessionPolicySchema }),
  z.object({ type: z.literal('start') }),
  z.object({ type: z.literal('end') }),
  z.object({ type: z.literal('takeChair') }),
  z.object({ type: z.literal('handOverChair'), to: personId }),
  z.object({ type: z.literal('listItems'), itemIds: itemList }),
  z.object({ type: z.literal('moveItem'), itemId, toIndex: z.int().min(0).max(1_000) }),
  z.object({ type: z.literal('unlistItem'), itemId }),
  z.object({ type: z.literal('parkItem'), itemId, note: z.string().trim().max(600) }),
  z.object({ type: z.literal('skipItem'), itemId }),
  z.object({ type: z.literal('takeUpItem'), itemId }),
  z.object({ type: z.literal('focus'), itemId: itemId.nullable() }),
  /** Opens the next round of each item. `prework` may be opened before the session starts. */
  z.object({ type: z.literal('openRounds'), itemIds: itemList, mode: z.enum(['live', 'batch', 'prework']) }),
  z.object({ type: z.literal('excuse'), roundId, personId }),
  z.object({ type: z.literal('castBallot'), roundId, ballot: ballotSchema }),
  z.object({ type: z.literal('closeRounds'), roundIds: roundList }),
  /** `evenIfMissing` is the second press; without it a reveal with somebody missing is refused and says how many. */
  z.object({ type: z.literal('revealRounds'), roundIds: roundList, evenIfMissing: z.boolean() }),
  z.object({ type: z.literal('startTimer'), durationMs }),
  z.object({ type: z.literal('extendTimer'), byMs: durationMs }),
  z.object({ type: z.literal('pauseTimer') }),
  z.object({ type: z.literal('resumeTimer') }),
  z.object({ type: z.literal('stopTimer') }),
  z.object({ type: z.literal('raiseHand'), raised: z.boolean() }),
  z.object({ type: z.literal('setReady'), ready: z.boolean() }),
  z.object({
    type: z.literal('comment'),
    itemId,
    dimensionId: z.string().max(60).nullable(),
    replyTo: commentId.nullable(),
    text: z.string().trim().min(1).max(4_000),
  }),
  ruleCommand,
  z.object({ type: z.literal('dissent'), rulingId, reason: reason.min(1) }),
]);

export type Command = z.infer<typeof commandSchema>;
export type CommandType = Command['type'];
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;
