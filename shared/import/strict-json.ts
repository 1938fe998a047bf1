import { doubledMembers } from './doubled-members.ts';
import { MAX_DEPTH } from './limits.ts';

/** Names that reach into JavaScript's own objects. No data set has a use for them. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

export const isForbiddenName = (name: string): boolean => FORBIDDEN.has(name);

/** The problem continues "the line …". */
export type Strict = { ok: true; value: unknown } | { ok: false; problem: string };

/** What no text holds and PostgreSQL does not store; null when there is nothing. */
export function textProblem(text: string): string | null {
  if (!text.isWellFormed()) return 'has half of a character (a lone surrogate)';
  return text.includes('\u0000') ? 'has a NUL character, which is no text' : null;
}

function numberProblem(value: number): string | null {
  // JSON cannot say NaN, but `1e999` reads as Infinity, and neither can be stored or compared.
  if (!Number.isFinite(value)) return 'has a number that is too large';
  // An id of eighteen digits would become another id.
  const isExact = Math.abs(value) <= Number.MAX_SAFE_INTEGER;
  return isExact ? null : 'has a number of so many digits that some would be lost: write it as text';
}

function memberProblem([name, value]: [string, unknown], depth: number): string | null {
  if (isForbiddenName(name)) return `has a member called \`${name}\``;
  return textProblem(name) ?? problemAt(value, depth + 1);
}

function firstOf<T>(list: readonly T[], problemOf: (entry: T) => string | null): string | null {
  for (const entry of list) {
    const problem = problemOf(entry);
    if (problem !== null) return problem;
  }
  return null;
}

function problemAt(value: unknown, depth: number): string | null {
  if (typeof value === 'string') return textProblem(value);
  if (typeof value === 'number') return numberProblem(value);
  if (value === null || typeof value !== 'object') return null;
  if (depth > MAX_DEPTH) return `is nested deeper than ${MAX_DEPTH} levels`;
  if (Array.isArray(value)) return firstOf(value, (entry) => problemAt(entry, depth + 1));
  return firstOf(Object.entries(value), (member) => memberProblem(member, depth));
}

/** What a parsed value holds that no data set needs; null when nothing. */
export const valueProblem = (value: unknown): string | null => problemAt(value, 0);

export const doubledProblem = (name: string): string => `has the member \`${name}\` twice`;

const BARE = /(?:^|[:[,])\s*-?(?:NaN|Infinity)\b/;
const PLACE = /line (\d+) column (\d+)/;

function syntaxProblem(text: string, error: unknown): string {
  if (BARE.test(text)) return 'has NaN or Infinity, which JSON does not know';
  const [, line, column] = PLACE.exec(error instanceof Error ? error.message : '') ?? [];
  if (line === undefined || column === undefined) return 'is not JSON';
  return text.includes('\n')
    ? `is not JSON: line ${line}, column ${column}`
    : `is not JSON: column ${column}`;
}

/** JSON that can be parsed, whatever it holds. */
export function parseJson(text: string): Strict {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch (error) {
    return { ok: false, problem: syntaxProblem(text, error) };
  }
}

/** JSON from outside: parsed, and refused when it holds what no data set needs or would lose on the way. */
export function parseStrictJson(text: string): Strict {
  const parsed = parseJson(text);
  if (!parsed.ok) return parsed;
  const [doubled] = doubledMembers(text);
  const problem = valueProblem(parsed.value) ?? (doubled ? doubledProblem(doubled.name) : null);
  return problem === null ? parsed : { ok: false, problem };
}
