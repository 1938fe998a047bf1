import { z } from 'zod';

export { responseLetter } from './response-letter.ts';

const text = (max: number) => z.string().max(max);

/**
 * What is judged. Content-addressed and never edited. `responses[].id` is ours (`r1`, `r2`, …, in source order)
 * because a source id may name the model; `sourceId` and `source` stay on the server (`publicItem` drops them).
 */
export const responseSchema = z.object({
  id: z.string().regex(/^r[1-9]\d?$/),
  text: text(100_000),
  sourceId: text(200).optional(),
  source: text(200).optional(),
});

export const turnSchema = z.object({ role: text(40), content: text(100_000) });
export const claimSchema = z.object({ id: z.string().regex(/^c[1-9]\d{0,2}$/), text: text(4_000) });

export const itemContentSchema = z.object({
  externalId: text(300),
  task: text(40),
  lang: text(20).nullable(),
  prompt: text(100_000).nullable(),
  context: text(200_000).nullable(),
  turns: z.array(turnSchema).max(200),
  responses: z.array(responseSchema).max(8),
  claims: z.array(claimSchema).max(100),
  tags: z.array(text(60)).max(30),
  meta: z.record(z.string().max(120), z.unknown()),
});

export type ItemContent = z.infer<typeof itemContentSchema>;
export type ItemResponse = z.infer<typeof responseSchema>;
export type Turn = z.infer<typeof turnSchema>;
export type Claim = z.infer<typeof claimSchema>;

/** What the rules of a scale need to know of an item: which responses and claims there are. */
export interface ItemShape {
  readonly responses: readonly string[];
  readonly claims: readonly string[];
}

export const shapeOf = (item: ItemContent): ItemShape => ({
  responses: item.responses.map((response) => response.id),
  claims: item.claims.map((claim) => claim.id),
});
