import type { z } from 'zod';
import { rubricSchema, type Rubric } from '#shared/rubric/rubric.ts';
import type { Dataset, SourceDimension } from './dataset.ts';
import { scaleFor } from './dataset-scale.ts';
import { fieldOf, issueWords } from './issue-words.ts';
import type { FieldProblem } from './to-item.ts';

type DimensionInput = z.input<typeof rubricSchema>['dimensions'][number];

const MAX_DEFINITION = 1_200;
const MAX_ID = 56;
const MAX_DIMENSIONS = 20;

/** An id that a rubric may have: a letter first, then letters, digits, - and _; told apart by a number where two would be alike. */
function idFor(name: string, used: Set<string>): string {
  const plain = name
    .replace(/[^A-Za-z0-9_-]+/g, '_')
    .replace(/^(?=[^A-Za-z])/, 'd_')
    .slice(0, MAX_ID);
  let id = plain;
  for (let count = 2; used.has(id); count += 1) id = `${plain}_${count}`;
  used.add(id);
  return id;
}

function definitionOf({ question, meaning }: SourceDimension): string {
  const text = (question ?? meaning ?? '').trim();
  return text.length <= MAX_DEFINITION ? text : `${text.slice(0, MAX_DEFINITION - 1).trimEnd()}…`;
}

export type DatasetRubric =
  | {
      readonly ok: true;
      readonly rubric: Rubric;
      /** Dimensions for which there is no scale here (spans), by name. */
      readonly setAside: readonly string[];
    }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/** A described dimension with its place in the file. */
interface Placed {
  readonly source: SourceDimension;
  readonly index: number;
}

const problemAt = ({ source, index }: Placed, { field, reason }: FieldProblem): FieldProblem => ({
  field: `dimensions[${index + 1}].${field}`,
  reason: `(of "${source.name}") ${reason}`,
});

function nameProblem(placed: readonly Placed[]): FieldProblem | null {
  const names = placed.map(({ source }) => source.name.toLowerCase());
  const second = placed.find((_, at) => names.indexOf(names[at] ?? '') < at);
  return second
    ? problemAt(second, { field: 'name', reason: 'is the name of an earlier dimension too' })
    : null;
}

function rubricOf(task: string, dimensions: readonly DimensionInput[], setAside: string[]): DatasetRubric {
  const refused = (reason: string): DatasetRubric => ({
    ok: false,
    problems: [{ field: 'dimensions', reason }],
  });
  if (dimensions.length === 0) return refused('has none that people can be asked here');
  if (dimensions.length > MAX_DIMENSIONS)
    return refused(`lists ${dimensions.length}; a rubric has at most ${MAX_DIMENSIONS}`);
  const result = rubricSchema.safeParse({ task, dimensions });
  if (result.success) return { ok: true, rubric: result.data, setAside };
  const problems = result.error.issues.map((issue) => ({
    field: fieldOf(issue.path),
    reason: issueWords(issue),
  }));
  return { ok: false, problems };
}

/**
 * A rubric that the labels of a data set fit: nominal → choice or comparison, ordinal → Likert, interval → number. With `used`, only
 * the dimensions that labels name: a description may also list what nobody was asked (a gold column).
 */
export function rubricFromDataset(dataset: Dataset, used?: ReadonlySet<string>): DatasetRubric {
  const placed = dataset.dimensions
    .map((source, index) => ({ source, index }))
    .filter(({ source }) => used?.has(source.name) ?? true);
  const problems: FieldProblem[] = [];
  const setAside: string[] = [];
  const ids = new Set<string>();
  const dimensions = placed.flatMap((one): DimensionInput[] => {
    const { source } = one;
    const found = scaleFor(source, dataset.task);
    if ('problem' in found) problems.push(problemAt(one, found.problem));
    else if (found.scale === null) setAside.push(source.name);
    if (!('scale' in found) || found.scale === null) return [];
    const { name, scope } = source;
    return [{ id: idFor(name, ids), name, definition: definitionOf(source), scale: found.scale, scope }];
  });
  const doubled = nameProblem(placed);
  if (doubled) problems.push(doubled);
  return problems.length > 0 ? { ok: false, problems } : rubricOf(dataset.task, dimensions, setAside);
}
