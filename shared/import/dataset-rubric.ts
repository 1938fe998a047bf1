import { z } from 'zod';
import { rubricSchema, type Rubric } from '#shared/rubric/rubric.ts';

/* A data set's own description of its dimensions, as `dataset.json` of the neutral form has it. */
const plain = z.union([z.string(), z.number()]);
const sourceDimension = z.object({
  name: z.string().min(1).max(80),
  type: z.string().max(40),
  scope: z.enum(['item', 'response']).default('item'),
  values: z.array(plain).max(40).optional(),
  labels: z.record(z.string(), z.string().max(80)).default({}),
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
type SourceDimension = Dataset['dimensions'][number];
type DimensionInput = z.input<typeof rubricSchema>['dimensions'][number];
type ScaleInput = DimensionInput['scale'];

const TIE = /^(tie|equal|same|draw|0)$/i;
const BOTH_BAD = /^(both[ _-]?bad|neither)$/i;
const RESPONSE = /^((response|answer|model|option)[ _-]?)?([12ab]|left|right|a[12])$/i;
const DEFAULT_MAX = 100;

/** The values name the two responses (and perhaps a tie): it takes both responses, or "1" and "0" would be a comparison. */
function isComparison(values: readonly (string | number)[], task: string): boolean {
  const others = values.map(String).filter((value) => !TIE.test(value) && !BOTH_BAD.test(value));
  return task === 'pairwise' && others.length === 2 && others.every((value) => RESPONSE.test(value));
}

function optionId(value: string): string {
  return value.replace(/[^A-Za-z0-9_.-]+/g, '-').slice(0, 60) || '-';
}

const textOf = (dimension: SourceDimension, value: string | number) =>
  dimension.labels[String(value)] ?? String(value);

function nominal(dimension: SourceDimension, task: string): ScaleInput | null {
  const values = dimension.values ?? [];
  if (isComparison(values, task)) {
    const some = (pattern: RegExp) => values.some((value) => pattern.test(String(value)));
    return { kind: 'pairwise', allowTie: some(TIE), allowBothBad: some(BOTH_BAD) };
  }
  if (values.length < 2) return null;
  return {
    kind: 'choice',
    options: values.map((value) => ({ id: optionId(String(value)), label: textOf(dimension, value) })),
  };
}

/** Points keep their numbers; points that are words count from 1. */
function ordinal(dimension: SourceDimension): ScaleInput | null {
  const { min, max } = dimension;
  const range =
    min !== undefined && max !== undefined ? Array.from({ length: max - min + 1 }, (_, i) => min + i) : [];
  const values = dimension.values ?? range;
  if (values.length < 2) return null;
  const points = values.map((value, index) => ({
    value: Number.isInteger(value) ? Number(value) : index + 1,
    label: textOf(dimension, value),
  }));
  return { kind: 'likert', points };
}

function numeric(dimension: SourceDimension): ScaleInput {
  const { min = 0, max = DEFAULT_MAX, step = 1, type } = dimension;
  return { kind: 'number', min, max, step, level: type === 'ratio' ? 'ratio' : 'interval' };
}

function scaleOf(dimension: SourceDimension, task: string): ScaleInput | null {
  switch (dimension.type) {
    case 'nominal':
      return nominal(dimension, task);
    case 'set':
      return multiple(dimension);
    case 'ordinal':
      return ordinal(dimension);
    case 'interval':
    case 'ratio':
      return numeric(dimension);
    case 'ranking':
      return { kind: 'ranking' };
    case 'text':
      return { kind: 'text' };
    default:
      return null;
  }
}

function multiple(dimension: SourceDimension): ScaleInput | null {
  const scale = nominal(dimension, '');
  return scale?.kind === 'choice' ? { ...scale, many: true } : null;
}

/** An id that a rubric may have: a letter first, then letters, digits, - and _. */
const dimensionId = (name: string) =>
  name
    .replace(/[^A-Za-z0-9_-]+/g, '_')
    .replace(/^(?=[^A-Za-z])/, 'd_')
    .slice(0, 60);

function toDimension(source: SourceDimension, task: string): DimensionInput | null {
  const scale = scaleOf(source, task);
  const definition = (source.question ?? source.meaning ?? '').slice(0, 1_200);
  return scale && { id: dimensionId(source.name), name: source.name, definition, scale, scope: source.scope };
}

export interface DatasetRubric {
  readonly rubric: Rubric;
  /** Dimensions for which there is no scale here (spans), by name. */
  readonly setAside: readonly string[];
}

/**
 * A rubric that the labels of a data set fit: nominal → choice or comparison, ordinal → Likert, interval → number. With `used`, only
 * the dimensions that labels name: a description may also list what nobody was asked (a gold column).
 */
export function rubricFromDataset(dataset: Dataset, used?: ReadonlySet<string>): DatasetRubric {
  const described = dataset.dimensions.filter(({ name }) => used?.has(name) ?? true);
  const converted = described.map((source) => ({ source, dimension: toDimension(source, dataset.task) }));
  const dimensions = converted.flatMap(({ dimension }) => (dimension ? [dimension] : []));
  const setAside = converted.flatMap(({ source, dimension }) => (dimension ? [] : [source.name]));
  return { rubric: rubricSchema.parse({ task: dataset.task, dimensions }), setAside };
}
