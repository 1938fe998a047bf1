import { z } from 'zod';

/* One schema pair per scale kind: what an author declares, and what a ballot holds. Types are inferred, never written twice. */

const words = (max: number) => z.string().trim().max(max);
const name = z.string().trim().min(1).max(80);
const optionId = z.string().regex(/^[A-Za-z0-9_.-]{1,60}$/, 'letters, digits, . _ - (1 to 60)');

/** A point or option with the definition and example that anchor it. */
const anchor = { label: name, definition: words(600).default(''), example: words(1_200).default('') };

const uniqueBy = <T>(key: (entry: T) => unknown, message: string) =>
  [(list: T[]) => new Set(list.map(key)).size === list.length, message] as const;

const pairwiseScale = z.object({
  kind: z.literal('pairwise'),
  allowTie: z.boolean().default(true),
  allowBothBad: z.boolean().default(false),
  /** How many grades of strength a choice carries; 0 = none. */
  strengths: z.union([z.literal(0), z.literal(2), z.literal(3)]).default(0),
});
const pairwiseValue = z.object({
  kind: z.literal('pairwise'),
  choice: z.string().max(20),
  strength: z.int().min(1).max(3).optional(),
});

const rankingScale = z.object({ kind: z.literal('ranking') });
const rankingValue = z.object({
  kind: z.literal('ranking'),
  order: z.array(z.string().max(20)).min(2).max(8),
});

const likertScale = z.object({
  kind: z.literal('likert'),
  points: z
    .array(z.object({ value: z.int().min(-100).max(100), ...anchor }))
    .min(2)
    .max(11)
    .refine(...uniqueBy<{ value: number }>((p) => p.value, 'two points have the same value')),
});
const likertValue = z.object({ kind: z.literal('likert'), point: z.int() });

const choiceScale = z.object({
  kind: z.literal('choice'),
  many: z.boolean().default(false),
  options: z
    .array(z.object({ id: optionId, ...anchor }))
    .min(2)
    .max(40)
    .refine(...uniqueBy<{ id: string }>((o) => o.id, 'two options have the same id')),
});
const choiceValue = z.object({ kind: z.literal('choice'), options: z.array(optionId).max(40) });

const claimsScale = z.object({
  kind: z.literal('claims'),
  verdicts: z
    .array(z.object({ id: optionId, ...anchor }))
    .min(2)
    .max(10)
    .refine(...uniqueBy<{ id: string }>((o) => o.id, 'two verdicts have the same id')),
});
const claimsValue = z.object({
  kind: z.literal('claims'),
  verdicts: z.record(z.string().max(20), optionId),
});

const textScale = z.object({
  kind: z.literal('text'),
  maxLength: z.int().min(1).max(20_000).default(4_000),
  placeholder: words(300).default(''),
});
const textValue = z.object({ kind: z.literal('text'), text: z.string().max(20_000) });

const numberScale = z
  .object({
    kind: z.literal('number'),
    min: z.number(),
    max: z.number(),
    step: z.number().positive().default(1),
    unit: words(40).default(''),
    /** `ratio` when zero means "none of it" and twice is twice as much; `interval` otherwise. */
    level: z.enum(['interval', 'ratio']).default('interval'),
  })
  .refine((scale) => scale.min < scale.max, 'min must be below max');
const numberValue = z.object({ kind: z.literal('number'), number: z.number() });

/** "Does not apply here", where the dimension allows it. Not a label: never counted as agreement or disagreement. */
const notApplicable = z.object({ kind: z.literal('na') });

export const scaleSchema = z.discriminatedUnion('kind', [
  pairwiseScale,
  rankingScale,
  likertScale,
  choiceScale,
  claimsScale,
  textScale,
  numberScale,
]);
export const valueSchema = z.discriminatedUnion('kind', [
  pairwiseValue,
  rankingValue,
  likertValue,
  choiceValue,
  claimsValue,
  textValue,
  numberValue,
  notApplicable,
]);

export type Scale = z.infer<typeof scaleSchema>;
export type ScaleKind = Scale['kind'];
export type Value = z.infer<typeof valueSchema>;
export type ScaleOf<K extends ScaleKind> = Extract<Scale, { kind: K }>;
export type ValueOf<K extends ScaleKind> = Extract<Value, { kind: K }>;
