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

const plain = (html: string) => html.replaceAll(/<[^>]*>/g, ' ');
const words = (text: string) => text.toLowerCase().split(/\s+/u).filter(Boolean);

/** Lower is better: every word in the title, then in the path, then in the text; null when one is nowhere. */
function rank(clause: ClauseChoice, wanted: readonly string[]): number | null {
  const places = [clause.title, clause.path.join(' '), plain(clause.html)].map((text) => text.toLowerCase());
  const ranks = wanted.map((word) => places.findIndex((text) => text.includes(word)));
  return ranks.includes(-1) ? null : ranks.reduce((sum, place) => sum + place, 0);
}

/** Clauses that contain every word of the query, best first; all of them, in the document's order, without one. */
export function searchClauses(clauses: readonly ClauseChoice[], query: string): ClauseChoice[] {
  const wanted = words(query);
  return clauses
    .map((clause, index) => ({ clause, index, rank: rank(clause, wanted) }))
    .filter((found) => found.rank !== null)
    .toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || a.index - b.index)
    .map((found) => found.clause);
}
