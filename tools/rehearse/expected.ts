import { z } from 'zod';

const figure = z.number().nullable();

/** What a labelled set says about itself in `expected.json`; whatever else it says is left alone. */
const expectedDimension = z.object({
  units: z.number().optional(),
  labels: z.number().optional(),
  /** How many labels a unit has → how many units have that many. */
  labels_per_unit: z.record(z.string(), z.number()).optional(),
  percent_agreement: z.object({ unit_mean: figure }).optional(),
  alpha_nominal: figure.optional(),
  alpha_ordinal: figure.optional(),
  alpha_interval: figure.optional(),
  items: z.number().optional(),
  rankings: z.number().optional(),
  alpha_ordinal_on_positions: figure.optional(),
  mean_pairwise_kendall_tau: figure.optional(),
});

export const expectedSchema = z.object({ dimensions: z.record(z.string(), expectedDimension) });

export type Expected = z.infer<typeof expectedSchema>;
export type ExpectedDimension = z.infer<typeof expectedDimension>;
