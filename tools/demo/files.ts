import { OUTSIDE_ANNOTATORS } from './content/people.ts';
import type { DemoItem, DemoLabel } from './content/types.ts';

/* The content as files, the way a team brings its own: items and labels in the neutral form. */

function itemLine({ content }: DemoItem): string {
  const { externalId: id, responses, claims, ...rest } = content;
  return JSON.stringify({
    ...rest,
    id,
    responses: responses.map(({ sourceId, source, text }) => ({ id: sourceId, source, text })),
    claims: claims.map(({ text }) => text),
  });
}

const nameOf = (annotator: string) =>
  OUTSIDE_ANNOTATORS.find(({ id }) => id === annotator)?.name ?? annotator;

export const itemsFile = (items: readonly DemoItem[]): string => items.map(itemLine).join('\n');

export const labelsFile = (labels: readonly DemoLabel[]): string =>
  labels.map((label) => JSON.stringify({ ...label, annotator: nameOf(label.annotator) })).join('\n');
