import type { ClauseDiff } from '#shared/guideline/diff.ts';

const sameTitle = (title: string) => title.replace(/\s+/g, ' ').trim().toLowerCase();

/** Titles that several clauses of a text have, where one of these is new or was changed (law G11). */
export function equalTitles(clauses: readonly ClauseDiff[]): string[] {
  const present = clauses.filter(({ change, kind }) => change !== 'removed' && kind !== 'preamble');
  const groups = Object.groupBy(present, ({ title }) => sameTitle(title));
  return Object.values(groups).flatMap((group = []) => {
    const [first] = group;
    const isNew = group.length > 1 && group.some(({ change }) => change !== 'same');
    return first && isNew ? [first.title] : [];
  });
}
