import type { Token } from 'markdown-it';
import { must } from '#shared/must.ts';
import { createParser } from '#shared/markdown/parser.ts';
import { plainWords, shortened } from '#shared/markdown/plain.ts';

/**
 * An addressable piece of a guideline. Its id stands in the text (`## Ties {#c-k3f9}`), so it survives rewording, moving
 * and renaming; a heading that nobody gave an id has none until the next commit.
 */
export interface Clause {
  readonly id: string | null;
  readonly kind: 'heading' | 'edge-case';
  readonly title: string;
  /** 1 to 6 for a heading; an edge case stands one below the heading above it. */
  readonly level: number;
  /** First character, and the one after the last. A heading reaches to the next heading; its edge cases lie within. */
  readonly from: number;
  readonly to: number;
  /** Its own source: for a heading without the edge cases in it. */
  readonly text: string;
}

const EDGE_CASE = 'edge_case_open';
const MAX_TITLE = 140;
/** Beyond this many a text is no guideline but an attack on whoever compares two of them; the rest goes unnamed. */
export const MAX_CLAUSES = 2_000;
const QUESTION = /^\*\*Question\.?\*\*\s*/;

const parser = createParser({ clauses: true, links: 'web-and-app' });
parser.core.ruler.enableOnly(['normalize', 'block', 'heading_ids']);

/** Offsets at which the lines of a text begin, ended by its length. Counts lines as the parser does. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) starts.push(index + end.length);
  return [...starts, text.length];
}

interface Opening {
  readonly token: Token;
  readonly title: string;
  readonly from: number;
  /** Only known for an edge case, which has an end of its own. */
  readonly to: number | null;
}

function inlineUntilClosed(tokens: readonly Token[], index: number): Token[] {
  const inside: Token[] = [];
  for (let at = index + 1; at < tokens.length; at++) {
    const token = must(tokens[at], 'a token');
    if (token.type === 'edge_case_close') break;
    if (token.type === 'inline') inside.push(token);
  }
  return inside;
}

function titleOf(tokens: readonly Token[], index: number): string {
  const opening = must(tokens[index], 'a token');
  if (opening.type !== EDGE_CASE) return plainWords(tokens[index + 1]?.content ?? '');
  const inside = inlineUntilClosed(tokens, index);
  const question = inside.find((token) => QUESTION.test(token.content))?.content.replace(QUESTION, '');
  return plainWords(question ?? inside[0]?.content ?? '') || 'Edge case';
}

function openings(text: string): Opening[] {
  const starts = lineStarts(text);
  const at = (line: number) => starts[line] ?? text.length;
  const tokens = parser.parse(text, {});
  const found = tokens.flatMap((token, index): Opening[] => {
    if (token.level > 0 || token.map === null) return [];
    const [first, last] = token.map;
    if (token.type === 'heading_open' && text[at(first)] === '#') {
      return [{ token, title: titleOf(tokens, index), from: at(first), to: null }];
    }
    return token.type === EDGE_CASE
      ? [{ token, title: titleOf(tokens, index), from: at(first), to: at(last) }]
      : [];
  });
  return found.slice(0, MAX_CLAUSES);
}

const isHeading = (opening: Opening) => opening.to === null;
const levelOf = (opening: Opening) => Number(opening.token.tag.slice(1));

/** Source of a stretch without the edge cases that lie in it. */
function withoutEdgeCases(text: string, from: number, to: number, found: readonly Opening[]): string {
  let at = from;
  let own = '';
  for (const edgeCase of found) {
    if (edgeCase.to === null || edgeCase.from < from || edgeCase.from >= to) continue;
    own += text.slice(at, edgeCase.from);
    at = edgeCase.to;
  }
  return own + text.slice(at, to);
}

/** Every clause of a guideline, in its order. */
export function parseClauses(text: string): Clause[] {
  const found = openings(text);
  let level = 1;
  return found.map((opening, index): Clause => {
    const id = opening.token.attrGet('id');
    const head = {
      id: id === null ? null : String(id),
      title: shortened(opening.title, MAX_TITLE),
      from: opening.from,
    };
    if (opening.to !== null) {
      return {
        ...head,
        kind: 'edge-case',
        level: level + 1,
        to: opening.to,
        text: text.slice(opening.from, opening.to),
      };
    }
    level = levelOf(opening);
    const to = found.slice(index + 1).find(isHeading)?.from ?? text.length;
    return { ...head, kind: 'heading', level, to, text: withoutEdgeCases(text, opening.from, to, found) };
  });
}

/** What stands before the first heading: it belongs to no clause. */
export function preamble(text: string): string {
  const found = openings(text);
  return withoutEdgeCases(text, 0, found.find(isHeading)?.from ?? text.length, found);
}

/** The clause with this id; undefined when the guideline has none. */
export const clauseOf = (clauses: readonly Clause[], id: string): Clause | undefined =>
  clauses.find((clause) => clause.id === id);
