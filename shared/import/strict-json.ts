import { MAX_DEPTH } from './limits.ts';

/** Names that reach into JavaScript's own objects. No data set has a use for them. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

export const isForbiddenName = (name: string): boolean => FORBIDDEN.has(name);

export type Strict = { ok: true; value: unknown } | { ok: false; problem: string };

function textProblem(text: string): string | null {
  return text.isWellFormed() ? null : 'has half of a character (a lone surrogate)';
}

function memberProblem([name, value]: [string, unknown], depth: number): string | null {
  if (isForbiddenName(name)) return `has a member called \`${name}\``;
  return textProblem(name) ?? valueProblem(value, depth + 1);
}

function firstOf<T>(list: readonly T[], problemOf: (entry: T) => string | null): string | null {
  for (const entry of list) {
    const problem = problemOf(entry);
    if (problem !== null) return problem;
  }
  return null;
}

function valueProblem(value: unknown, depth: number): string | null {
  if (typeof value === 'string') return textProblem(value);
  // JSON cannot say NaN, but `1e999` reads as Infinity, and neither can be stored or compared.
  if (typeof value === 'number') return Number.isFinite(value) ? null : 'has a number that is too large';
  if (value === null || typeof value !== 'object') return null;
  if (depth > MAX_DEPTH) return `is nested deeper than ${MAX_DEPTH} levels`;
  if (Array.isArray(value)) return firstOf(value, (entry) => valueProblem(entry, depth + 1));
  return firstOf(Object.entries(value), (member) => memberProblem(member, depth));
}

/** JSON from outside: parsed, and refused when it holds what no data set needs. The problem continues "the line …". */
export function parseStrictJson(text: string): Strict {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return {
      ok: false,
      problem: /\b(NaN|Infinity)\b/.test(text)
        ? 'has NaN or Infinity, which JSON does not know'
        : 'is not JSON',
    };
  }
  const problem = valueProblem(value, 0);
  return problem === null ? { ok: true, value } : { ok: false, problem };
}
