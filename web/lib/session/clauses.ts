import type { ClauseView } from '#shared/protocol/guideline.ts';

/** A place in the guideline that an answer or a ruling can cite. */
export interface ClauseChoice {
  readonly id: string;
  readonly title: string;
  /** Titles of the headings above it. */
  readonly path: readonly string[];
  readonly html: string;
}

/** The clauses of a version that can be cited, in its order, each with the headings that it stands under. */
export function clauseChoices(
  clauses: readonly Pick<ClauseView, 'id' | 'title' | 'level' | 'html'>[],
): ClauseChoice[] {
  const above: { level: number; title: string }[] = [];
  return clauses.flatMap(({ id, title, level, html }) => {
    while ((above.at(-1)?.level ?? -1) >= level) above.pop();
    const path = above.map((heading) => heading.title);
    above.push({ level, title });
    return id === null ? [] : [{ id, title, path, html }];
  });
}
