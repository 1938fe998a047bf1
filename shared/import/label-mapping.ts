import type { Column, LabelMapping } from '#shared/protocol/http/imports.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';

/* Names that other tools give to the parts of a label, best guess first. */
const NAMES = {
  item: [
    'item',
    'item_id',
    'itemid',
    'task_id',
    'example_id',
    'question_id',
    'id',
    'thing',
    'object',
    'unit',
  ],
  annotator: [
    'annotator',
    'annotator_id',
    'rater',
    'rater_id',
    'worker',
    'worker_id',
    'workerid',
    'user',
    'user_id',
    'reviewer',
    'judge',
    ...['labeler', 'labeller', 'coder', 'assessor', 'evaluator', 'person', 'who'],
  ],
  dimension: ['dimension', 'criterion', 'aspect', 'question', 'label_name', 'what'],
  value: ['value', 'label', 'rating', 'score', 'choice', 'answer', 'preference', 'winner'],
  target: ['target', 'response', 'response_id'],
  reason: ['rationale', 'reason', 'comment', 'explanation', 'justification', 'why'],
  at: ['ts', 'timestamp', 'created_at', 'time', 'date', 'submitted_at', 'when'],
} as const;

/** What the form calls these parts, for a file that has no column for them. */
export const UNMAPPED = { item: 'Item (id in its source)', target: 'Response it is about' } as const;

const simplified = (name: string) => name.toLowerCase().replace(/[\s.-]+/g, '_');

/** Columns that are called like a dimension: the wide form. */
function wideColumns(names: readonly string[], rubric: Rubric): Record<string, string> {
  const dimensionOf = (column: string) =>
    rubric.dimensions.find(({ id, name }) =>
      [id, name].some((spelling) => simplified(spelling) === simplified(column)),
    )?.id;
  const found = names.map((column) => [column, dimensionOf(column)] as const);
  return Object.fromEntries(found.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** A mapping that fits the names of the columns and the rubric; for the person to look over. */
export function suggestLabelMapping(columns: readonly Column[], rubric: Rubric): LabelMapping {
  const names = columns.map((column) => column.name);
  const find = (known: readonly string[]) =>
    known
      .map((name) => names.find((column) => simplified(column) === name))
      .find((column) => column !== undefined);
  const parts = Object.entries(NAMES).map(([part, known]) => [part, find(known)] as const);
  const found = Object.fromEntries(
    parts.filter(([, column]) => column !== undefined),
  ) as Partial<LabelMapping>;
  const isLong = found.dimension !== undefined && found.value !== undefined;
  const dimensions = isLong ? {} : wideColumns(names, rubric);
  return { ...found, dimensions, values: {} };
}
