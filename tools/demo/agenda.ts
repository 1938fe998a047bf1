import type { DemoItem, DemoProject } from './content/types.ts';

/** What fits into three quarters of an hour. */
const ITEMS_IN_A_MEETING = 8;

/**
 * A meeting begins with one item on which the room is of one mind, so that people find their way about; then come those that divide
 * it, the ones that last week's labels already show last, because there the room has something to compare itself with.
 */
export function agendaOf(project: DemoProject): DemoItem[] {
  const labelled = new Set(project.labels.map(({ item }) => item));
  const isLabelled = ({ content }: DemoItem) => labelled.has(content.externalId);
  const disputed = project.items.filter(({ pattern }) => pattern !== 'agreed');
  const agreed = project.items.filter((item) => item.pattern === 'agreed');
  const warmUp = (agreed.find((item) => !isLabelled(item)) ?? agreed[0]) as DemoItem | undefined;
  const rest = [...disputed.filter((item) => !isLabelled(item)), ...disputed.filter(isLabelled)];
  // The talk should come early: a visitor sees the first two or three items.
  return [...(warmUp ? [warmUp] : []), ...rest].slice(0, ITEMS_IN_A_MEETING);
}

/** The items that a meeting has left for the next ones, in the project's order. */
export const leftOver = (project: DemoProject, discussed: ReadonlySet<string>): DemoItem[] =>
  project.items.filter(({ content }) => !discussed.has(content.externalId)).slice(0, ITEMS_IN_A_MEETING);
