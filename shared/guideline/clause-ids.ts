import { parseClauses, type Clause } from './clauses.ts';

/** Takes `remove` characters away at `at` and puts `insert` there. */
export interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

const HEADING_LINE = /^(#{1,6}(?:[ \t]+|$))(.*?)((?:[ \t]+#+)?[ \t]*)$/;
const prefixOf = (clause: Clause) => (clause.kind === 'heading' ? 'c-' : 'e-');

/** The line that begins at a place, without its end. */
export const firstLine = (text: string, from: number) => /^[^\r\n]*/.exec(text.slice(from))?.[0] ?? '';

/** Where a missing id goes: behind the words of the heading, or at the end of the line that opens the edge case. */
function behindTitle(text: string, clause: Clause): number {
  const line = firstLine(text, clause.from);
  if (clause.kind === 'edge-case') return clause.from + line.trimEnd().length;
  const [, marks = '', words = ''] = HEADING_LINE.exec(line) ?? [];
  return clause.from + marks.length + words.trimEnd().length;
}

/** The edit that gives a clause this id, in place of the one it has. */
export function idEdit(text: string, clause: Clause, fresh: string): Edit {
  if (clause.id === null) return { at: behindTitle(text, clause), remove: 0, insert: ` {#${fresh}}` };
  const mark = `{#${clause.id}}`;
  const at = clause.from + firstLine(text, clause.from).lastIndexOf(mark);
  return { at, remove: mark.length, insert: `{#${fresh}}` };
}

/** An id for a clause that has none of its own. */
export interface FreshId {
  readonly clause: Clause;
  readonly id: string;
}

/**
 * Ids for the clauses that need one: the first of two that share an id keeps it (the other is a copy), and clauses without one get
 * a fresh one. `mint` makes the part that tells ids apart; a part that is taken is asked for again.
 */
export function freshIds(text: string, mint: (clause: Clause) => string): FreshId[] {
  const clauses = parseClauses(text);
  const known = new Set(clauses.map((clause) => clause.id));
  const seen = new Set<string>();
  return clauses.flatMap((clause) => {
    if (clause.id !== null && !seen.has(clause.id)) {
      seen.add(clause.id);
      return [];
    }
    const id = freshId(prefixOf(clause), () => mint(clause), known);
    known.add(id);
    return [{ clause, id }];
  });
}

/** The edits that give every clause an id of its own. */
export const idEdits = (text: string, mint: () => string): Edit[] =>
  freshIds(text, mint).map(({ clause, id }) => idEdit(text, clause, id));

/** An id that no clause in `taken` has. */
export function freshId(prefix: 'c-' | 'e-', mint: () => string, taken: ReadonlySet<string | null>): string {
  let id = prefix + mint();
  while (taken.has(id)) id = prefix + mint();
  return id;
}

/** The text after edits that were made for it. */
export const applyEdits = (text: string, edits: readonly Edit[]): string =>
  edits
    .toSorted((a, b) => b.at - a.at)
    .reduce((done, { at, remove, insert }) => done.slice(0, at) + insert + done.slice(at + remove), text);
