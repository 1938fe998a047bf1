import { responseLetter } from '#shared/items/response-letter.ts';
import { parsed, scalarText, unparsed, type Option, type ResponseLookup, type ScaleRules } from './rules.ts';
import type { ScaleOf, ValueOf } from './schemas.ts';

export const TIE = 'tie';
export const BOTH_BAD = 'both-bad';
/** The two that are compared, however many responses the item has and in whatever order somebody sees them. */
export const COMPARED: readonly string[] = ['r1', 'r2'];

const STRENGTH_WORDS: Record<number, readonly string[]> = {
  2: ['slightly', 'clearly'],
  3: ['slightly', 'clearly', 'far'],
};
const TIE_SPELLINGS = new Set(['tie', 'equal', 'same', 'tie (bothgood)', 'draw', '0', 'both']);
const BOTH_BAD_SPELLINGS = new Set(['both-bad', 'both bad', 'bothbad', 'tie (bothbad)', 'neither']);

const option = (key: string, label: string, definition = ''): Option => ({
  key,
  label,
  definition,
  example: '',
});
const isTieLike = (choice: string) => choice === TIE || choice === BOTH_BAD;

function words(scale: ScaleOf<'pairwise'>, value: ValueOf<'pairwise'>): string {
  if (value.choice === TIE) return 'Tie';
  if (value.choice === BOTH_BAD) return 'Both bad';
  const degree = value.strength && STRENGTH_WORDS[scale.strengths]?.[value.strength - 1];
  return `${responseLetter(value.choice)}${degree ? `, ${degree} better` : ''}`;
}

function problem(
  scale: ScaleOf<'pairwise'>,
  value: ValueOf<'pairwise'>,
  item: { responses: readonly string[] },
) {
  if (value.choice === TIE) return scale.allowTie ? null : 'This dimension has no tie.';
  if (value.choice === BOTH_BAD) return scale.allowBothBad ? null : 'This dimension has no "both bad".';
  if (!COMPARED.includes(value.choice) || !item.responses.includes(value.choice))
    return 'Choose one of the two responses.';
  if (value.strength === undefined) return null;
  if (scale.strengths === 0) return 'This dimension has no strength.';
  return value.strength <= scale.strengths ? null : 'That strength is not on the scale.';
}

/** `"a"`, or `{ "choice": "a", "strength": 2 }` as it is exported. Most labels made elsewhere say nothing of a strength, and none is made up. */
const choiceAndStrength = (raw: unknown): { choice: unknown; strength?: unknown } =>
  typeof raw === 'object' && raw !== null && 'choice' in raw ? raw : { choice: raw };

function choiceOf(raw: unknown, lookup: ResponseLookup): string | null {
  const text = scalarText(raw)?.toLowerCase() ?? '';
  return lookup(raw) ?? (TIE_SPELLINGS.has(text) ? TIE : BOTH_BAD_SPELLINGS.has(text) ? BOTH_BAD : null);
}

/** Two responses, A or B; tie and "both bad" where the rubric allows them. Compared as categories; strength is shown, not counted. */
export const pairwise: ScaleRules<'pairwise'> = {
  kind: 'pairwise',
  level: () => 'nominal',
  applies: ({ responses }) => COMPARED.every((id) => responses.includes(id)),
  problem,
  missing: (scale, { choice, strength }) =>
    scale.strengths > 0 && strength === undefined && !isTieLike(choice) ? 'Say how much better it is.' : null,
  labels: (_scale, value) => [['', value.choice]],
  categories: (scale) => [
    'r1',
    ...(scale.allowTie ? [TIE] : []),
    ...(scale.allowBothBad ? [BOTH_BAD] : []),
    'r2',
  ],
  options: (scale) => [
    option('r1', 'A'),
    ...(scale.allowTie ? [option(TIE, 'Tie', 'Equally good')] : []),
    ...(scale.allowBothBad ? [option(BOTH_BAD, 'Both bad', 'Neither is acceptable')] : []),
    option('r2', 'B'),
  ],
  bucket: (value) => value.choice,
  words,
  distance: (_scale, a, b) => {
    if (a.choice === b.choice) return 0;
    return isTieLike(a.choice) || isTieLike(b.choice) ? 0.5 : 1;
  },
  parse(scale, raw, lookup) {
    const given = choiceAndStrength(raw);
    const choice = choiceOf(given.choice, lookup);
    if (choice === null) return unparsed('is none of the two responses, a tie or both bad');
    if (given.strength === undefined || isTieLike(choice)) return parsed({ kind: 'pairwise', choice });
    const strength = Number(given.strength);
    if (!Number.isInteger(strength) || strength < 1 || strength > scale.strengths)
      return unparsed(`has a strength that is not on the scale (1 to ${scale.strengths})`);
    return parsed({ kind: 'pairwise', choice, strength });
  },
  plain: (value) =>
    value.strength === undefined ? value.choice : { choice: value.choice, strength: value.strength },
};
