import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

const LENGTHS: Readonly<Record<string, string>> = { string: 'characters', array: 'entries' };

const figure = (limit: number | bigint): string => limit.toLocaleString('en');

function tooBig({ origin, maximum }: Issue & { code: 'too_big' }): string {
  const unit = LENGTHS[origin];
  return unit === undefined ? `is above ${figure(maximum)}` : `has more than ${figure(maximum)} ${unit}`;
}

function tooSmall({ origin, minimum }: Issue & { code: 'too_small' }): string {
  const unit = LENGTHS[origin];
  if (unit === undefined) return `must be above ${figure(minimum)}`;
  return minimum === 1 ? 'is empty' : `has fewer than ${figure(minimum)} ${unit}`;
}

/** What a schema finds wrong, as the end of a sentence that begins with the field. */
export function issueWords(issue: Issue): string {
  switch (issue.code) {
    case 'too_big':
      return tooBig(issue);
    case 'too_small':
      return tooSmall(issue);
    case 'invalid_type':
      if (issue.message.endsWith('received undefined')) return 'is missing';
      return `must be ${EXPECTED[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be ${issue.values.map((value) => `\`${String(value)}\``).join(' or ')}`;
    case 'invalid_union':
      return 'must be text or a number';
    default:
      return issue.message.toLowerCase();
  }
}

/** `dimensions[3].values[1]`: places count from 1, as people do. */
export const fieldOf = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => (typeof part === 'number' ? `[${part + 1}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
