import { responseLetter } from '#shared/items/response-letter.ts';
import { rulesFor } from '#shared/rubric/scales/index.ts';
import { BOTH_BAD, TIE } from '#shared/rubric/scales/pairwise.ts';
import type { Scale, Value } from '#shared/rubric/scales/schemas.ts';
import { categoryLook, heatLook } from '../categories.ts';

/** How a group of equal answers looks and is called. */
export interface GroupLook {
  readonly words: string;
  readonly fill: string;
  readonly ink: string;
  /** For shapes large enough to carry one; null where position alone tells the answers apart. */
  readonly pattern: string | null;
}

const NEUTRAL = { fill: 'var(--cat-none)', ink: 'var(--ink)', pattern: null };
const FIRST_HEAT = 0.34;

const category = (index: number) => {
  const { fill, ink, pattern } = categoryLook(index);
  return { fill, ink, pattern };
};

const letterIndex = (responseId: string) => Number(responseId.slice(1)) - 1;

/** Points of an ordered scale go from pale to dark: their order is their meaning. */
const graded = (place: number, of: number) => ({
  ...heatLook(FIRST_HEAT + (1 - FIRST_HEAT) * (of < 2 ? 1 : place / (of - 1))),
  pattern: null,
});

const whole = (place: number) => (place < 0 ? NEUTRAL : category(place));

function pairwiseLook(key: string): GroupLook {
  if (key === TIE) return { words: 'Tie', ...NEUTRAL };
  if (key === BOTH_BAD) return { words: 'Both bad', ...category(3) };
  return { words: `${responseLetter(key)} is better`, ...category(letterIndex(key)) };
}

const NOT_APPLICABLE: GroupLook = { words: 'Does not apply', ...NEUTRAL };

/** The look of a group by its key (see `groupKey`). */
export function groupLook(scale: Scale, key: string): GroupLook {
  if (key === 'na') return NOT_APPLICABLE;
  switch (scale.kind) {
    case 'pairwise':
      return pairwiseLook(key);
    case 'likert': {
      const points = scale.points.toSorted((a, b) => a.value - b.value);
      const place = points.findIndex((point) => String(point.value) === key);
      return {
        words: rulesFor(scale).words(scale, { kind: 'likert', point: Number(key) } as never),
        ...graded(place, points.length),
      };
    }
    case 'choice': {
      const ids = key === '' ? [] : key.split('+');
      const labels = ids.map((id) => scale.options.find((option) => option.id === id)?.label ?? id);
      const place = scale.options.findIndex((option) => option.id === ids[0]);
      return {
        words: labels.join(' + ') || 'None',
        ...(ids.length > 1 ? category(scale.options.length % 8) : whole(place)),
      };
    }
    case 'ranking':
      return { words: `${responseLetter(key)} first`, ...category(letterIndex(key)) };
    case 'claims': {
      const place = scale.verdicts.findIndex((verdict) => verdict.id === key);
      return { words: scale.verdicts[place]?.label ?? 'No verdict', ...whole(place) };
    }
    case 'number':
      return {
        words: scale.unit ? `${key} ${scale.unit}` : key,
        ...graded(Number(key) - scale.min, scale.max - scale.min + 1),
      };
    case 'text':
      return { words: 'Texts', ...NEUTRAL };
  }
}

/** Under which key answers stand together: the answer itself; a ranking by what it puts first; claims by the verdict on one claim. */
export function groupKey(scale: Scale, value: Value, claim: string | null = null): string {
  if (value.kind === 'na') return 'na';
  if (value.kind === 'ranking') return value.order[0] ?? '';
  if (value.kind === 'claims') return (claim !== null && value.verdicts[claim]) || '';
  return value.kind === scale.kind ? rulesFor(scale).bucket(value) : '';
}

/** Where a group stands among the others: left to right as on the scale. */
export function groupPlace(scale: Scale, key: string): number {
  if (key === 'na') return Number.POSITIVE_INFINITY;
  switch (scale.kind) {
    case 'pairwise':
      return ['r1', TIE, BOTH_BAD, 'r2'].indexOf(key);
    case 'likert':
    case 'number':
      return Number(key);
    case 'choice':
      return scale.options.findIndex((option) => option.id === key.split('+')[0]);
    case 'ranking':
      return letterIndex(key);
    case 'claims':
      return scale.verdicts.findIndex((verdict) => verdict.id === key);
    case 'text':
      return 0;
  }
}

export interface Group<A> {
  readonly key: string;
  readonly look: GroupLook;
  readonly answers: readonly A[];
}

/** Answers that say the same, in the order of the scale. */
export function groupsOf<A extends { readonly value: Value }>(
  scale: Scale,
  answers: readonly A[],
  claim: string | null = null,
): Group<A>[] {
  const groups = Object.groupBy(answers, ({ value }) => groupKey(scale, value, claim));
  return Object.entries(groups)
    .map(([key, list]) => ({ key, look: groupLook(scale, key), answers: list ?? [] }))
    .toSorted((a, b) => groupPlace(scale, a.key) - groupPlace(scale, b.key));
}
