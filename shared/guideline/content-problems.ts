import type { Rubric } from '#shared/rubric/rubric.ts';
import { parseClauses, type Clause } from './clauses.ts';
import type { Draft, DraftProblem } from './document.ts';

const LABEL = /^\*\*(Question|Example|Ruling|Reason|Source)\.?\*\*\.?/gm;

/** What stands behind each label of an edge case; under '' what stands before the first. */
function partsOf({ text }: Clause): Map<string, string> {
  const body = text
    .split('\n')
    .slice(1)
    .join('\n')
    .replace(/^:{3,}\s*$/gm, '');
  const [before = '', ...rest] = body.split(LABEL);
  const labelled = rest.flatMap((label, at): [string, string][] =>
    at % 2 === 0 ? [[label, (rest[at + 1] ?? '').trim()]] : [],
  );
  return new Map([['', before.trim()], ...labelled]);
}

/** An edge case in free words begins with its question, and what follows is its ruling. */
function missingIn(clause: Clause): string[] {
  const parts = partsOf(clause);
  const [first = '', ...others] = (parts.get('') ?? '').split(/\n\s*\n/);
  const question = parts.get('Question') ?? first;
  const ruling = parts.get('Ruling') ?? others.join('');
  return [...(question === '' ? ['question'] : []), ...(ruling === '' ? ['ruling'] : [])];
}

function edgeCaseProblems(clauses: readonly Clause[]): string[] {
  return clauses.flatMap((clause, index) => {
    const missing = clause.kind === 'edge-case' ? missingIn(clause) : [];
    if (missing.length === 0) return [];
    const above = clauses.slice(0, index).findLast(({ kind }) => kind === 'heading');
    const where = above ? ` under “${above.title}”` : '';
    const name = missing.includes('question')
      ? `An edge case${where}`
      : `The edge case “${clause.title}”${where}`;
    return [`${name} has no ${missing.join(' and no ')}.`];
  });
}

const sameName = (name: string) => name.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();

function nameProblems({ dimensions }: Rubric): DraftProblem[] {
  return dimensions.flatMap(({ id, name }, index) => {
    const isTaken = dimensions.slice(0, index).some((other) => sameName(other.name) === sameName(name));
    return isTaken
      ? [{ dimensionId: id, message: `Two dimensions are named “${name}”. Rename one of them.` }]
      : [];
  });
}

/** What keeps a draft from becoming a version although its parts are complete (law G11), each as a sentence that names where. */
export function contentProblems({ text, rubric }: Pick<Draft, 'text' | 'rubric'>): DraftProblem[] {
  const messages = new Set(edgeCaseProblems(parseClauses(text)));
  return [
    ...(rubric ? nameProblems(rubric) : []),
    ...[...messages].map((message) => ({ dimensionId: null, message })),
  ];
}
