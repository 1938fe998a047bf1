import { z } from 'zod';
import { decodeText } from './decode.ts';
import { fieldOf, issueWords } from './issue-words.ts';
import { UnreadableFileError } from './records.ts';
import { parseStrictJson } from './strict-json.ts';
import type { FieldProblem } from './to-item.ts';

/* A data set's own description of its dimensions: `dataset.json` of the neutral form. */
const plain = z.union([z.string().max(200), z.number()]);
const sourceDimension = z.object({
  name: z.string().trim().min(1).max(80),
  /** A `span` is a marked passage: labels of it stay in their file. */
  type: z.enum(['nominal', 'set', 'ordinal', 'interval', 'ratio', 'ranking', 'text', 'span']),
  scope: z.enum(['item', 'response']).default('item'),
  values: z.array(plain).optional(),
  labels: z.record(z.string(), z.string()).default({}),
  min: z.number().optional(),
  max: z.number().optional(),
  step: z.number().positive().optional(),
  question: z.string().optional(),
  meaning: z.string().optional(),
});
export const datasetSchema = z.object({
  name: z.string().max(120).default(''),
  task: z.string().max(40).default('preference'),
  dimensions: z.array(sourceDimension).min(1).max(60),
});

export type Dataset = z.infer<typeof datasetSchema>;
export type SourceDimension = Dataset['dimensions'][number];

export type ReadDataset = { ok: true; dataset: Dataset } | { ok: false; problems: readonly FieldProblem[] };

const refused = (field: string, reason: string): ReadDataset => ({
  ok: false,
  problems: [{ field, reason }],
});

const WHOLE = 'the file';

/** Reads a description; says of each field that cannot be used what is wrong with it. */
export function readDataset(text: string): ReadDataset {
  const parsed = parseStrictJson(text.startsWith('\uFEFF') ? text.slice(1) : text);
  if (!parsed.ok) return refused(WHOLE, parsed.problem);
  const result = datasetSchema.safeParse(parsed.value);
  if (result.success) return { ok: true, dataset: result.data };
  const problems = result.error.issues.map((issue) => ({
    field: fieldOf(issue.path) || WHOLE,
    reason: issueWords(issue),
  }));
  return { ok: false, problems };
}

/** The same of a file as it is. */
export function readDatasetFile(bytes: Uint8Array): ReadDataset {
  try {
    return readDataset(decodeText(bytes));
  } catch (error) {
    if (error instanceof UnreadableFileError) return refused(WHOLE, error.message);
    throw error;
  }
}
