import type { z } from 'zod';
import type { dimensionSchema } from '../rubric.ts';

export type DimensionInput = z.input<typeof dimensionSchema>;

/** One point of an anchored scale: what it means and what it looks like. */
export const point = (value: number, label: string, definition: string, example: string) => ({
  value,
  label,
  definition,
  example,
});

/** One option of a choice, or one verdict on a claim. */
export const option = (id: string, label: string, definition: string, example: string) => ({
  id,
  label,
  definition,
  example,
});

/** Five anchored points, 1 (worst) to 5 (best). */
export const fivePoints = (...points: readonly [label: string, definition: string, example: string][]) => ({
  kind: 'likert' as const,
  points: points.map(([label, definition, example], index) => point(index + 1, label, definition, example)),
});
