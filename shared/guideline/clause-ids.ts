import { parseClauses, type Clause } from './clauses.ts';

/** Takes `remove` characters away at `at` and puts `insert` there. */
export interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

const HEADING_LINE = /^(#{1,6}(?:[ \t]+|$))(.*?)((?:[ \t]+#+)?[ \t]*)$/;
const prefixOf = (clause: Clause) => (clause.kind === 'heading' ? 'c-' : 'e-');

const firstLine = (text: string, from: number) => /^[^\r\n]*/.exec(text.slice(from))?.[0] ?? '';

/** Where a missing id goes: behind the words of the heading, or at the end of the line that opens the edge case. */
function behindTitle(text: string, clause: Clause): number {
  const line = firstLine(text, clause.from);
  if (clause.kind === 'edge-case') return clause.from + line.trimEnd().length;
  const [, marks = '', words = ''] = HEADING_LINE.exec(line) ?? [];
  return clause.from + marks.length + words.trimEnd().length;
}

function idEdit(text: string, clause: Clause, fresh: string): Edit {
  if (clause.id === null) return { at: behindTitle(text, clause), remove: 0, insert: ` {#${fresh}}` };
  const mark = `{#${clause.id}}`;
  const at = clause.from + firstLine(text, clause.from).lastIndexOf(mark);
  return { at, remove: mark.length, insert: `{#${fresh}}` };
}

/**
 * The edits that give every clause an id of its own: the first of two that share one keeps it (the other is a copy), and
 * clauses without one get a fresh one. `mint` makes the random part; a part that is taken is asked for again.
 */
export function idEdits(text: string, mint: () => string): Edit[] {
  const clauses = parseClauses(text);
  const known = new Set(clauses.map((clause) => clause.id));
  const seen = new Set<string>();
  return clauses.flatMap((clause) => {
    if (clause.id !== null && !seen.has(clause.id)) {
      seen.add(clause.id);
      return [];
    }
    const fresh = freshId(prefixOf(clause), mint, known);
    known.add(fresh);
    return [idEdit(text, clause, fresh)];
  });
}

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
