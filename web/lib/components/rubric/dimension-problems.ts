import type { z } from 'zod';
import { dimensionSchema, type Dimension } from '#shared/rubric/rubric.ts';

/** What keeps a dimension from being used, at the field it concerns: `scale.points.0.label`. */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

type Issue = z.core.$ZodIssue;

const NOUNS: Readonly<Record<string, string>> = {
  points: 'points',
  options: 'options',
  verdicts: 'verdicts',
};

const listName = (issue: Issue) => NOUNS[String(issue.path.at(-1))] ?? 'entries';

function tooSmall(issue: Issue & { code: 'too_small' }): string {
  if (issue.origin === 'string') return 'Fill this in.';
  if (issue.origin === 'array') return `At least ${issue.minimum} ${listName(issue)}.`;
  return issue.inclusive === false ? `More than ${issue.minimum}.` : `At least ${issue.minimum}.`;
}

function tooBig(issue: Issue & { code: 'too_big' }): string {
  if (issue.origin === 'string') return `At most ${issue.maximum} characters.`;
  if (issue.origin === 'array') return `At most ${issue.maximum} ${listName(issue)}.`;
  return `At most ${issue.maximum}.`;
}

const sentence = (message: string) =>
  message.charAt(0).toUpperCase() + message.slice(1) + (/[.!?]$/.test(message) ? '' : '.');

function words(issue: Issue): string {
  switch (issue.code) {
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'invalid_type':
      return 'Give a whole number.';
    case 'custom':
      return sentence(issue.message);
    default:
      return issue.code === 'invalid_format' ? `Use ${issue.message}.` : sentence(issue.message);
  }
}

/** Everything that is wrong with a dimension, in words for its author; empty when it can be used. */
export function dimensionProblems(dimension: Dimension): FieldProblem[] {
  const result = dimensionSchema.safeParse(dimension);
  if (result.success) return [];
  return result.error.issues.map((issue) => ({ path: issue.path.join('.'), message: words(issue) }));
}

const PARTS: Readonly<Record<string, string>> = {
  points: 'point',
  options: 'option',
  verdicts: 'verdict',
  scale: '',
  maxLength: 'longest text',
  min: 'from',
  max: 'to',
};

/** A field in words: `scale.points.0.label` → `point 1, label`. */
function fieldWords(path: string): string {
  const words = path
    .split('.')
    .map((part) => (/^\d+$/.test(part) ? String(Number(part) + 1) : (PARTS[part] ?? part)))
    .filter((part) => part !== '');
  return words.join(', ').replace(/(point|option|verdict), (\d+)/, '$1 $2');
}

/** Everything that keeps these dimensions from being used, each as one sentence that names its dimension and field. */
export function rubricProblems(dimensions: readonly Dimension[]): string[] {
  const none = dimensions.length === 0 ? ['The rubric has no dimension.'] : [];
  const found = dimensions.flatMap((dimension) =>
    dimensionProblems(dimension).map(({ path, message }) => {
      const field = fieldWords(path);
      return `${dimension.name || 'Unnamed dimension'}${field === '' ? '' : `, ${field}`}: ${message}`;
    }),
  );
  return [...none, ...found];
}

/** The first problem at this field or, with `within`, below it. */
export function problemAt(problems: readonly FieldProblem[], path: string, within = false): string | null {
  const found = problems.find(
    (problem) => problem.path === path || (within && problem.path.startsWith(`${path}.`)),
  );
  return found?.message ?? null;
}
