import { z } from 'zod';
import { scaleSchema } from './scales/schemas.ts';

const dimensionId = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]{0,59}$/, 'a letter, then letters, digits, - or _ (at most 60)');

/** One thing that is judged. Its place in `rubric.dimensions` is its place in the priority order (first beats later). */
export const dimensionSchema = z.object({
  id: dimensionId,
  name: z.string().trim().min(1).max(80),
  definition: z.string().trim().max(1_200).default(''),
  scale: scaleSchema,
  /** `response`: one value for each response of the item; `item`: one value for the item. */
  scope: z.enum(['item', 'response']).default('item'),
  optional: z.boolean().default(false),
  allowNotApplicable: z.boolean().default(false),
  /** A safety dimension escalates: a split on it is shown first and its ruling wants a reviewer. */
  safety: z.boolean().default(false),
});

export const rubricSchema = z.object({
  task: z.string().max(40).default('preference'),
  dimensions: z
    .array(dimensionSchema)
    .min(1)
    .max(20)
    .refine((list) => new Set(list.map((d) => d.id)).size === list.length, 'two dimensions have the same id'),
});

export type Dimension = z.infer<typeof dimensionSchema>;
export type Rubric = z.infer<typeof rubricSchema>;
