import { z } from 'zod';
import type { AgreementReport } from '#shared/agreement/report.ts';

const column = z.string().min(1).max(200);

/** Which column (or top-level member) of the file holds which part of an item. */
const itemMapping = z.object({
  id: column.optional(),
  prompt: column.optional(),
  context: column.optional(),
  turns: column.optional(),
  task: column.optional(),
  lang: column.optional(),
  /** One column for each response, A first; or a single column that holds the list. */
  responses: z.array(column).max(8).default([]),
  /** Where a response comes from (a model's name), parallel to `responses`. Never shown before a ruling. */
  sources: z.array(column).max(8).default([]),
  claims: column.optional(),
  tags: column.optional(),
});

/** Which column of the file holds which part of a label. */
const labelMapping = z.object({
  item: column.optional(),
  annotator: column.optional(),
  /** Long form: one label to a line, in `dimension` and `value`. */
  dimension: column.optional(),
  value: column.optional(),
  /** Wide form: one column for each dimension (column → dimension id). Long form: what the source calls a dimension → its id. */
  dimensions: z.record(column, z.string().max(60)).default({}),
  target: column.optional(),
  reason: column.optional(),
  at: column.optional(),
  /** How the source spells values: dimension id → spelling → ours (`r1`, `tie`, `4`, …). */
  values: z
    .record(z.string().max(60), z.record(z.string().max(200), z.union([z.string().max(200), z.number()])))
    .default({}),
});

export type ItemMapping = z.infer<typeof itemMapping>;
export type LabelMapping = z.infer<typeof labelMapping>;

const jsonText = <S extends z.ZodType>(schema: S) =>
  z
    .string()
    .max(20_000)
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'The mapping is not JSON.' });
        return z.NEVER;
      }
    })
    .pipe(schema);

const flag = z
  .enum(['0', '1'])
  .default('0')
  .transform((text) => text === '1');

/** Query of `POST /api/projects/:id/imports`; the body is the file as it is. */
export const importQuery = z.object({
  kind: z.enum(['items', 'labels']),
  dryRun: flag,
  mode: z.enum(['all-or-nothing', 'skip-bad']).default('all-or-nothing'),
  fileName: z.string().max(200).default(''),
  /** Chosen by the client, to ask meanwhile how far the import is. */
  ticket: z
    .string()
    .regex(/^[A-Za-z0-9_-]{8,64}$/)
    .optional(),
  /** JSON of an `ItemMapping` or `LabelMapping`; left out, the server suggests one and uses it. */
  mapping: z.string().optional(),
});
export const itemMappingText = jsonText(itemMapping);
export const labelMappingText = jsonText(labelMapping);
export type ImportQuery = z.infer<typeof importQuery>;

/** `GET /api/projects/:id/imports/:ticket`: how far a running import is. */
export interface ImportProgress {
  /** `waiting`: for another import of the project; `comparing`: with what the project has, and measuring agreement. */
  readonly step: 'waiting' | 'reading' | 'comparing' | 'writing';
  /** Records. */
  readonly done: number;
  /** null: not known. */
  readonly total: number | null;
}

/** A line that cannot be imported, and why, in words. */
export interface ImportProblem {
  readonly line: number;
  readonly field?: string;
  readonly reason: string;
}

/** Records that were left out on purpose, with their number. */
export interface SetAside {
  readonly reason: string;
  readonly count: number;
}

export interface Column {
  readonly name: string;
  /** The first value in it, shortened. */
  readonly sample: string;
}

export interface ItemPreview {
  readonly line: number;
  readonly externalId: string;
  readonly title: string;
  readonly prompt: string | null;
  readonly context: string | null;
  readonly responses: readonly string[];
}

export interface LabelPreview {
  readonly line: number;
  readonly item: string;
  readonly rater: string;
  readonly dimension: string;
  readonly target: string | null;
  readonly words: string;
  readonly reason: string;
}

export interface DimensionAgreement {
  readonly dimensionId: string;
  readonly name: string;
  readonly report: AgreementReport;
}

export type FileFormat = 'jsonl' | 'json' | 'csv';

interface Report {
  readonly fileName: string;
  readonly format: FileFormat;
  readonly dryRun: boolean;
  /** Whether anything was written: not in a dry run, nor with problems when all or nothing was asked. */
  readonly applied: boolean;
  readonly batchId: string | null;
  /** Records in the file. */
  readonly read: number;
  /** New ones; where nothing was applied, those that would be. */
  readonly imported: number;
  /** Ones the project already has, by content. */
  readonly unchanged: number;
  readonly setAside: readonly SetAside[];
  /** The first 200. */
  readonly problems: readonly ImportProblem[];
  readonly problemCount: number;
  readonly columns: readonly Column[];
}

export interface ItemsReport extends Report {
  readonly kind: 'items';
  readonly mapping: ItemMapping;
  readonly preview: readonly ItemPreview[];
}

export interface LabelsReport extends Report {
  readonly kind: 'labels';
  readonly mapping: LabelMapping;
  readonly preview: readonly LabelPreview[];
  /** Agreement of the labels in this file. */
  readonly agreement: readonly DimensionAgreement[];
}

export type ImportReport = ItemsReport | LabelsReport;

export interface Batch {
  readonly id: string;
  readonly kind: 'items' | 'labels';
  readonly fileName: string;
  readonly importedAt: number;
  readonly by: string | null;
  readonly counts: {
    readonly read: number;
    readonly imported: number;
    readonly unchanged: number;
    readonly problems: number;
  };
}

export interface Batches {
  readonly batches: readonly Batch[];
}
