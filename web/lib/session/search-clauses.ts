import type { ClauseChoice } from './clauses.ts';

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
